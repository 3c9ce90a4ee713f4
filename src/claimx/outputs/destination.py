"""Where records go: standard output, one file, or a folder with a file for each article. Nothing half written is left under
a name that was asked for.

A file is written as `NAME.part` and renamed when the run ends well; a `.part` that is left over holds whole records of a
run that was cut off, and `--resume` goes on from it. In a folder each article's file is complete or not there.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from claimx.errors import OutputError
from claimx.outputs.formats import into_folder

_UNWRITABLE = "backslashreplace"  # half a character, as broken JSON can hold, is written as it is spelt there


def part_of(path: Path) -> Path:
    """Return the name under which a file is written until it is complete."""
    return path.parent / _beside(path.name, "", ".part")


def must_be_new(path: Path, force: bool) -> None:
    """Raise `OutputError` where a file is there that holds something, unless it may be written over (`force`)."""
    if not force and path.is_file() and path.stat().st_size:
        if path.name.endswith(".part"):
            raise OutputError(str(path), "left_over")
        raise OutputError(str(path), "exists")


_LONGEST = 255  # bytes of a name


def _beside(name: str, before: str, after: str) -> str:
    """Return the name of a file that stands beside another one; where it would be too long, a digest stands for the end of it."""
    data = os.fsencode(name)
    if len(data) + len(before) + len(after) > _LONGEST:
        digest = hashlib.sha256(data).hexdigest()[:12]
        name = data[: _LONGEST - len(before) - len(after) - len(digest)].decode("utf-8", "ignore") + digest
    return f"{before}{name}{after}"


def resolved(path: Path) -> Path:
    """Return what a path leads to; a pipe or device stays what it is called. Raises `OutputError` where it leads nowhere: links in a circle, a name that cannot be."""
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            return path  # `/dev/stdout`
        found = path.resolve()
        found.exists()  # raises where its name is too long
        if found.is_symlink():  # Python 3.13 follows links in a circle without a word
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        return found
    except (OSError, RuntimeError, ValueError) as error:
        raise OutputError(str(path), "unwritable", why=getattr(error, "strerror", None) or str(error)) from None


class PartFile:
    """A file that takes its name when `commit` is called; `append` goes on after what a run before left unfinished.

    What is there already is written over only with `force`; an unfinished file too, where it can be gone on with (`kept`). A link is followed, but
    not one in a folder of outputs (`kept` false), which nobody named: the file takes its place. Raises `OutputError`.
    """

    def __init__(self, path: Path, append: bool = False, binary: bool = False, force: bool = False, kept: bool = True) -> None:
        self.path = path = resolved(path) if kept else resolved(path.parent) / path.name
        # a pipe or a device keeps what it is: it is written to as it stands
        plain = path.is_file() or not path.exists()
        self.part = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if plain:
                self.part = part_of(path)
                must_be_new(path, force)
                if not append:
                    must_be_new(self.part, force or not kept)
                    self.part.unlink(missing_ok=True)
            mode = ("a" if append else "x" if plain else "w") + ("b" if binary else "")
            self.stream: IO[Any] = self.part.open(
                mode, encoding=None if binary else "utf-8", errors=None if binary else _UNWRITABLE, newline=None if binary else ""
            )
        except OSError as error:
            raise OutputError(str(path), "unwritable", why=error.strerror) from None

    def commit(self) -> None:
        """Close the file and give it its name."""
        self.stream.flush()
        if self.part != self.path:
            os.fsync(self.stream.fileno())
        self.stream.close()
        if self.part != self.path:
            with suppress(OSError):  # who could read it before can read it after, and nobody else
                shutil.copymode(self.path, self.part)
            self.part.replace(self.path)

    def abandon(self) -> None:
        """Close the file and leave what was written under its `.part` name."""
        self.stream.close()


def _lock(path: Path, inside: bool) -> Path:
    """Return the file that a run holds while it writes; an unfinished file has that of the file which it becomes."""
    return path / ".claimx.lock" if inside else path.parent / _beside(path.name.removesuffix(".part"), ".", ".claimx.lock")


def written_with(output: str) -> list[str]:
    """Return the names that a run which writes to `output` may take: that of the file, and of what stands beside or in it while the run lasts."""
    path = Path(output)
    if into_folder(output):
        return [str(path / "index.html"), str(_lock(path, True))]
    return [output, str(part_of(path)), str(_lock(path, False)), *(f"{output}-{kind}" for kind in ("journal", "wal", "shm"))]  # of SQLite


@contextmanager
def only_writer(output: str | None) -> Iterator[None]:
    """Hold the output of a run against a second one, by a lock beside it (in a folder, inside of it). Raises `OutputError`."""
    if output in (None, "-"):
        yield
        return
    import filelock

    path = resolved(Path(str(output)))
    if path.exists() and not path.is_file() and not path.is_dir():
        yield  # a pipe or a device
        return
    place = _lock(path, into_folder(str(output)))
    lock = filelock.FileLock(place, timeout=0)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.is_file() and place.stat().st_size:  # a lock is empty: this is somebody's file
            raise OutputError(str(place), "no_lock")
        lock.acquire()
    except filelock.Timeout:
        raise OutputError(str(output), "busy") if place.exists() else OutputError(str(output), "unwritable", why=str(place)) from None
    except OSError as error:
        raise OutputError(str(output), "unwritable", why=error.strerror) from None
    try:
        yield
    finally:
        place.unlink(missing_ok=True)
        lock.release()


def write_whole(path: Path, content: str | bytes, force: bool = False) -> None:
    """Write a file so that it is there whole or not at all; one that holds this already is left as it is. Raises `OutputError`."""
    data = content.encode(errors=_UNWRITABLE) if isinstance(content, str) else content
    with suppress(OSError):
        if path.read_bytes() == data:
            return
    file = PartFile(path, binary=True, force=force, kept=False)
    try:
        file.stream.write(data)
        file.commit()
    except BaseException as error:
        with suppress(OSError):  # closing tries to write what did not fit once more
            file.abandon()
        file.part.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise OutputError(str(path), "unwritable", why=error.strerror) from None
        raise


def write_to(output: str | None, write: Callable[[IO[str]], None], force: bool) -> None:
    """Let `write` write to standard output, or to a file that is there whole or not at all."""
    if output in (None, "-"):
        write(sys.stdout)
        return
    file = PartFile(Path(str(output)), force=force)
    try:
        write(file.stream)
        file.commit()
    except BaseException as error:
        with suppress(OSError):
            file.abandon()
        if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
            raise OutputError(str(output), "unwritable", why=error.strerror) from None
        raise
