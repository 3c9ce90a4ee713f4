"""A year that stands alone: four digits that may be a year, a count, a code or a part of a name.

What leads it (`sejak 2018`, `2016-2018`) or glues it to something (`Rp2000`, `Piala Dunia 2018`) decides where there is such; elsewhere a
small fitted model does (`ranking/year.toml`), by the words on either side and how far the year lies from publication.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from claimx.annotations import Timex
from claimx.language.morphology import looks_like_verb
from claimx.lexicons import load, word_class
from claimx.ranking.model import Features, model, probability
from claimx.timex.context import GLUED, Context, Ending, Value, timex_of, word_before
from claimx.timex.patterns import Found

_WORDS = load("dates")["words"]
_LED = frozenset(_WORDS["year_lead"])
_LEAD = Ending(
    rf"(?:(?:^|[.!?\"“(:])\s*|\b(?:{'|'.join(map(re.escape, _WORDS['year_lead']))}|pasca-|pra-)\s*|[-–]\s*|,\s+)", 16, re.IGNORECASE
)
_COUNTED_THING = re.compile(
    rf"\s?%|\s*(?:{'|'.join(_WORDS['counted'])}|[-–/.:]\s?\d{{1,3}}\b(?!\d))",
    re.IGNORECASE,
)
_NO_YEAR_BEFORE = Ending(
    r"(?:(?i:rp\.?|us\$|\$|nomor|no\.|sebanyak|sekitar|mencapai|sebesar|seharga|pasal|ayat)|/|\d[.,-]|[A-Z]-|#|@|\b[A-Z] )\s*", 10
)
_JOINED = Ending(r"\b[12]\d{3}(?:\s*[-–]|,)\s*", 8)
_PREFIX = Ending(r"(?i:\bpasca-|\bpra-)|[12]\d{3}[-–,]", 6)
_RANGE_AFTER = re.compile(r"\s?[-–/]\s?(\d{4})\b")
_RANGE_BEFORE = Ending(r"([12]\d{3})\s?[-–]\s?", 7)
_LAW_BEFORE = Ending(r"\b(?:nomor|no\.?|uu|pp|perpres|perda|permen\w*)\b[^.,;]{0,25}", 40, re.IGNORECASE)
_NAMED_BEFORE = Ending(r"\b[A-Z][\w'-]*\s(?:\d{1,2}|[A-Z][\w-]*[\d-][\w-]*|[\"“]?\([A-Z][\w-]*\))\s|\b[A-Z][a-z]+\d\s", 45)
_AT_LINE_START = re.compile(r"\W*[A-Z][a-z]{4,}\s+")  # a noun that opens the line
_ASIDE = re.compile(r"\s\([^()]*\)\s+$")  # `penlok (penetapan lokasi) 2015`
_NEAR, _FAR = 10, 40  # years from publication


def _year_alone(found: Found, context: Context) -> Timex | None:
    before, after = context.before(found), context.after(found)
    year = found.parts["year"]
    decided = _decided(found, before, after)
    published = context.published  # without it nobody knows how near the year would be
    likely = (
        decided is None and published is not None and probability("year", features(found, context, published)) >= model("year")["threshold"]
    )
    if not (decided or likely) or _LAW_BEFORE.of(before) or (after[:1].isascii() and after[:1].isalpha()):
        return None
    if decided:
        context.year = int(year)  # of the months and days after it; what is only likely dates nothing else
    timex = timex_of(found, "DATE", year)
    if "this" in found.parts and context.published is not None and abs(context.published.year - int(year)) > 1:
        timex.end = found.start + 4  # `klub yang berdiri pada 1924 ini`: the club is pointed at
    return timex


def _decided(found: Found, before: str, after: str) -> bool | None:
    """Return whether a number is a year where its surroundings leave no doubt, None where they do."""
    last = word_before(before)
    led = last.lower() in _LED
    if _COUNTED_THING.match(after) and last.lower() != "sejak":
        return False
    name = last[:1].isupper() and last.isalpha() and not _AT_LINE_START.fullmatch(before)
    if not led and (name or _NAMED_BEFORE.of(before)) and "past" not in found.parts and not _RANGE_AFTER.match(after):
        return False  # `Piala Dunia 2018`, `Liga 1 2017`, `Forum Iklim Dunia (FID) 2025`
    if not led and ((_NO_YEAR_BEFORE.of(before) and not _JOINED.of(before)) or (GLUED.match(before[-1:]) and not _PREFIX.of(before))):
        return False
    if other := _RANGE_AFTER.match(after) or _RANGE_BEFORE.of(before):
        return 1800 <= int(other[1]) <= 2100 and 1800 <= int(found.parts["year"]) <= 2100  # else a telephone number
    return True if led or _LEAD.of(before) or _JOINED.of(before) else None


@cache
def _function_words() -> frozenset[str]:
    names = ("preposition", "subordinator", "conjunction", "negator", "auxiliary", "demonstrative", "circumstance")
    return frozenset(word for name in names for word in word_class(name))


def features(found: Found, context: Context, published: date) -> Features:
    """Return what speaks for or against a year, each feature 0 or 1."""
    before, after = _ASIDE.sub(" ", context.before(found)), context.after(found)
    last = word_before(before)
    if _AT_LINE_START.fullmatch(before):  # `Inflasi 2017`
        last = last.lower()
    following = re.match(r"\s([a-z-]+)", after)
    word = following[1] if following else ""
    noun = bool(word) and word not in _function_words() and not looks_like_verb(word)
    apart = abs(published.year - int(found.parts["year"]))
    verb = looks_like_verb(last)
    return {
        "near": float(apart <= _NEAR),
        "far": float(apart >= _FAR),
        "after_verb": float(verb),
        "numbered": float(last in context.words["numbered"]),
        "before_noun": float(noun),
        "object": float(verb and noun),  # `menjual 2017 karung`
        "past": float("past" in found.parts and not looks_like_verb(word)),
        "round": float(found.parts["year"].endswith("00")),
    }


VALUES: dict[str, Value] = {"year_alone": _year_alone}
