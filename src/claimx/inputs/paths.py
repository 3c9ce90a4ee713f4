"""Arguments to paths: files, folders, patterns, `-`, and lists of files."""

from __future__ import annotations

import errno
import glob
import os
import re
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext, suppress
from pathlib import Path

from claimx.errors import InputError

TEXT, HTML, JSON, LINES = (".txt",), (".html", ".htm"), (".json",), (".jsonl", ".ndjson")
KINDS = {end: kind for ends, kind in ((TEXT, "text"), (HTML, "html"), (JSON, "json"), (LINES, "jsonl")) for end in ends}  # of what is read
COMPRESSED = (".gz", ".bz2", ".xz", ".zst")
LONGEST_LIST = 1 << 26  # bytes of a list of files: some half a million paths
SIDECAR = ".meta.json"


def ending(path: str) -> str:
    """Return the ending of a file's name in lower case, without that of its compression."""
    name = path.lower()
    for packed in COMPRESSED:
        name = name.removesuffix(packed)
    return Path(name).suffix


def spellings(path: str) -> list[str]:
    """Return how else a file may be named from here: with `./` or without, in full."""
    here = os.path.relpath(path)
    return list(dict.fromkeys((path, os.path.normpath(path), here, f"./{here}", str(Path.cwd() / here))))


is_folder = os.path.isdir  # unlike that of `Path`, False for a name that cannot be


def expand(argument: str, passed_over: Callable[[str], bool] | None = None, skipped: Callable[[str], None] | None = None) -> Iterator[str]:
    """Yield the paths of one argument: `-`, a file, the readable files of a folder (subfolders too, sorted), or those of a pattern.

    `passed_over` says which of a folder or pattern are no inputs; `skipped` is told those of a folder that are no plain files in it.
    """
    for path in _expanded(argument, skipped):
        if passed_over is None or path == argument or not passed_over(path):
            yield path


def readable(argument: str, passed_over: Callable[[str], bool] | None = None) -> list[str]:
    """Return the paths of an argument, those before the fault where it cannot be read: that is told when it is."""
    found: list[str] = []
    with suppress(InputError):
        found.extend(expand(argument, passed_over))
    return found


def _expanded(argument: str, skipped: Callable[[str], None] | None) -> Iterator[str]:
    if argument == "-":
        yield argument
    elif not argument:
        raise InputError("''", "empty_path")
    elif is_folder(argument):
        yield from _folder(argument, skipped)
    elif "\0" not in argument and os.path.lexists(argument):
        yield argument
    elif argument.startswith(("http://", "https://")):
        raise InputError(argument, "address", address=shlex.quote(argument))
    elif glob.has_magic(argument) and "\0" not in argument:
        yield from _of_pattern(argument, skipped)
    else:
        try:
            os.lstat(argument)
        except (FileNotFoundError, NotADirectoryError, ValueError):
            raise InputError(argument, "no_file") from None
        except OSError as error:  # not known whether it is there
            raise InputError(argument, "unreadable", why=error.strerror) from None


def _of_pattern(pattern: str, skipped: Callable[[str], None] | None) -> Iterator[str]:
    """Yield the files of a pattern that are plain files in the folder which it begins with."""
    found, refused = _matching(pattern)
    above = _above(pattern)
    top = above.resolve()
    folders = {folder: folder.resolve() == top / folder.relative_to(above) for folder in {path.parent for path in found}}
    inside = False
    for path in found:
        if folders[path.parent] and _is_inside(path, top):
            inside = True
            yield str(path)
        elif skipped is not None:
            skipped(str(path))
    if refused:
        raise _unlisted(refused)
    if not inside:
        raise InputError(pattern, "no_match")


def _unlisted(refused: list[str]) -> InputError:
    """Return the error of folders that may not be listed."""
    first, *others = refused
    why = os.strerror(errno.EACCES)
    return InputError(first, "unlisted_too", why=why, others=", ".join(others)) if others else InputError(first, "unlisted", why=why)


def _matching(pattern: str) -> tuple[list[Path], list[str]]:
    """Return the files of a pattern, sorted, and the folders among those that it goes through which may not be listed.

    `**` stands for folders at any depth but follows no link to one, so that folders linked to themselves end.
    """
    above = _above(pattern)
    parts = [part if part == "**" else re.sub(r"\*\*+", "*", part) for part in Path(pattern).parts[len(above.parts) :]]
    parts = [part for n, part in enumerate(parts) if part != "**" or parts[n - 1 : n] != ["**"]]
    if parts[-1] == "**":
        parts.append("*")
    hidden = any(part.startswith(".") for part in parts)
    refused: set[str] = set()
    try:
        for n, part in enumerate(parts):
            through = above.glob("/".join(parts[:n])) if n else [above]
            mode = os.X_OK | (os.R_OK if glob.has_magic(part) else 0)
            refused.update(str(folder) for folder in through if is_folder(str(folder)) and not os.access(folder, mode))
        found = {path for path in above.glob("/".join(parts)) if not is_folder(str(path))}
    except (OSError, RecursionError):  # a name that is too long, or thousands of parts
        return [], sorted(refused)
    seen = [path for path in found if hidden or not any(part.startswith(".") for part in path.relative_to(above).parts)]
    return sorted(seen), sorted(refused)


def _folder(folder: str, skipped: Callable[[str], None] | None) -> Iterator[str]:
    """Yield the files of a folder that can hold articles; a folder that may not be listed is an error, its files are not lost silently."""
    refused: list[OSError] = []
    found = False
    top = Path(folder).resolve()
    for here, folders, names in os.walk(folder, onerror=refused.append):
        folders.sort()
        for name in sorted(names):
            path = Path(here, name)
            if ending(name) not in KINDS or name.lower().endswith(SIDECAR):
                continue
            if _is_inside(path, top):
                found = True
                yield str(path)
            elif skipped is not None:
                skipped(str(path))
    if refused:
        raise _unlisted([str(error.filename) for error in refused])
    if not found:
        raise InputError(folder, "empty_folder")


def folder_of(argument: str) -> Path | None:
    """Return the folder whose files an argument stands for, None where it is a file or standard input."""
    if is_folder(argument):
        return Path(argument).resolve()
    several = argument != "-" and not os.path.lexists(argument) and "\0" not in argument and glob.has_magic(argument)
    return _above(argument).resolve() if several else None


def _above(pattern: str) -> Path:
    """Return the folder that all files of a pattern lie in: its parts before the first that stands for several names."""
    parts = Path(pattern).parts
    fixed = next(number for number, part in enumerate(parts) if glob.has_magic(part))
    return Path(*parts[:fixed])


def _is_inside(path: Path, top: Path) -> bool:
    """Return whether what a folder holds is a plain file in it: no pipe, device or socket, and no link that leads out.

    One that vanished since it was listed is for the reader to complain of.
    """
    if not os.path.lexists(path):
        return True
    try:
        return path.is_file() and (not path.is_symlink() or path.resolve().is_relative_to(top))
    except OSError:  # links in a circle, a name that is too long
        return False


def listed(path: str) -> Iterator[str]:
    """Yield the paths that a file (or standard input, `-`) lists, one a line; raises `InputError`."""
    try:
        with nullcontext(sys.stdin.buffer) if path == "-" else Path(path).open("rb") as file:
            data = file.read(LONGEST_LIST + 1)
    except OSError as error:
        raise InputError(path, "bad_list", why=error.strerror) from None
    if len(data) > LONGEST_LIST:
        raise InputError(path, "long_list", limit=LONGEST_LIST)
    for line in data.split(b"\n"):
        name = os.fsdecode(line.rstrip(b"\r"))
        if name.strip():
            yield name
