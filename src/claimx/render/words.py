"""What people read, in Indonesian or English: `words.toml` is the catalogue. Records and their fields are not translated."""

from __future__ import annotations

import os
import re
from contextvars import ContextVar
from functools import cache
from string import Formatter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimx.records import Document, Warning

LANGUAGES = ("id", "en")
_WEIGHED = ("inferred", "neighbours")  # of 100 such days 80 are exact, 13 off by one
_spoken: ContextVar[str] = ContextVar("language")


@cache
def catalogue() -> dict[str, dict[str, dict[str, str]]]:
    """Return the catalogue: section, name, language, words."""
    import tomllib  # here and not above: help and version need no catalogue
    from importlib.resources import files

    return tomllib.loads(files("claimx.render").joinpath("words.toml").read_text(encoding="utf-8"))


def say(lang: str, name: str, /, **parts: object) -> str:
    """Return the words of a `section.name` in a language, its parts filled in; `{n:s}` makes the ending of an English plural. Raises KeyError where the
    catalogue has no such name."""
    section, _, key = name.partition(".")
    return _WORDS.vformat(catalogue()[section][key][lang], (), parts)


class _Words(Formatter):
    def format_field(self, value: object, form: str) -> str:
        return ("" if value == 1 else "s") if form == "s" else format(value, form)


_WORDS = _Words()


def published_in_words(document: Document, lang: str, day: str | None = None) -> str:
    """Return the day of publication of a record, written as `day` where that is given, and how it is known, or that it is not known."""
    published = document["published"]
    if not published:
        return say(lang, "facts.undated")
    sure, basis = published["confidence"], say(lang, "basis." + published["basis"])
    if sure is None:
        return f"{say(lang, 'facts.published', day=day or published['value'])} ({basis})"
    told = "facts.published_about" if published["basis"] in _WEIGHED else "facts.published"
    return f"{say(lang, told, day=day or published['value'])} ({basis}, {say(lang, 'line.sure', p=f'{sure:.2f}')})"


def warning_in_words(warning: Warning, lang: str) -> str:
    """Return what a warning of a record says; the parts are read back from its English words."""
    for name, words in catalogue()["warning"].items():
        if name.startswith(warning["code"]):
            pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+?)", re.escape(words["en"]))
            if found := re.fullmatch(pattern, warning["message"], re.DOTALL):
                return words[lang].format(**found.groupdict())
    return warning["message"]


def usual_language() -> str:
    """Return the language of the locale: Indonesian where it is that, else English."""
    named = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return "id" if named.partition("_")[0].partition(".")[0] in ("id", "in") else "en"


def speak(lang: str | None) -> None:
    """Let this run speak a language to the user, that of the locale where none is asked for."""
    _spoken.set(lang or usual_language())


def spoken() -> str:
    """Return the language of this run. Only the process that the user started speaks; workers send it names and parts."""
    return _spoken.get(None) or usual_language()
