"""The words of claimx: data files and the one loader that reads and checks them.

A lexicon is a TOML file in this folder. A word list is a string of entries separated by white space, `_` standing for
a space inside an entry. Loading fails with `LexiconError` on an entry listed twice in a class.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


class LexiconError(ValueError):
    """A lexicon file does not hold what its class promises."""


@cache
def load(name: str) -> dict[str, Any]:
    """Return the parsed content of `lexicons/<name>.toml`."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def entries(text: str) -> list[str]:
    """Return the entries of a word list, `_` turned into a space, in order."""
    return [entry.replace("_", " ") for entry in text.split()]


def any_of(text: str) -> str:
    """Return a regular expression for any entry of a word list, the longest first; `*` in an entry stands for any ending."""
    return (
        "(?:"
        + "|".join(
            re.escape(entry).replace(r"\*", r"\w*").replace(r"\ ", " ") for entry in sorted(entries(text), key=lambda e: (-len(e), e))
        )
        + ")"
    )


@cache
def word_class(name: str) -> frozenset[str]:
    """Return the entries of one class of `words.toml`."""
    return frozenset(entries(load("words")[name]))


def doubles(text: str) -> list[str]:
    """Return the entries that a word list holds more than once: the linter's question."""
    seen: set[str] = set()
    return [entry for entry in entries(text) if entry in seen or seen.add(entry)]  # type: ignore[func-returns-value]
