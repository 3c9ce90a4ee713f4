"""The content of a text as terms: stems with their places, names and numbers among them. No grammar is read here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from claimx.language.layout import read_layout, without_wraps
from claimx.language.morphology import looks_like_abstract_noun
from claimx.language.stem import stem
from claimx.lexicons import any_of, load, word_class
from claimx.names.features import may_be_name
from claimx.syntax.classes import lexical_class, members

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
_CONTENT = frozenset({"noun", "verb", "adjective", "name", "number"})
_TITLED = 0.6  # share of words with a capital from which a text is a title that gives one to each
_SHORTEST = 2  # letters of a content word: `es`
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")  # of a page, which says nothing of a matter
# A sentence for matching: up to a mark that ends one, or the end of the line. What it cuts wrongly only makes a window shorter.
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]*)*[.!?]?")
_NEGATORS = word_class("negator")
_DENIERS, _NOT_DENIED = "|".join(sorted(_NEGATORS - word_class("denies_nothing"))), any_of(load("words")["not_denied_before"])
_DENIER = re.compile(rf"(?i)\b(?:{_DENIERS})\b(?!\W+(?:{_NOT_DENIED})\b)")
_NEGATED = re.compile(rf"(?i)\b(?:{'|'.join(sorted(_NEGATORS))})\b")
CLAIMED = re.compile(
    r"(?i)\b(?:{})\b".format(any_of(load("words")["told_as_claimed"]))
)  # what somebody said, alleged or planned: `kabar`, `diduga`, `rencana`
_OFF, _NOT_OFF = (any_of(load("words")[name]) for name in ("called_off", "not_called_off_before"))
_DENIED, TURNED = (re.compile(rf"(?i)\b(?:{any_of(load('words')[name])})\b") for name in ("denied_in_title", "turned"))
_CALLED_OFF = re.compile(rf"(?i)(?:(?P<not>\w+)\s+)?\b(?P<off>{_OFF})\b(?!\s{_NOT_OFF}\b)")


class Term(NamedTuple):
    """A content word: offsets, its stem, whether it is part of a name, and whether it says what is done: a verb, or a noun made of one (`penangkapan`)."""

    start: int
    end: int
    stem: str
    name: bool
    does: bool = False


def terms(text: str, offset: int = 0) -> list[Term]:
    """Return the content words of a text in order; offsets count from `offset`."""
    found = []
    text = _ADDRESS.sub(lambda address: " " * len(address[0]), text)
    words = [match[0] for match in _WORD.finditer(text) if match[0][0].isalpha()]
    titled = sum(word[0].isupper() for word in words) > _TITLED * len(words)
    for match in _WORD.finditer(text):
        word = match[0]
        low = word.lower()
        if low[0].isdigit():
            found.append(Term(offset + match.start(), offset + match.end(), low.replace(".", ""), False))
            continue
        known = _content(low)
        if known is not None:
            root, does = known
            named = word[0].isupper() and (may_be_name(low) if titled else word.isupper() or not _opens(text, match.start()))
            found.append(Term(offset + match.start(), offset + match.end(), root, named, does and not named))
    return found


@lru_cache(maxsize=1 << 17)
def _content(low: str) -> tuple[str, bool] | None:
    """Return the stem of a content word and whether it says what is done, None for a word that says nothing of a matter."""
    base, kind = low.removesuffix("nya"), lexical_class(low)
    if len(low) < _SHORTEST or kind not in _CONTENT or base in members("generic") or low in members("empty_word"):
        return None
    return stem(low), kind == "verb" or looks_like_abstract_noun(base)


def _opens(text: str, at: int) -> bool:
    while at and text[at - 1] in " \t\"“'‘(":
        at -= 1
    return not at or text[at - 1] in ".!?\n:"


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences of the body of a text as (start, end)."""
    whole = without_wraps(text)
    for start, end in read_layout(whole).paragraphs:
        for match in _SENTENCE.finditer(whole, start, end):
            if match[0].strip():
                yield match.span()


def negated(text: str) -> bool:
    """Return whether a stretch holds a word of negation."""
    return _NEGATED.search(text) is not None


def denier_in(text: str) -> tuple[int, int] | None:
    """Return the offsets of the first word of negation in a stretch that denies what follows: not `belum`, nor one before `hanya` or `lagi`."""
    found = _DENIER.search(text)
    return found.span() if found else None


def denied_in(title: str) -> tuple[int, int] | None:
    """Return the offsets of the first words in a title that tell of a denial, and not of none: `Bantah`, and not `Tak Membantah`."""
    for found in _DENIED.finditer(title):
        before = title[: found.start()].split()[-1:]
        if not (before and before[0].lower() in _NEGATORS):
            return found.span()
    return None


def called_off_in(text: str) -> tuple[int, int] | None:
    """Return the offsets of the first words in a stretch that call a plan off: `batal`, `tak jadi`."""
    for found in _CALLED_OFF.finditer(text):
        if (found["not"] or "").lower() not in word_class("not_called_off_after"):
            return found.span("off")
    return None
