"""Where records go: standard output, one file, or a folder with a file for each article. Nothing half written is left under
a name that was asked for.

A file is written as `NAME.part` and renamed when the run ends well; a `.part` that stays behind holds whole records of a
run that was cut off, and `--resume` goes on from it. In a folder each article's file is complete or not there.
"""

from __future__ import annotations

import hashlib
import os
import re
from contextlib import suppress
from pathlib import Path
from typing import IO

from claimx.errors import OutputError


def part_of(path: Path) -> Path:
    """Return the name under which a file is written until it is complete."""
    return path.with_name(path.name + ".part")


class PartFile:
    """A file that takes its name when `commit` is called; `append` goes on behind what a run before left."""

    def __init__(self, path: Path, append: bool = False, binary: bool = False) -> None:
        self.path = path = path.resolve()  # of a link, what it leads to
        # a pipe or a device keeps what it is: it is written to as it stands
        self.part = part_of(path) if path.is_file() or not path.exists() else path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            mode = ("a" if append else "w") + ("b" if binary else "")
            self.stream: IO[str] = self.part.open(
                mode, encoding=None if binary else "utf-8", errors=None if binary else "backslashreplace", newline=None if binary else ""
            )
        except OSError as error:
            raise OutputError(str(path), f"cannot be written ({error.strerror})") from None

    def commit(self) -> None:
        """Close the file and give it its name."""
        self.stream.flush()
        if self.part != self.path:
            os.fsync(self.stream.fileno())
        self.stream.close()
        if self.part != self.path:
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
    stem = re.sub(r"[^\w.-]+", "_", source.rsplit("/", 1)[-1]).strip("._") or "article"
    return stem.encode("utf-8", "ignore")[:80].decode("utf-8", "ignore")


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is there whole or not at all."""
    file = PartFile(path)
    try:
        file.stream.write(text)
        file.commit()
    except OSError as error:
        with suppress(OSError):  # closing tries to write what did not fit once more
            file.abandon()
        file.part.unlink(missing_ok=True)
        raise OutputError(str(path), f"cannot be written ({error.strerror})") from None
