"""What every reading of a temporal expression needs: the `Timex`, the text around it, numbers, clock times.

Rules of reading are those of the annotation guide; the modules beside this one hold them by kind of expression.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache

from claimx.annotations import Timex
from claimx.lexicons import load
from claimx.timex.patterns import Found


class Ending:
    """An expression for what a text ends in; `reach`: how many characters before the end it can begin, so that no more are tried."""

    def __init__(self, source: str, reach: int, flags: int = 0) -> None:
        self._search = re.compile(rf"(?:{source})$", flags).search
        self._reach = reach

    def of(self, text: str) -> re.Match[str] | None:
        """Return the match at the end of a text."""
        return self._search(text, max(0, len(text) - self._reach))


def word_before(before: str) -> str:
    """Return the last word of what stands before an expression, empty where none is parted from it by a space."""
    return before.rsplit(None, 1)[-1] if before[-1:].isspace() and not before.isspace() else ""


FUTURE = re.compile(
    r"\b(?:akan|bakal|dijadwalkan|direncanakan|rencananya|berencana|mendatang|nantinya|besok|tunggu|menunggu|hendak|siap|segera|selambat-lambatnya|paling lambat|tenggat|jelang|menjelang|jadwal)\b",
    re.IGNORECASE,
)

_PAST = re.compile(r"\b(?:sejak|setelah|telah|sudah|sempat|lalu|pernah|tertanggal|usai|pasca)\b", re.IGNORECASE)

_CLAUSE_END = re.compile(r"[,;:.!?\"“”](?=\s|$)")

SENTENCE_ENDS = re.compile(r"[.!?](?=\s|$)|\n")

GLUED = re.compile(r"[/\w-]")  # right before a number: it is part of something longer

_MAY_PART = re.compile(r"(?:[?!…\"”“=\n\r]|\.(?!\d))[.?!…\"”“=\s]*")  # what stands where a sentence ends

_LONG_SENTENCE = 400  # characters; one in a hundred of the news is longer

REACH = 4  # sentences over which a stated date lends itself to a bare clock time


class Context:
    """The text around the expressions, and what is known when one is valued."""

    def __init__(self, text: str, published: date | None, sentence_of: Callable[[int], int] | None) -> None:
        self.text = text
        self.published = published
        self.sentence_of = sentence_of or (lambda offset: len(re.findall(r"[.?!]\s", text[:offset])))
        self.dates: list[tuple[int, date]] = []  # stated days so far: (offset, day)
        self.year: int | None = None  # last stated year
        self.episode: tuple[int, date] | None = None  # the clock time told last: offset, and the stated day that it took
        self.relative_year: tuple[int, int] | None = None  # the year told last by its distance (`tahun lalu`): offset, year
        self.month: tuple[int, int, int] | None = None  # the month named last: offset, year, month
        self.today: date | None = None  # the day that the text itself calls today (`hari ini, Kamis (31/8)`)
        data = load("dates")
        self.words = data["words"]
        self.named = data["named"]
        self.days = data["days"]

    def before(self, found: Found, size: int = 60) -> str:
        """Return the text before an expression, within its line."""
        return self.text[max(0, found.start - size) : found.start].rsplit("\n", 1)[-1]

    def after(self, found: Found, size: int = 30) -> str:
        """Return the text after an expression, within its line."""
        return self.text[found.end : found.end + size].split("\n", 1)[0]

    def clause_before(self, found: Found) -> str:
        """Return the words before an expression back to a mark that ends a clause."""
        return _CLAUSE_END.split(self.before(found, 80))[-1]

    def is_future(self, found: Found) -> bool:
        """Return whether the clause looks ahead."""
        return bool(FUTURE.search(self.clause_before(found)))

    def is_past(self, found: Found) -> bool:
        """Return whether the clause looks back."""
        return bool(_PAST.search(self.clause_before(found)))

    def anchor(self, offset: int) -> date | None:
        """Return the day that a bare clock time at `offset` belongs to: stated not far before it, that of the clock time before, else published."""
        nearest = next(((at, day) for at, day in reversed(self.dates) if at < offset), None)
        if nearest is None or (self.episode is not None and self.episode[0] > nearest[0]):
            nearest = self.episode
        if nearest is None or not self.within(REACH, nearest[0], offset):
            return self.published
        at, day = nearest
        gone_by = self.published is not None and day < self.published
        if gone_by and FUTURE.search(self.text[max(0, offset - 60) : offset]) and not self.within(0, at, offset):
            return self.published  # what is to come does not lie on a day gone by
        self.episode = (offset, day)
        return day

    def within(self, sentences: int, first: int, second: int) -> bool:
        """Return whether an offset lies so many sentences at most after another (0: in the same).

        Sentences are cut only where it matters: few marks between the two are few sentences, and so much text is more.
        """
        if second - first > (sentences + 1) * _LONG_SENTENCE:
            return False
        marks = len(_MAY_PART.findall(self.text, first, second))
        return marks <= sentences or self.sentence_of(second) - self.sentence_of(first) <= sentences


@lru_cache(maxsize=10_000)  # parts of expressions: few words, again and again
def normal(value: str) -> str:
    """Return a part of an expression in small letters, its white space single spaces."""
    return " ".join(value.lower().split())


@cache
def weekday_number(word: str) -> int:
    """Return the ISO number of a weekday, however its apostrophe is written (`Jum'at`)."""
    number: int = load("dates")["words"]["weekday"][re.sub("['’‘`]", "", normal(word))]
    return number


_TIMES = {"puluh": 10, "ratus": 100, "ribu": 1000}


@lru_cache(maxsize=10_000)
def number_of(word: str) -> float | str | None:
    """Return the number that a word group means; `X` where it is vague."""
    word = normal(word)
    words = load("dates")["words"]
    if word in words["amount"]:
        return "X"
    if word[0].isdigit():
        if len(word) > 15:
            return None  # no amount of time
        return float(word.replace(".", "").replace(",", "."))
    values = words["number"]
    total, current = 0, 0
    for token in word.split():
        if token == "belas":
            current += 10
        elif token in _TIMES:
            current *= _TIMES[token]
        else:
            total, current = total + current, values[token]
    return float(total + current)


def _whole(number: float | str) -> str:
    if isinstance(number, str):
        return number
    return str(int(number)) if number == int(number) else f"{number:g}"


@lru_cache(maxsize=10_000)
def duration_value(number: float | str, unit: str) -> str:
    """Return the ISO duration of a number of units: (5, jam) is PT5H, (2, dekade) P2DE, (1, windu) P8Y."""
    code = load("dates")["words"]["unit"][unit]
    if len(code) > 1 and code[0].isdigit():
        factor, code = int(code[:-1]), code[-1]
        return f"P{_whole(number * factor) if not isinstance(number, str) else 'X'}{code}"
    return f"P{'T' if unit in ('detik', 'menit', 'jam') else ''}{_whole(number)}{code}"


def shift_of(parts: dict[str, str]) -> int:
    """Return -1 where the parts look back (`lalu`), 1 where they look ahead (`depan`), else 0."""
    return -1 if "past" in parts else 1 if "future" in parts else 0


def mod_of(parts: dict[str, str]) -> str | None:
    """Return the modifier of an approximation among the parts (`sekitar` is APPROX), None without one."""
    return load("dates")["words"]["approximation"].get(normal(parts["approx"])) if "approx" in parts else None


def timex_of(found: Found, kind: str, value: str, mod: str | None = None, begin: str | None = None, end_date: str | None = None) -> Timex:
    """Return a `Timex` where an expression was found, of a type and value."""
    return Timex(found.start, found.end, kind, value, mod, begin, end_date)


def clock_of(parts: dict[str, str]) -> str | None:
    """Return `T14:30` of the parts of a clock time; `jam 4 sore` is T16:00, `setengah lima` T04:30."""
    if parts.keys().isdisjoint(("half", "hourword", "hour")):
        return None
    part = normal(parts.get("part", ""))
    minute = parts.get("minute", "00")
    if "half" in parts:
        hour = int(number_of(parts["half"].split(None, 1)[1]) or 0) - 1
        minute = "30"
    elif "hourword" in parts:
        hour = int(number_of(parts["hourword"]) or 0)
    else:
        hour = int(parts["hour"])
    if hour > 24:
        return None
    if hour < 12 and ((part in ("sore", "petang") and hour != 0) or (part == "malam" and hour > 4) or (part == "siang" and hour < 10)):
        hour += 12
    if hour == 12 and part == "malam":
        hour = 24
    return f"T{hour:02d}:{minute}" + (f":{parts['second']}" if "second" in parts else "")


Value = Callable[[Found, Context], Timex | None]  # reads one kind of expression
