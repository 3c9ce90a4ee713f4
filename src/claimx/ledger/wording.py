"""What two wordings share: content stems, and whether a stretch says something by itself or only points."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from claimx.annotations import Span
from claimx.language.reading import Reading
from claimx.language.reporting import passive_cues
from claimx.lexicons import word_class
from claimx.syntax.chunks import Tokens
from claimx.syntax.classes import members

_NASAL = re.compile(r"(?:me|pe)(?:(?P<y>ny)|(?P<m>m)|(?P<n>n(?!g)))(?=[aiueo]\w{3})")  # a prefix that has swallowed s, p or t
_PREFIX = re.compile(r"(?:meng|mem|men|me|peng|pem|pen|pe|di|ber|ter|per|ke)(?=\w{4})")
_NOMINAL = re.compile(r"(?:ke|pe)\w+an(?:nya)?$")  # `kenaikan`, `penolakan`: the suffix is -an, however the root ends
_ROOT = 5  # letters of most roots: no affix is taken from a word that has no more
_PERSONAL = members("personal_subject")
_CONTENT = frozenset({"noun", "verb", "adjective", "name", "number"})


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """Return a lower-case word without its commonest affixes: enough to see that `penangkapan` and `ditangkap` share a root."""
    base = re.sub(r"(?:nya|lah|kah|pun|ku|mu)$", "", word) if len(word) > _ROOT + 1 else word
    if nasal := _NASAL.match(base):
        base = {"y": "s", "m": "p", "n": "t"}[nasal.lastgroup or "n"] + base[nasal.end() :]
    elif len(base) > _ROOT:
        base = _PREFIX.sub("", base, count=1)
    if len(base) <= _ROOT:
        return base
    return base.removesuffix("an") if _NOMINAL.match(word) else re.sub(r"(?:kan|an|i)$", "", base)


@dataclass(frozen=True, slots=True)
class Wording:
    """The content of a stretch: `specific` stems, `names` among them, whether it has a predicate, its head, whether it points."""

    span: Span
    stems: frozenset[str]
    specific: frozenset[str]
    names: frozenset[str]
    predicated: bool
    head: str
    demonstrative: bool
    topical: bool  # whether a preposition of topic stands in it: `laporannya terhadap X`
    recorded: bool  # whether it says what it stands in: `keterangannya dalam berita acara`
    owned: bool  # whether the head carries -nya: whose it is stands elsewhere
    personal: bool  # whether a pronoun of a person begins it: `ia mundur` is a clause, however short

    @property
    def says_it(self) -> bool:
        """Return whether the stretch says its matter in full, so that a reader who has seen nothing else learns it."""
        own = self.specific - self.names
        if self.predicated:
            if (self.personal or self.head in members("rumour_noun")) and not self.demonstrative:
                return bool(own)  # `ia mundur`, `isu mundur`
            return len(own) >= 2 if self.demonstrative else len(self.specific) >= 2 and bool(own)
        if self.head in members("generic") or self.head in members("withdrawable"):
            if self.owned:
                return self.recorded or (self.topical and bool(own))
            return len(own) >= (2 if self.demonstrative else 1)
        return len(self.specific) >= (3 if self.demonstrative else 2)


def wording(reading: Reading, tokens: Tokens, span: Span) -> Wording:
    """Return the content of a stretch."""
    specific, names, stems = set(), set(), set()
    predicated = False
    held = reading.tokens(*span)
    framed = _only_framed(reading, tokens, held)
    head = next((reading.low[i].removesuffix("nya") for i in held if tokens.kind(i) in ("noun", "name", "verb")), "")
    for i in held:
        kind, low = tokens.kind(i), reading.low[i]
        if kind not in _CONTENT or (len(low) < 3 and kind != "number"):
            continue
        found = stem(low)
        stems.add(found)
        if framed is not None and i >= framed:
            continue
        predicated = predicated or (kind == "verb" and tokens.is_predicate(i) and low not in members("empty_word"))
        if _means_nothing(low) or (i == held.start and low.removesuffix("nya") in members("withdrawable")):
            continue
        specific.add(found)
        if kind == "name":
            names.add(found)
    words = reading.low[held.start : held.stop]
    first, last = (words[0], words[-1]) if words else ("", "")
    recorded = any(reading.low[i] == "dalam" and reading.low[i + 1] not in members("occasion") for i in held[1:-1])
    return Wording(
        span,
        frozenset(stems),
        frozenset(specific),
        frozenset(names),
        predicated,
        head,
        last in word_class("demonstrative"),
        not members("topic").isdisjoint(words),
        recorded,
        first == f"{head}nya",
        first in _PERSONAL,
    )


@lru_cache(maxsize=1 << 14)
def _means_nothing(low: str) -> bool:
    """Return whether a word says nothing by itself of what a statement is about: `hal`, `tersebut`, `melakukan`."""
    base = low.removesuffix("nya")
    return base in members("generic") or low in members("empty_word") or base in members("empty_word")


def _only_framed(reading: Reading, tokens: Tokens, held: range) -> int | None:
    """Return where a relative clause begins that only tells who made a statement (`tudingan yang dilontarkan X`), None where none does."""
    for i in held:
        if reading.low[i] == "bahwa":
            return None
        if tokens.kind(i) == "that":
            base = reading.low[held.start].removesuffix("nya")
            if base == "apa" and i == held.start + 1 and reading.low[i + 1 : i + 2] and reading.low[i + 1] in passive_cues():
                return i  # `apa yang disampaikan Rina`
            made = any(reading.low[k] in members("empty_word") and reading.low[k + 1] == "oleh" for k in range(i, held.stop - 1))
            told = made or (i + 1 < held.stop and (reading.low[i + 1].startswith("di") or reading.low[i + 1] in members("empty_word")))
            return i if told and base in members("generic") | members("frame") and "bahwa" not in reading.low[i : held.stop] else None
    return None


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """Return the F1 of two sets of stems."""
    shared = len(a & b)
    return 2 * shared / (len(a) + len(b)) if shared else 0.0


def contained(a: frozenset[str], b: frozenset[str]) -> float:
    """Return the share of the smaller set that the other holds."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def without_frame(reading: Reading, tokens: Tokens, span: Span) -> Span:
    """Return a matter without the noun that only frames it: `kabar bahwa P` and `isu soal P` are P, `[bahwa] P` too."""
    held = reading.tokens(*span)
    while len(held) > 2 and reading.low[held.start] in members("introducing"):
        span = reading.starts[held.start + 1], span[1]
        held = held[1:]
    if not len(held):
        return span
    first = held.start
    if reading.low[first].removesuffix("nya") not in members("frame"):
        return span
    if held.stop - first > 2 and (_DEVERBAL.fullmatch(reading.low[first + 1]) or reading.low[first + 1] in _PERSONAL):
        # `kabar penutupan pasar`, `kabar dirinya mundur`
        return reading.starts[first + 1], span[1]
    for k in range(first + 1, min(held.stop - 2, first + _FRAME)):
        low = reading.low[k]
        if low == "bahwa" or low in members("topic"):
            return reading.starts[k + 1], span[1]
        if low in ("menyebut", "menyebutkan", "menyatakan", "mengatakan") and reading.low[k - 1] == "yang":
            after = k + 2 if reading.low[k + 1] == "bahwa" else k + 1
            return (reading.starts[after], span[1]) if after < held.stop - 1 else span
        if tokens.kind(k) == "verb" and reading.low[k - 1] != "yang" and k > first + 1:
            return span
    return span


_DEVERBAL = re.compile(r"pe[a-z]{4,}an")  # a noun made of a verb, which says what happened
_FRAME = 14  # tokens of a framing noun and whose it is, before what it says
