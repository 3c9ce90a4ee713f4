"""Where records go: standard output, one file, or a folder with a file for each article. Nothing half written is left under
a name that was asked for.

A file is written as `NAME.part` and renamed when the run ends well; a `.part` that is left over holds whole records of a
run that was cut off, and `--resume` goes on from it. In a folder each article's file is complete or not there.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from claimx.errors import OutputError


def part_of(path: Path) -> Path:
    """Return the name under which a file is written until it is complete."""
    return path.with_name(path.name + ".part")


def resolved(path: Path) -> Path:
    """Return what a path leads to. Raises `OutputError` where it leads nowhere: links in a circle, a name that cannot be."""
    try:
        found = path.resolve()
        found.exists()  # raises where its name is too long
        return found
    except (OSError, RuntimeError, ValueError) as error:
        raise OutputError(str(path), "unwritable", why=getattr(error, "strerror", None) or str(error)) from None


class PartFile:
    """A file that takes its name when `commit` is called; `append` goes on after what a run before left.

    What is there already is written over only where its content proves that claimx wrote it, or with `force`; a link in the place of the
    unfinished file is never followed. Raises `OutputError`.
    """

    def __init__(self, path: Path, append: bool = False, binary: bool = False, force: bool = False) -> None:
        self.path = path = resolved(path)  # of a link, what it leads to
        # a pipe or a device keeps what it is: it is written to as it stands
        plain = path.is_file() or not path.exists()
        self.part = part_of(path) if plain else path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if plain:
                may_replace(path, force)
                may_replace(self.part, force)
                if not append:
                    self.part.unlink(missing_ok=True)
            mode = ("a" if append else "x" if plain else "w") + ("b" if binary else "")
            self.stream: IO[str] = self.part.open(
                mode, encoding=None if binary else "utf-8", errors=None if binary else "backslashreplace", newline=None if binary else ""
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


def file_name(source: str, sha256: str, ending: str) -> str:
    """Return the name of an article's file in a folder: what its source is called, and a digest of source and text, so that
    no two articles share one unless they are the same."""
    digest = hashlib.sha256(f"{source}\0{sha256}".encode("utf-8", "surrogatepass")).hexdigest()
    return f"{short_name(source)}-{digest[:12]}{ending}"


def short_name(source: str) -> str:
    """Return what a source is called in a file's name: 80 bytes at most, letters, digits, dots and hyphens."""
    stem = re.sub(r"[^\w.-]+", "_", source.rsplit("/", 1)[-1]).strip("._-") or "article"
    return stem.encode("utf-8", "ignore")[:80].decode("utf-8", "ignore")


def may_replace(path: Path, force: bool) -> None:
    """Raise `OutputError` where a file is there that claimx did not write, and a link in any case."""
    if path.is_symlink():
        raise OutputError(str(path), "link")
    if not force and path.is_file() and not written_by_claimx(path):
        raise OutputError(str(path), "not_ours")


_HEAD = 4096  # bytes at either end of a file by which it is known
_RECORDS = re.compile(
    rb'\s*\[?\s*\{\s*(?:"schema_version": "\d+\.\d+",\s*"source": ".*?",\s*"sha256": "[0-9a-f]{64}"|"id": "T1",\s*"text": '
    rb'|"source": ".*?", "id": "D\d+", "start": \d+, "end": \d|"source": ".*?", "what": .*?"hint": )',
    re.DOTALL,
)
_MARKS = (b'<meta name="generator" content="claimx">', b'"generator": "claimx', b'"model_version": "claimx')
MARKDOWN_END = "<!-- claimx -->"


def written_by_claimx(path: Path) -> bool:
    """Return whether the content of a file proves that claimx wrote it; an empty file is nobody's."""
    from claimx.render.rows import COLUMNS, THREAD_COLUMNS

    with path.open("rb") as file:
        head = file.read(_HEAD)
        file.seek(max(0, path.stat().st_size - _HEAD))
        tail = file.read()
    if not head:
        return True
    heads = (*COLUMNS.values(), THREAD_COLUMNS)
    if head.startswith(b"PAR1"):
        import pyarrow.parquet

        try:
            return _is_head(pyarrow.parquet.read_schema(path).names, heads)
        except (OSError, pyarrow.ArrowException):
            return False  # cut off, by us or somebody else
    return (
        _RECORDS.match(head) is not None
        or any(mark in head or mark in tail for mark in _MARKS)
        or any(_is_head(head.split(b"\n", 1)[0].rstrip(b"\r").decode("utf-8", "replace").split(sign), heads) for sign in ",\t")
        or tail.rstrip().endswith(MARKDOWN_END.encode())
    )


def _is_head(names: list[str], heads: Iterable[tuple[str, ...]]) -> bool:
    """Return whether these are the columns of one of our tables, or some of them (`--fields`), three at least: two may be anybody's."""
    return len(names) > 2 and any(set(names) <= set(columns) for columns in heads)


@contextmanager
def only_writer(output: str | None) -> Iterator[None]:
    """Hold the output of a run against a second one, by a lock beside it (in a folder, inside of it). Raises `OutputError`."""
    if output in (None, "-"):
        yield
        return
    import filelock

    path = resolved(Path(str(output)))
    inside = str(output).endswith("/") or path.is_dir()
    place = path / ".claimx.lock" if inside else path.with_name(f".{path.name}.claimx.lock")
    if path.exists() and not path.is_file() and not inside:
        yield  # a pipe or a device
        return
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(place, timeout=0):
            try:
                yield
            finally:
                place.unlink(missing_ok=True)
    except filelock.Timeout:
        raise OutputError(str(output), "busy") from None
    except OSError as error:
        raise OutputError(str(output), "unwritable", why=error.strerror) from None


def write_whole(path: Path, text: str, force: bool = False) -> None:
    """Write a file so that it is there whole or not at all."""
    file = PartFile(path, force=force)
    try:
        file.stream.write(text)
        file.commit()
    except OSError as error:
        with suppress(OSError):  # closing tries to write what did not fit once more
            file.abandon()
        file.part.unlink(missing_ok=True)
        raise OutputError(str(path), "unwritable", why=error.strerror) from None
