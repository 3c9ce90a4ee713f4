"""The temporal expressions of a text with what they mean: type, TIMEX3 value, modifier, calendar bounds and conflicts.

Each expression found is valued by the function of its kind in `days`, `periods`, `amounts` or `named`; here the neighbours are
looked at: ranges, apposed days, clock times that belong to a day stated later.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from claimx.annotations import Timex
from claimx.timex import amounts, days, named, periods, years
from claimx.timex.calendar import SAME_CALENDAR, bounds, stated_day
from claimx.timex.context import (
    SENTENCE_ENDS,
    Context,
    Value,
    duration_value,
    normal,
    number_of,
    timex_of,
    weekday_number,
)
from claimx.timex.patterns import Found, find

_VALUES: dict[str, Value] = {**days.VALUES, **periods.VALUES, **years.VALUES, **amounts.VALUES, **named.VALUES}

_RANGE_BEFORE = re.compile(
    r"(?<![\w.,/-])(?P<num>\d{1,4}(?:,\d+)?|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh)(?P<link>\s*(?:-|–|hingga|sampai|s/d|s\.d\.|atau|,\s*dan|dan|,)\s*)$",
    re.IGNORECASE,
)

_LINKS = ("-", "–", "hingga", "sampai", "s/d", "s.d.", "atau", "dan", ",")  # the ends of what parts two numbers there


def _range_heads(found: Found, timex: Timex, context: Context) -> list[Timex]:
    """Return the bare first parts of a range or list whose last part is `timex`: `15` in `15 hingga 60 detik`."""
    heads: list[Timex] = []
    at = timex.start
    dated = "day" in found.parts and ("month" in found.parts or (found.kind == "date" and "nmonth" in found.parts))
    if not ("unit" in found.parts or dated):
        return heads
    while context.text[max(0, at - 8) : at].rstrip().lower().endswith(_LINKS):
        match = _RANGE_BEFORE.search(context.text[max(0, at - 30) : at])
        if not match:
            break
        start = max(0, at - 30) + match.start("num")
        end = start + len(match["num"])
        link = match["link"].strip().lower()
        if timex.type == "DURATION" and "unit" in found.parts and "num" in found.parts:
            if link.startswith(",") or link in ("dan", ",") or "approx" in found.parts:
                break
            number = number_of(match["num"])
            if number is None or number == "X":
                break
            about = _APPROX_BEFORE.search(context.text, max(0, start - 14), start)
            start = about.start() if about else start
            heads.append(Timex(start, end, "DURATION", duration_value(number, normal(found.parts["unit"])), "APPROX" if about else None))
            break
        if dated and match["num"].isdigit() and int(match["num"]) <= 31 and re.fullmatch(r"\d{4}-\d\d-\d\d", timex.value):
            if re.search(r"(?i)(?:tanggal|tgl\.?)\s+$", context.text[max(0, start - 10) : start]):
                break
            heads.append(Timex(start, end, "DATE", f"{timex.value[:8]}{int(match['num']):02d}"))
            at = start
            continue
        break
    return heads


_MORE_CLOCKS = re.compile(
    r"\s*(?:(?:-|–|/|atau|hingga|sampai|sampai dengan|s/d)\s*(?=\d|pukul)|(?:dan|,)\s*(?=\d\d[.:]))"
    r"(?P<said>(?:pukul\s+)?(?P<hour>[0-2]?\d)[.:](?P<minute>[0-5]\d)(?!\d|[.,]\d|\s*(?:%|persen|juta|ribu|miliar))(?:\s*(?:WIB|WITA|WIT)\b)?)",
    re.IGNORECASE,
)


def _more_clocks(timex: Timex, context: Context) -> Iterator[Timex]:
    """Yield the clock times that go on from one: `pukul 07.00 hingga 12.00 WIB`, `10.00 WIB dan 16.00-21.00 WIB`."""
    day, at = timex.value.split("T")[0], timex.end
    if timex.type == "DATE" or day.startswith("P"):
        return
    while match := _MORE_CLOCKS.match(context.text, at, at + 40):
        at = match.end()
        yield Timex(match.start("said"), at, "TIME", f"{day}T{int(match['hour']):02d}:{match['minute']}")


LONGEST_TERM = 10  # years that two years with a stroke between them can span
_SECOND_YEAR = re.compile(r"/(?P<said>(?:\d\d)?(?P<end>\d\d))(?![\d/])")


def _second_year(timex: Timex, context: Context) -> Timex | None:
    """Return the second year of a season, school year or term: `2018/2019`, `tahun ajaran 2018/19`, `periode 2009/2014`."""
    match = _SECOND_YEAR.match(context.text, timex.end)
    if match is None:
        return None
    years = (int(match["end"]) - int(timex.value)) % 100
    if not 0 < years <= (1 if len(match["said"]) == 2 else LONGEST_TERM):
        return None
    return Timex(match.start("said"), match.end(), "DATE", f"{int(timex.value) + years}")


_PART_BEFORE = re.compile(r"\b(?P<part>\w+(?: hari)?)\s*(?:hingga|sampai|dan|atau|-|–)\s*$")
_PART_REACH = 30  # characters before a part of the day in which another stands that it goes on from


def _part_before(timex: Timex, context: Context) -> Timex | None:
    """Return the part of the day from which one goes on: `sore` of `sore hingga malam hari ini`."""
    start = max(0, timex.start - _PART_REACH)
    match = _PART_BEFORE.search(context.text, start, timex.start)
    code = context.words["part"].get(match["part"].lower()) if match else None
    return Timex(match.start("part"), match.end("part"), "TIME", timex.value.split("T")[0] + code) if match and code else None


def _valued(found: Found, context: Context) -> Timex | None:
    """Return the value of an expression, unknown where it lies beyond the calendar (before year 1, after year 9999), None where it is no date."""
    try:
        return _VALUES[found.kind](found, context)
    except OverflowError:
        return timex_of(found, "DATE", "XXXX")
    except ValueError:
        if context.published is None or MARGIN_YEARS < context.published.year < date.max.year - MARGIN_YEARS:
            raise  # no fault of the calendar
        return timex_of(found, "DATE", "XXXX")


MARGIN_YEARS = 200  # at either end of the calendar, in which relative expressions may leave it


def tag(
    text: str,
    published: date | None = None,
    sentence_of: Callable[[int], int] | None = None,
    in_body: Callable[[int, int], bool] | None = None,
    expressions: list[Found] | None = None,
) -> list[Timex]:
    """Return the temporal expressions of a text in order, with their values.

    `published` anchors relative expressions (None leaves `X` digits); `sentence_of` maps an offset to its sentence;
    `in_body` tells which spans may hold dates at all; `expressions` are those to value, all that `find` finds by default.
    """
    context = Context(text, published, sentence_of)
    tagged: list[Timex] = []
    clocks: list[Timex] = []
    pointing: list[Timex] = []  # `hari ini`, `tadi pagi`
    for found in find(text) if expressions is None else expressions:
        if (in_body is not None and not in_body(found.start, found.end)) or (tagged and found.start < tagged[-1].end):
            continue
        timex = _valued(found, context)
        if timex is None:
            continue
        if found.kind in ("vague", "relative"):  # nothing about them is taken in
            tagged.append(timex)
            continue
        timex = _beside_others(found, timex, tagged, context)
        if found.kind == "clock" or (found.kind == "part_alone" and timex.value[:4] != "XXXX"):
            clocks.append(timex)
        if found.kind in ("day_word", "part_day") and "day" not in found.parts:
            pointing.append(timex)
        tagged += _with_neighbours(found, timex, tagged[-1].end if tagged else 0, context)
    _join_later_days(clocks, context)
    _count_from_saying(pointing, tagged, context)
    for timex in tagged:
        if timex.begin is None:
            timex.begin, timex.end_date = bounds(timex.value)
    return tagged


def _beside_others(found: Found, timex: Timex, tagged: list[Timex], context: Context) -> Timex:
    """Return an expression as those before it make it, widened over what belongs to it; a month and a dated day are kept for what follows."""
    if found.kind in ("month", "edge") and (month := _MONTH.fullmatch(timex.value)):
        context.month = (timex.start, int(month[1]), int(month[2]))
    if found.kind in _WIDENED:
        _widen(found, timex, context)
    if found.kind != "weekday":
        return timex
    if tagged and "day" not in found.parts and _returns_too(tagged[-1], timex, context.text):
        timex = replace(timex, type="SET", value=f"XXXX-WXX-{weekday_number(found.parts['weekday'])}", begin=None, end_date=None)
    if "month" in found.parts or "nmonth" in found.parts:
        _pin_today(tagged, timex, context)
    return timex


def _with_neighbours(found: Found, timex: Timex, floor: int, context: Context) -> list[Timex]:
    """Return an expression with those that share its parts, in order: the heads of a range from `floor` on, more clocks, a second year."""
    text = context.text
    heads = _range_heads(found, timex, context)
    if found.kind == "part_day" and (head := _part_before(timex, context)):
        heads.append(head)
    together = [head for head in reversed(heads) if head.start >= floor]
    while text[timex.end - 1] in " ,":
        timex.end -= 1
    together.append(timex)
    if "hour" in found.parts:
        together += _more_clocks(timex, context)
    if text[timex.end : timex.end + 1] == "/" and found.kind in ("year", "year_alone") and (second := _second_year(timex, context)):
        together.append(second)
    return together


_AND_ANOTHER = re.compile(r"\s*(?:,|,?\s*(?:dan|atau|hingga|sampai))\s*")


def _returns_too(before: Timex, timex: Timex, text: str) -> bool:
    """Return whether a weekday goes on from one that returns: `setiap Senin dan Kamis`."""
    returning = before.type == "SET" and before.value.startswith("XXXX-WXX-")
    return returning and _AND_ANOTHER.fullmatch(text, before.end, timex.start) is not None


def tag_without_year(tagged: Callable[[date], list[Timex]], anchor: date) -> list[Timex]:
    """Return the expressions of a text whose day of publication is known but for its year; `tagged` returns those for a day of publication.

    They are valued in two years of the same calendar, that of `anchor` and one 28 years later: what differs is not certain and becomes `X`.
    """
    one = tagged(anchor)
    other = {timex.start: timex for timex in tagged(anchor.replace(year=anchor.year + SAME_CALENDAR))}
    certain = []
    for timex in one:
        twin = other.get(timex.start)
        if twin is None or twin.value == timex.value:
            certain.append(timex)
            continue
        value = _in_both(timex.value, twin.value)
        certain.append(replace(timex, value=value, begin=None, end_date=None, conflict=None, warning=None))
    return certain


_FIELD = re.compile(r"\d+|\D+")


def _in_both(one: str, other: str) -> str:
    """Return a value with `X` in place of the numbers that another does not share."""
    fields, others = _FIELD.findall(one), _FIELD.findall(other)
    if len(fields) != len(others):
        return "XXXX"
    return "".join(a if a == b else "X" * len(a) for a, b in zip(fields, others, strict=True))


def _join_later_days(clocks: list[Timex], context: Context) -> None:
    """Give clock times the day that the same sentence states after them: `pukul 05.00 pada Sabtu (6/3)`."""
    for timex in clocks:
        before = max((at for at, _ in context.dates if at <= timex.start), default=None)
        next_day = min(((at, day) for at, day in context.dates if at > timex.start), default=None)
        if next_day is None or (before is not None and context.within(0, before, timex.start)):
            continue
        if context.within(0, timex.start, next_day[0]):
            timex.value = next_day[1].isoformat() + timex.value[timex.value.index("T") :]


def _count_from_saying(pointing: list[Timex], tagged: list[Timex], context: Context) -> None:
    """Count `hari ini`, `kemarin malam` inside a quotation from the day on which it was said."""
    for timex in pointing:
        after = bisect_right(tagged, timex.start, key=lambda other: other.start)
        said = _said_on(timex, tagged[after : after + _STATED_REACH], context.text)
        if said is not None:
            try:
                day = said + timedelta(_days_off(normal(context.text[timex.start : timex.end]), context))
            except OverflowError:
                continue
            timex.value = day.isoformat() + timex.value[len("XXXX-XX-XX") :]


_QUOTED_REACH = 160  # characters after a quotation in which the day of saying stands
_QUOTED_BACK = 2000  # characters of a quotation on either side of an expression
_STATED_REACH = 40  # expressions after one among which the day of saying is
_CLOSING = re.compile(r'["”\n]')
_SAYING_ENDS = re.compile(SENTENCE_ENDS.pattern + '|["“]')


def _said_on(timex: Timex, following: list[Timex], text: str) -> date | None:
    """Return the day on which the quotation around an expression was said, None where it stands in none or no day is told.

    The day is stated after the quotation, in the same sentence (`"… hari ini," kata X, Senin (27/11)`); `following` are the expressions after it.
    """
    before = text[max(0, timex.start - _QUOTED_BACK) : timex.start].rsplit("\n", 1)[-1]
    if before.count('"') % 2 == 0 and before.rfind("“") <= before.rfind("”"):
        return None
    if any(t.start <= timex.end + 2 and _STATED_DAY.match(t.value) for t in following):
        return None  # `hari ini, 21 April 2025,` says it itself
    close = _CLOSING.search(text, timex.end, timex.end + _QUOTED_BACK)
    if close is None or close.group() == "\n":
        return None
    end = _SAYING_ENDS.search(text, close.end(), close.end() + _QUOTED_REACH)
    stop = end.start() if end else close.end() + _QUOTED_REACH
    stated = next((t for t in following if close.start() < t.start < stop and _STATED_DAY.match(t.value)), None)
    return stated_day(stated.value) if stated is not None else None


def _days_off(said: str, context: Context) -> int:
    """Return how many days an expression lies from the day on which it is said: `kemarin malam` one before."""
    if said in ("semalam", "tadi malam", "malam tadi"):
        return -1
    return next((context.days[word] for word in sorted(context.days, key=len, reverse=True) if word in said), 0)


def _pin_today(tagged: list[Timex], timex: Timex, context: Context) -> None:
    """Let a full date in apposition say which day `hari ini` is (`hari ini, Kamis (31/8)`), here and from here on."""
    if not tagged or context.text[tagged[-1].end : timex.start].strip() not in (",", "("):
        return
    before = tagged[-1]
    if context.text[before.start : before.end].lower() == "hari ini" and re.fullmatch(r"\d{4}-\d\d-\d\d", timex.value[:10]):
        before.value = timex.value[:10]
        context.today = stated_day(before.value) or context.today


_EDGE_BEFORE = re.compile(r"(?i)\b(awal|akhir|pertengahan|penghujung|pengujung|medio)\s+$")

_APPROX_BEFORE = re.compile(r"(?i)\b(sekitar|sekira|kira-kira|kurang lebih|lebih kurang)\s+$")

_STATED_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_WIDENED = frozenset({"quarter", "century", "decade", "year", "month", "date"})


def _widen(found: Found, timex: Timex, context: Context) -> None:
    """Take `awal`, `akhir` before a quarter, century or decade and `sekitar` before a date into the span, as its modifier."""
    if found.kind in ("quarter", "century", "decade"):
        match = _EDGE_BEFORE.search(context.text, max(0, timex.start - 14), timex.start)
        if match:
            timex.start, timex.mod = match.start(), context.words["edge"][match[1].lower()]
    if timex.mod is None and found.kind in ("year", "month", "date", "century", "decade"):
        match = _APPROX_BEFORE.search(context.text, max(0, timex.start - 14), timex.start)
        if match:
            timex.start, timex.mod = match.start(), "APPROX"
