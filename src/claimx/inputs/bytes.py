"""Bytes to text: compression by the file's ending, a limit that bombs stop at, encodings.

Text is UTF-8 unless told otherwise; what is not is guessed, among the encodings that Indonesian news comes in, and said so.
"""

from __future__ import annotations

import bz2
import codecs
import gzip
import io
import lzma
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from claimx.errors import InputError
from claimx.render.words import say

_CHUNK = 1 << 20
_PATIENCE = 100_000_000  # bytes of a line that are passed over to reach the next: a tenth of a second of decompression
_BLANK = 1_000_000  # lines without a word, one after the other, after which nobody waits for one with words: a second of reading
_SIP = 2048  # of a .zst file: a block of four bytes may stand for 128 KiB
_MOST_WRONG = 10_000  # bytes of another encoding in a text that is UTF-8 all the same
_LINES_TOLD = 10  # lines with bytes of another encoding that a warning names
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Unicode with a mark, what Windows and old Macs wrote, and DOS
_LIKELY = ["utf_8", "utf_16", "utf_32", "utf_16_le", "utf_16_be", "cp1252", "latin_1", "mac_roman", "cp850"]


@contextmanager
def opened(path: str) -> Iterator[IO[bytes]]:
    """Open a file, standard input for `-`, or (on a cluster) an fsspec path, undoing the compression that its ending names."""
    if path == "-":
        if sys.stdin is None:
            raise InputError(path, "no_input")
        with open(sys.stdin.fileno(), "rb", closefd=False) as stdin:
            yield stdin
        return
    with _raw(path) as raw:
        unpacked = next((made for ending, made in _UNPACKED.items() if path.lower().endswith(ending)), None)
        yield io.BufferedReader(unpacked(raw), _CHUNK) if unpacked else raw


def _raw(path: str) -> IO[bytes]:
    if "://" not in path:
        return Path(path).open("rb")
    import fsspec

    return fsspec.open(path, "rb").open()  # type: ignore[no-any-return]


class _Zstandard(io.RawIOBase):
    """The bytes of a Zstandard stream. The library's own reader takes a file that was cut off for one that is whole; this one does not."""

    def __init__(self, file: IO[bytes]) -> None:
        import zstandard

        self.file = file
        self.frame = zstandard.ZstdDecompressor().decompressobj
        self.current = self.frame()
        self.begun = False
        self.ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self.ready:
            data = self.current.unused_data if self.begun and self.current.eof else b""
            data = data or self.file.read(_SIP)
            if not data:
                if self.begun and not self.current.eof:
                    raise EOFError("it ends in the middle")
                return 0
            if self.begun and self.current.eof:
                self.current = self.frame()
            self.begun = True
            self.ready = self.current.decompress(data)
        size = min(len(buffer), len(self.ready))
        buffer[:size], self.ready = self.ready[:size], self.ready[size:]
        return size


_UNPACKED: dict[str, Callable[[Any], Any]] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open, ".zst": _Zstandard}


def read(path: str, limit: int) -> bytes:
    """Return all bytes of an input, decompressed; raises `InputError` where it cannot be read or holds more than `limit`."""
    try:
        with opened(path) as stream:
            data = stream.read(limit + 1)
            while len(data) <= limit and (more := stream.read(_CHUNK)):
                data += more
    except Exception as error:
        raise unreadable(path, error) from None
    if len(data) > limit:
        raise InputError(path, "too_long", limit=limit)
    return data


def lines(path: str, limit: int, recoded: bool = True) -> Iterator[bytes | InputError]:
    """Yield the lines of an input as they are read, an `InputError` in place of one that is longer than `limit` bytes; `recoded`: those of UTF-16 as UTF-8.

    One that does not end within twice the limit, or a hundred million bytes, ends the reading, and so does a million of blank lines.
    """
    try:
        with opened(path) as file:
            stream = _recoded(file) if recoded else file
            number = blank = 0
            while line := stream.readline(limit + 1):
                number += 1
                blank = blank + 1 if line.isspace() else 0
                if blank > _BLANK:
                    yield InputError(path, "blank_lines", n=_BLANK)
                    return
                if len(line) > limit:
                    yield InputError(f"{path}#{number}", "long_line", limit=limit)
                    passed = 0
                    while not line.endswith(b"\n") and (line := stream.readline(_CHUNK)):
                        passed += len(line)
                        if passed > max(limit, _PATIENCE):  # a bomb: nobody waits for its end
                            yield InputError(path, "endless_line")
                            return
                else:
                    yield line
    except Exception as error:
        raise unreadable(path, error) from None


def _recoded(file: IO[bytes]) -> Any:
    """Return a file as it is, or as UTF-8 where it begins with the mark of UTF-16, as what PowerShell redirects does: its lines are cut at other bytes."""
    begins = file.peek(2) if isinstance(file, io.BufferedReader) else b""
    return codecs.EncodedFile(file, "utf-8", "utf-16") if begins.startswith(_WIDE) else file


def as_utf8(data: bytes) -> bytes:
    """Return bytes as they are, or as UTF-8 where they are UTF-16 with its mark."""
    with suppress(UnicodeError):
        return data.decode("utf-16").encode("utf-8", "surrogatepass") if data.startswith(_WIDE) else data
    return data


def unreadable(path: str, error: Exception) -> InputError:
    """Return the error for a user: what the system said of a file, or that its compression is broken."""
    if isinstance(error, InputError):
        return error
    if isinstance(error, OSError) and error.strerror:
        return InputError(path, "unreadable", why=error.strerror)
    return InputError(path, "broken", why=str(error))


def decode(path: str, data: bytes, encoding: str | None) -> tuple[str, list[tuple[str, str]]]:
    """Return the text of an input and the warnings of its reading; raises `InputError`."""
    if encoding:
        try:
            return data.decode(encoding), []
        except LookupError:
            raise InputError(path, "unknown_encoding", name=encoding) from None
        except ValueError as error:
            raise InputError(path, "other_encoding", name=encoding, why=str(error)) from None
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        where = error.start
    if mixed := _mixed(data):
        return mixed
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=_LIKELY).best()
    if best is None or best.encoding == "utf_8" or "\x00" in str(best)[:1000]:
        raise InputError(path, "no_encoding", at=where)
    return str(best), [("encoding_guessed", say("en", "warning.encoding_guessed", name=best.encoding))]


def _mixed(data: bytes) -> tuple[str, list[tuple[str, str]]] | None:
    """Return the text of bytes that are UTF-8 but for a few, which are read as Windows writes them, and a warning with their lines.

    None where no more letters beyond ASCII are valid than are not: then it is another encoding.
    """
    wrong: list[int] = []

    def repair(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        wrong.append(error.start)
        if len(wrong) > _MOST_WRONG:
            raise ValueError
        byte = data[error.start : error.start + 1]
        return byte.decode("cp1252", "replace"), error.start + 1

    codecs.register_error("claimx-mixed", repair)
    try:
        text = data.decode("utf-8", "claimx-mixed")
    except ValueError:
        return None
    valid = sum(1 for byte in data if byte >= 0xC2) - sum(1 for at in wrong if data[at] >= 0xC2)
    if valid <= len(wrong) or "\x00" in text[:1000]:
        return None
    lines = list(dict.fromkeys(data.count(b"\n", 0, at) + 1 for at in wrong[:_LINES_TOLD]))
    told = ", ".join(map(str, lines)) + (" …" if len(wrong) > _LINES_TOLD else "")
    if len(wrong) == 1:
        message = say("en", "warning.encoding_mixed_byte", line=told)
    elif len(lines) == 1 and len(wrong) <= _LINES_TOLD:
        message = say("en", "warning.encoding_mixed_line", n=len(wrong), line=told)
    else:
        message = say("en", "warning.encoding_mixed", n=len(wrong), lines=told)
    return text, [("encoding_mixed", message)]
