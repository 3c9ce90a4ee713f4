"""The words of claimx: data files and the one loader that reads and checks them.

A lexicon is a TOML file in this folder. The lists in a file of the same name in a folder of the user's (`use`, or `CLAIMX_LEXICONS` in the environment) take
the place of those here. A word list is a string of entries separated by white space, `_` standing for a space inside an entry. Reading one fails with
`LexiconError` where it holds an entry twice.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

Entry = dict[str, Any]  # a table of a lexicon
CHOSEN = "CLAIMX_LEXICONS"  # in the environment, so that worker processes read the same words


class LexiconError(ValueError):
    """A lexicon file does not hold what its class promises."""


def use(folder: str | Path) -> None:
    """Let the lists in the files of a folder take the place of those of the program, in this process and those that it starts.

    A file has the name of a lexicon (`words.toml`) and holds the lists that are to be others; what it does not hold stays. Raises `LexiconError` where there
    is no such folder, where a file or list is not known or holds a word twice, and where other words were read before.
    """
    chosen = str(Path(folder).resolve())
    if load.cache_info().currsize and os.environ.get(CHOSEN) != chosen:
        raise LexiconError(f"{folder}: other words were read before; name the folder first, or set {CHOSEN}")
    os.environ[CHOSEN] = chosen
    try:
        check()
    except LexiconError:  # the program's own words are still to be had
        del os.environ[CHOSEN]
        load.cache_clear()
        raise


def check() -> None:
    """Read the files of the chosen folder, if there is one; raises `LexiconError` as `use` does."""
    chosen = os.environ.get(CHOSEN)
    if not chosen:
        return
    if not Path(chosen).is_dir():
        raise LexiconError(f"{chosen}: no folder of lexicons ({CHOSEN})")
    for file in sorted(Path(chosen).glob("*.toml")):
        if not files(__name__).joinpath(file.name).is_file():
            raise LexiconError(f"{file}: no lexicon has this name")
        for name, words in load(file.stem).items():
            if isinstance(words, str):
                try:
                    entries(words)
                except LexiconError as error:
                    raise LexiconError(f"{file}: {name}: {error}") from None


@cache
def load(name: str) -> Entry:
    """Return the parsed content of `<name>.toml`: the program's, with what the file of the chosen folder holds in its place."""
    found = tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    chosen = os.environ.get(CHOSEN)
    own = Path(chosen, f"{name}.toml") if chosen else None
    if own is None or not own.exists():
        return found
    try:
        lists = tomllib.loads(own.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise LexiconError(f"{own}: {error}") from None
    unknown = sorted(lists.keys() - found.keys())
    if unknown:
        raise LexiconError(f"{own}: {name}.toml has no {', '.join(unknown)}")
    return found | lists


def entries(text: str) -> list[str]:
    """Return the entries of a word list, `_` turned into a space, in order."""
    found = text.split()
    if len(set(found)) < len(found):
        raise LexiconError(f"twice in one list: {', '.join(entry for entry, times in Counter(found).items() if times > 1)}")
    return [entry.replace("_", " ") for entry in found]


def any_of(text: str) -> str:
    """Return a regular expression for any entry of a word list, the longest first; `*` in an entry stands for any ending."""
    words = (re.escape(entry).replace(r"\*", r"\w*").replace(r"\ ", " ") for entry in sorted(entries(text), key=lambda e: (-len(e), e)))
    return f"(?:{'|'.join(words)})"


@cache
def word_class(name: str) -> frozenset[str]:
    """Return the entries of one class of `words.toml`."""
    return frozenset(entries(load("words")[name]))
