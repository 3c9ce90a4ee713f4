"""What the files are called that are written into a folder: after their source, with a digest, so that no two articles share one."""

from __future__ import annotations

import hashlib
import re

_DIGITS = 12  # of a digest


def short_name(source: str) -> str:
    """Return what a source is called in a file's name: 80 bytes at most, letters, digits, dots and hyphens."""
    stem = re.sub(r"[^\w.-]+", "_", source.rsplit("/", 1)[-1]).strip("._-") or "article"
    return stem.encode("utf-8", "ignore")[:80].decode("utf-8", "ignore")


def digested(source: str, content: bytes, ending: str) -> str:
    """Return the name of a source's file: what it is called, and a digest of some content."""
    return f"{short_name(source)}-{hashlib.sha256(content).hexdigest()[:_DIGITS]}{ending}"


def file_name(source: str, sha256: str, ending: str) -> str:
    """Return the name of an article's file: articles share one only where source and text are the same."""
    return digested(source, f"{source}\0{sha256}".encode("utf-8", "surrogatepass"), ending)


def named_after(name: str, source: str) -> bool:
    """Return whether a file of this name can be that of an article of a source."""
    return re.fullmatch(rf"{re.escape(short_name(source))}-[0-9a-f]{{{_DIGITS}}}(?:-\d+)?\.\w+", name) is not None
