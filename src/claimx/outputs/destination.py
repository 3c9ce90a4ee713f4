"""Where records go: standard output, one file, or a folder with a file for each article. Nothing half written is left under
a name that was asked for.

A file is written as `NAME.part` and renamed when the run ends well; a `.part` that stays behind holds whole records of a
run that was cut off, and `--resume` goes on from it. In a folder each article's file is complete or not there.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import IO

from claimx.errors import OutputError
from claimx.records import Document


def part_of(path: Path) -> Path:
    """Return the name under which a file is written until it is complete."""
    return path.with_name(path.name + ".part")


class PartFile:
    """A file that takes its name when `commit` is called; `append` goes on behind what a run before left."""

    def __init__(self, path: Path, append: bool = False, binary: bool = False) -> None:
        self.path = path
        self.part = part_of(path)
        try:
            if path.parent != Path():
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
        os.fsync(self.stream.fileno())
        self.stream.close()
        self.part.replace(self.path)

    def abandon(self) -> None:
        """Close the file and leave what was written under its `.part` name."""
        self.stream.close()


def file_name(document: Document, ending: str) -> str:
    """Return the name of an article's file in a folder: what its source is called, and its digest so that no two are one."""
    stem = re.sub(r"[^\w.-]+", "_", Path(document["source"]).name).strip("._") or "article"
    return f"{stem[:80]}-{document['sha256'][:12]}{ending}"


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is there whole or not at all."""
    file = PartFile(path)
    try:
        file.stream.write(text)
        file.commit()
    except OSError as error:
        file.abandon()
        file.part.unlink(missing_ok=True)
        raise OutputError(str(path), f"cannot be written ({error.strerror})") from None
