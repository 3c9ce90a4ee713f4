"""What temporal expressions mean: type, TIMEX3 value, modifier, calendar bounds and conflicts.

Rules of reading are those of the annotation guide: the day stands before the month, a weekday alone is the nearest one
not after publication unless tense says otherwise, a clock time takes the nearest stated date, an unknown anchor leaves
`X` digits. One function a kind of form, named `_<kind>`; each returns a `Timex` or None where the match is no date.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from claimx.language.morphology import looks_like_verb
from claimx.lexicons import load, word_class
from claimx.timex.calendar import add_months, bounds, hijri_start, iso_week, named_day
from claimx.timex.patterns import Found, find


@dataclass(slots=True)
class Timex:
    """One expression: offsets, `type` DATE | TIME | DURATION | SET, TIMEX3 `value`, `mod`; `begin` and `end_date` as ISO days.

    `conflict` holds both readings, {"weekday": …, "date": …}, where a weekday disagrees with its date.
    """

    start: int
    end: int
    type: str
    value: str
    mod: str | None = None
    begin: str | None = None
    end_date: str | None = None
    conflict: dict[str, str] | None = None
    warning: str | None = None


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11, "XII": 12}


class _Ending:
    """An expression for what a text ends in; `reach`: how many characters before the end it can begin, so that no more are tried."""

    def __init__(self, source: str, reach: int, flags: int = 0) -> None:
        self._search = re.compile(rf"(?:{source})$", flags).search
        self._reach = reach

    def of(self, text: str) -> re.Match[str] | None:
        """Return the match at the end of a text."""
        return self._search(text, max(0, len(text) - self._reach))


_FUTURE = re.compile(
    r"\b(?:akan|bakal|dijadwalkan|direncanakan|rencananya|berencana|mendatang|nantinya|besok|tunggu|menunggu|hendak|siap|segera|selambat-lambatnya|paling lambat|tenggat|jelang|menjelang|jadwal)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:sejak|setelah|telah|sudah|sempat|lalu|pernah|tertanggal|usai|pasca)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"\b(?:nomor|no)\b\.?\s*:?\s*[\w./-]+\s*$", re.IGNORECASE)
_OLD = "perempuan|pria|lelaki|laki-laki|wanita|anak|bocah|remaja|pemuda|pemudi|kakek|nenek|gadis|balita|bayi|pebalap|pembalap|pemain|penyerang|gelandang|bek|kiper|petenis|petinju|penyanyi|aktor|aktris|berusia|usia|umur|berumur|seumur|usianya|umurnya|menginjak|genap|ulang tahun|ulang tahun ke-?"
_AGE_LIMIT = "hingga|sampai|di atas|di bawah|lebih dari|kurang dari|sekitar|antara|minimal|maksimal"
_AGE = _Ending(rf"\b(?:{_OLD})(?:\s+(?:{_AGE_LIMIT}))?\s*", 34, re.IGNORECASE)
_AGE_ENDS = frozenset(phrase.split()[-1].strip("-?") for phrase in f"{_OLD}|{_AGE_LIMIT}".split("|"))  # the last words of what it matches
# an age in any unit, with who is that old (`usia mereka`) or the other end of a range before the number
_AGE_WORD = re.compile("u(?:sia|mur)|ba(?:yi|lita)")  # one of which it holds
_AGE_IN_ANY_UNIT = re.compile(
    r"\b(?:berusia|berumur|seusia|seumur|(?:usia|umur)(?:nya|\s+(?!sekitar|antara)[a-z]+)?|bayi|balita)(?:\s+(?:sekitar|antara|minimal|maksimal|baru|masih))?"
    r"(?:\s+\d+(?:,\d+)?\s*(?:-|–|hingga|sampai(?:\s+dengan)?|dan|atau))?\s*$",
    re.IGNORECASE,
)
_MONEY_OR_COUNT = _Ending(
    r"(?:Rp\.?|US\$|USD|\$|€|nomor|No\.?|pasal|ayat|halaman|skor|blok|RT|RW|telepon|loker|kavling)\s*", 12, re.IGNORECASE
)
_CLAUSE_END = re.compile(r"[,;:.!?\"“”](?=\s|$)")


_MAY_PART = re.compile(r"(?:[?!…\"”“=\n\r]|\.(?!\d))[.?!…\"”“=\s]*")  # what stands where a sentence ends
REACH = 4  # sentences over which a stated date lends itself to a bare clock time


class Context:
    """The text around the expressions, and what is known when one is valued."""

    __slots__ = ("dates", "days", "named", "published", "sentence_of", "text", "today", "words", "year")

    def __init__(self, text: str, published: date | None, sentence_of: Callable[[int], int] | None) -> None:
        self.text = text
        self.published = published
        self.sentence_of = sentence_of or (lambda offset: len(re.findall(r"[.?!]\s", text[:offset])))
        self.dates: list[tuple[int, date]] = []  # stated days so far: (offset, day)
        self.year: int | None = None  # last stated year
        self.today: date | None = None  # the day that the text itself calls today (`hari ini, Kamis (31/8)`)
        data = load("dates")
        self.words = data["words"]
        self.named = data["named"]
        self.days = data["days"]

    def before(self, found: Found, size: int = 60) -> str:
        """Return the text before an expression, within its line."""
        return self.text[max(0, found.start - size) : found.start].rsplit("\n", 1)[-1]

    def after(self, found: Found, size: int = 30) -> str:
        """Return the text behind an expression, within its line."""
        return self.text[found.end : found.end + size].split("\n", 1)[0]

    def clause_before(self, found: Found) -> str:
        """Return the words before an expression back to a mark that ends a clause."""
        return _CLAUSE_END.split(self.before(found, 80))[-1]

    def is_future(self, found: Found) -> bool:
        """Tell whether the clause looks ahead."""
        return bool(_FUTURE.search(self.clause_before(found)))

    def is_past(self, found: Found) -> bool:
        """Tell whether the clause looks back."""
        return bool(_PAST.search(self.clause_before(found)))

    def anchor(self, offset: int) -> date | None:
        """Return the day that a bare clock time at `offset` belongs to: stated before it in the sentence, else published."""
        for at, day in reversed(self.dates):
            if at >= offset:
                continue
            if self.within(REACH, at, offset):
                gone_by = self.published is not None and day < self.published
                if gone_by and _FUTURE.search(self.text[max(0, offset - 60) : offset]) and not self.within(0, at, offset):
                    return self.published  # what is to come does not lie on a day gone by
                return day
        return self.published

    def within(self, sentences: int, first: int, second: int) -> bool:
        """Tell whether an offset lies so many sentences at most behind another (0: in the same).

        Sentences are cut only where it matters: few marks between the two are few sentences.
        """
        marks = len(_MAY_PART.findall(self.text, first, second))
        return marks <= sentences or self.sentence_of(second) - self.sentence_of(first) <= sentences


@lru_cache(maxsize=10_000)  # parts of expressions: few words, again and again
def _low(value: str) -> str:
    return " ".join(value.lower().split())


@cache
def _weekday_number(word: str) -> int:
    """Return the ISO number of a weekday, however its apostrophe is written (`Jum'at`)."""
    number: int = load("dates")["words"]["weekday"][re.sub("['’‘`]", "", _low(word))]
    return number


@lru_cache(maxsize=10_000)
def _number(word: str) -> float | str | None:
    """Return the number that a word group means; `X` where it is vague."""
    word = _low(word)
    if word in ("beberapa", "sekian", "puluhan", "belasan", "ratusan", "ribuan"):
        return "X"
    if word[0].isdigit():
        if len(word) > 15:
            return None  # no amount of time
        return float(word.replace(".", "").replace(",", "."))
    values = load("dates")["words"]["number"]
    total, current = 0, 0
    for token in word.split():
        if token == "belas":
            current += 10
        elif token == "puluh":
            current *= 10
        elif token == "ratus":
            current *= 100
        elif token == "ribu":
            current *= 1000
        else:
            total, current = total + current, values[token]
    return float(total + current)


def _whole(number: float | str) -> str:
    if isinstance(number, str):
        return number
    return str(int(number)) if number == int(number) else f"{number:g}"


@lru_cache(maxsize=10_000)
def _duration_value(number: float | str, unit: str) -> str:
    """Return the ISO duration of a number of units: (5, jam) is PT5H, (2, dekade) P2DE, (1, windu) P8Y."""
    code = load("dates")["words"]["unit"][unit]
    if len(code) > 1 and code[0].isdigit():
        factor, code = int(code[:-1]), code[-1]
        return f"P{_whole(number * factor) if not isinstance(number, str) else 'X'}{code}"
    return f"P{'T' if unit in ('detik', 'menit', 'jam') else ''}{_whole(number)}{code}"


_SE = {
    "sedetik": "PT1S", "semenit": "PT1M", "sejam": "PT1H", "sehari": "P1D", "seharian": "P1D", "seminggu": "P1W", "sepekan": "P1W",
    "sebulan": "P1M", "setahun": "P1Y", "sedekade": "P1DE", "sedasawarsa": "P1DE", "sewindu": "P8Y", "seabad": "P1CE",
    "setengah jam": "PT30M", "setengah hari": "PT12H", "setengah tahun": "P6M", "setengah abad": "P50Y", "setengah menit": "PT30S", "setengah detik": "PT0.5S", "setengah bulan": "P0.5M",
    "seperempat abad": "P25Y", "seperempat jam": "PT15M",
}  # fmt: skip
_SE_UNIT = {
    "sehari": "hari",
    "seminggu": "minggu",
    "sepekan": "pekan",
    "sebulan": "bulan",
    "setahun": "tahun",
    "sejam": "jam",
    "seabad": "abad",
    "sedekade": "dekade",
    "sewindu": "windu",
    "semenit": "menit",
}


def _mod(parts: dict[str, str]) -> str | None:
    return load("dates")["words"]["approximation"].get(_low(parts["approx"])) if "approx" in parts else None


def _timex(found: Found, kind: str, value: str, mod: str | None = None, **more: Any) -> Timex:
    return Timex(found.start, found.end, kind, value, mod, **more)


# -- days ------------------------------------------------------------------------------------------------------------
def _year(parts: dict[str, str], context: Context, month: int, day: int, weekday: int | None, found: Found) -> int | None:
    """Return the year of a day and month: stated, else the nearest to publication that the context allows."""
    if "year" in parts:
        year = int(parts["year"])
        return year + 2000 if year < 100 else year
    published = context.published
    if published is None:
        return context.year if context.dates else None
    if "past" not in parts and "future" not in parts and month == published.month and day <= 28:
        return published.year  # most days of the news
    candidates: list[date] = []
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            candidates.append(date(year, month, day))
        except ValueError:
            candidates.append(date(year, month, 28))
    nearest = min(candidates, key=lambda c: abs((c - published).days))
    if weekday is not None and abs((nearest - published).days) <= 62:
        return nearest.year  # `Senin lalu (13/7)` of a paper of the 11th: a slip, but not of a year
    if "past" in parts:
        return max(c for c in candidates if c <= published).year
    if "future" in parts:
        return min(c for c in candidates if c >= published).year
    if abs((nearest - published).days) <= 31:
        return nearest.year
    future = context.is_future(found)
    if future and weekday is None and nearest < published:
        return min(c for c in candidates if c >= published).year
    if nearest > published and not future:
        earlier = date(nearest.year - 1, nearest.month, nearest.day) if (nearest.month, nearest.day) != (2, 29) else nearest
        disagrees = weekday is not None and nearest.isoweekday() != weekday
        if disagrees or (weekday is None and context.is_past(found)):
            return earlier.year
    return nearest.year


def _clock_of(parts: dict[str, str]) -> str | None:
    """Return `T14:30` of the parts of a clock time; `jam 4 sore` is T16:00, `setengah lima` T04:30."""
    if parts.keys().isdisjoint(("half", "hourword", "hour")):
        return None
    part = _low(parts.get("part", ""))
    minute = parts.get("minute", "00")
    if "half" in parts:
        hour = int(_number(parts["half"].split(None, 1)[1]) or 0) - 1
        minute = "30"
    elif "hourword" in parts:
        hour = int(_number(parts["hourword"]) or 0)
    else:
        hour = int(parts["hour"])
    if hour > 24:
        return None
    if hour < 12 and ((part in ("sore", "petang", "malam") and hour != 0) or (part == "siang" and hour < 10)):
        hour += 12
    if hour == 12 and part == "malam":
        hour = 24
    return f"T{hour:02d}:{minute}" + (f":{parts['second']}" if "second" in parts else "")


def _with_time(found: Found, day: str, parts: dict[str, str], mod: str | None = None, **more: Any) -> Timex:
    """Return the DATE, or the TIME where a clock or a part of the day stands beside it."""
    clock = _clock_of(parts)
    if clock:
        return _timex(found, "TIME", day + clock, mod or _mod(parts), **more)
    if "part" in parts:
        return _timex(found, "TIME", day + load("dates")["words"]["part"][_low(parts["part"])], mod, **more)
    return _timex(found, "DATE", day, mod, **more)


def _day_month(parts: dict[str, str], context: Context) -> tuple[int, int] | None:
    day = int(parts["day"])
    if "month" in parts:
        return day, context.words["month"][_low(parts["month"]).rstrip(".")]
    if "roman" in parts:
        return day, ROMAN[parts["roman"].upper()]
    month = int(parts["nmonth"])
    if month > 12 >= day:  # the other way about, where only that is possible
        day, month = month, day
    return (day, month) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _dated(found: Found, context: Context) -> Timex | None:
    """Value a day and month with whatever stands beside them."""
    parts = found.parts
    pair = _day_month(parts, context)
    if pair is None:
        return None
    day, month = pair
    weekday = _weekday_number(parts["weekday"]) if "weekday" in parts else None
    year = _year(parts, context, month, day, weekday, found)
    if year is None:
        return _with_time(found, f"XXXX-{month:02d}-{day:02d}", parts)
    value = f"{year:04d}-{month:02d}-{day:02d}"
    try:
        actual = date(year, month, day)
    except ValueError:
        return _with_time(found, value, parts, warning=f"{context.text[found.start : found.end]}: there is no such day")
    context.dates.append((found.start, actual))
    context.year = year
    more: dict[str, Any] = {}
    if weekday and actual.isoweekday() != weekday:
        said = context.text[found.start : found.end]
        nearest = min((actual + timedelta(d) for d in range(-3, 4)), key=lambda d: (d.isoweekday() != weekday, abs((d - actual).days)))
        more["conflict"] = {"weekday": nearest.isoformat(), "date": value}
        more["warning"] = f"{said}: {actual.day} {actual:%B} {actual.year} is a {WEEKDAYS[actual.isoweekday() - 1]}"
    elif context.published and "year" in parts and (actual - context.published).days > 366 * 20 and not context.is_future(found):
        more["warning"] = (
            f"{context.text[found.start : found.end]}: lies {(actual - context.published).days // 365} years after publication"
        )
    return _with_time(found, value, parts, **more)


_GLUED = re.compile(r"[/\w-]")
_DAYS_JOINED = _Ending(r"(?:(?<![\d/.-])\d{1,2}|[a-z]{3,9}(?:\s+\d{4})?)\s?[-–]", 20)  # 10-14 Maret, 28 Februari-2 Maret
_NAMED_AFTER_A_DAY = _Ending(r"\b(?:Stadion|Jalan|Jl\.?|Lapangan|Universitas|Gedung|Taman|Bandara|Gang|SMA|SMP|Museum|Tugu)\s+", 14)


def _date(found: Found, context: Context) -> Timex | None:
    text, parts = context.text, found.parts
    before = context.before(found)
    said = text[found.start : found.end]
    if "month" in parts and "year" not in parts and not re.match(r"(?i)tanggal|tgl", said):
        after = context.after(found)
        month = parts["month"]
        if (
            re.search(r"(?i)\b(?:nomor|no\.?|kafe|jalan|peserta)\s*\S*\s*[\"“']?$", before)
            and re.match(r"[\"”'\s]", after[:1] or " ")
            and before[-1:] in "\"“'"
        ):
            return None
        if (
            re.match(r"\s+[A-Z][a-z]+", after)
            and month[0].isupper()
            and before.strip() != ""
            and re.match(r"\s*,", said[len(parts["day"]) :])
        ):
            return None
    if (_GLUED.match(before[-1:]) and not _DAYS_JOINED.of(before)) or _MONEY_OR_COUNT.of(before):
        return None
    if "month" in parts and "year" not in parts and _NAMED_AFTER_A_DAY.of(before):
        return None
    if "this" in parts and "year" in parts and _BORN.of(before):
        timex = _dated(found, context)  # `pria kelahiran 29 Mei 1983 ini`: who is pointed at is he
        if timex is not None and (pointer := re.search(r"\s+ini$", text[timex.start : timex.end])):
            timex.end = timex.start + pointer.start()
        return timex
    return _dated(found, context)


_BORN = _Ending(r"\b(?:kelahiran|lahir)(?:\s+\w+,?){0,3}\s+", 45, re.IGNORECASE)


def _bracketed(found: Found, context: Context) -> Timex | None:
    if re.search(r"(?i)(?:skor|pasal|nomor|ayat|surah|surat)\s*$", context.before(found)):
        return None
    return _dated(found, context)


def _day_only(found: Found, context: Context) -> Timex | None:
    """`tanggal 12`, the month from a neighbour (`tanggal 12 sampai 16 November`) or from publication."""
    return _bare_day(found, context, int(found.parts["day"]))


def _bare_day(found: Found, context: Context, day: int) -> Timex | None:
    follow = re.match(
        r"(?:\s*(?:,|dan|hingga|sampai|s/d|-|–)\s*\d{1,2})*\s*(?:,|dan|hingga|sampai|s/d|-|–)\s*\d{1,2}\s*(\w+)(?:\s+(\d{4}))?",
        context.after(found, 60),
    )
    if follow and follow[1].lower() in context.words["month"]:
        month = context.words["month"][follow[1].lower()]
        parts = {"day": str(day)} | ({"year": follow[2]} if follow[2] else {})
        rest = context.after(found, 80)
        if re.search(rf"{follow[1]}\s+(?:yang\s+)?(?:lalu|silam)", rest):
            parts["past"] = "lalu"
        year = _year(parts, context, month, day, None, found)
    elif context.published:
        year, month = context.published.year, context.published.month
    else:
        return _timex(found, "DATE", f"XXXX-XX-{day:02d}")
    if not 1 <= day <= 31:
        return None
    return _timex(found, "DATE", f"{year:04d}-{month:02d}-{day:02d}" if year else f"XXXX-{month:02d}-{day:02d}")


_WEEKDAY_WORD = r"(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad)"
_DAY_LEAD = _Ending(r"\b(?:pada|sejak|hingga|sampai)\s+", 10)
_DAY_LEAD_OR_LIST = _Ending(r"\b(?:pada|sejak|hingga|sampai|hari|dan)\s+|\(\s*", 10)
_AGE_BEHIND = re.compile(r"\s*\(\s?\d{1,3}\s?\)")
_NAMED_AFTER_A_WEEKDAY = _Ending(r"\b(?:Pasar|Sekolah|Jalan|Gang|Jl\.)\s+", 12)
_CAPITAL_BEHIND = re.compile(r"\s+[A-Z]")
_NAME_BEHIND = re.compile(r"\s+[A-Z][a-z]")
_SMALL_BEHIND = re.compile(r"\s*(?:[a-z]|,|$)")
_MARKET_DAY = re.compile(r"\s+(?:kliwon|legi|pahing|pon|wage)", re.IGNORECASE)  # of the Javanese week
_PRAYER = _Ending(r"\b(?:s[ah]+lat|sholat|khotbah|khutbah|ibadah|misa)\s+", 12, re.IGNORECASE)
_CAPITALISED = _Ending(r"([A-Z][a-z]+)\s+", 40)
_SENTENCE_OF_ONE_WORD = _Ending(r"[.!?]\s+\w+\s+", 40)
_WEEK_WORD = re.compile(r"(?:pekan|minggu)\s+\w+", re.IGNORECASE)
_PAIR_OF_DAYS = re.compile(
    rf"\s?(?:[-–]|dan|hingga|sampai)\s?(?:hari\s)?{_WEEKDAY_WORD}\s*\((\d{{1,2}})\s?(?:[-–]|dan|hingga|sampai)\s?\d{{1,2}}/(\d{{1,2}})(?:/(\d{{4}}))?\)",
    re.IGNORECASE,
)
_FROM_WEEKDAY = _Ending(rf"\b{_WEEKDAY_WORD}(?:\s*\([^)]*\))?\s*(?:hingga|sampai|-|–)\s*", 40, re.IGNORECASE)


def _weekday(found: Found, context: Context) -> Timex | None:
    """A weekday with a date, or alone by tense and context."""
    text, parts = context.text, found.parts
    if "day" in parts:
        return _dated(found, context)
    said = text[found.start : found.end]
    number = _weekday_number(parts["weekday"])
    plain = _low(said) == _low(parts["weekday"])
    with_hari = said.lower().startswith("hari")
    before, after = context.before(found), context.after(found)
    word = parts["weekday"]
    upper_line = said.isupper() and len(said) > 3
    if word.islower() and not with_hari and number != 7 and word not in ("ahad",) and not _DAY_LEAD.of(before):
        return None  # written small: hardly the day
    if word.islower() and not with_hari and number == 7:
        return None  # `minggu`, the week
    if _AGE_BEHIND.match(after):
        return None  # an age behind a name
    if _NAMED_AFTER_A_WEEKDAY.of(before):
        return None
    if "part" in parts and parts["part"][0].isupper() and not said.isupper() and _CAPITAL_BEHIND.match(after):
        return None  # a programme: Kamis Pagi Ceria
    pair = _PAIR_OF_DAYS.match(context.after(found, 60)) if plain else None
    if pair:  # `Sabtu-Minggu (13-14/3)`: the first day stands in the bracket of the second
        stated = {"day": pair[1], "nmonth": pair[2]} | ({"year": pair[3]} if pair[3] else {})
        year = _year(stated, context, int(pair[2]), int(pair[1]), None, found) if 1 <= int(pair[2]) <= 12 else None
        if year:
            return _timex(found, "DATE", f"{year:04d}-{int(pair[2]):02d}-{int(pair[1]):02d}")
    if _PRAYER.of(before):
        return None  # a prayer
    if plain and not upper_line and _NAME_BEHIND.match(after) and not _MARKET_DAY.match(after) and not _DAY_LEAD_OR_LIST.of(before):
        return None  # part of a name: Jumat Berkah, Rabu Siregar
    previous = _CAPITALISED.of(before) if plain and not upper_line else None
    if previous and previous[1].lower() not in word_class("place") and _SMALL_BEHIND.match(after) and not _SENTENCE_OF_ONE_WORD.of(before):
        lead = before[: previous.start()]
        sentence_initial = not lead.strip() or lead.rstrip()[-1:] in '.!?"“'
        if not sentence_initial and not re.search(r"\b(?:kata|ujar|ungkap|tutur|jelas|di|ke)\b[^,.]*$", lead):
            return None
    published = context.published
    if published is None:
        day_value = f"XXXX-WXX-{number}"
        for _, day in reversed(context.dates):
            if day.isoweekday() == number:
                day_value = day.isoformat()
                break
        return _with_time(found, day_value, parts)
    ranged = _FROM_WEEKDAY.of(before) if plain and context.dates else None
    if ranged:  # `Jumat hingga Ahad`: the one after the other
        first = context.dates[-1][1]
        day = first + timedelta((number - first.isoweekday()) % 7)
        context.dates.append((found.start, day))
        return _with_time(found, day.isoformat(), parts)
    week_word = None if plain else _WEEK_WORD.search(said, len(word))
    if week_word:
        shift = -7 if "past" in parts else 7 if "future" in parts else 0
        year, week, _ = (published + timedelta(shift)).isocalendar()
        day = date.fromisocalendar(year, week, number)
    elif "future" in parts or ("past" not in parts and "this" not in parts and _looks_ahead(found, context)):
        ahead = (number - published.isoweekday()) % 7
        day = published + timedelta(ahead or (7 if "future" in parts else 0))
    elif "this" in parts:
        behind = (published.isoweekday() - number) % 7
        day = (
            published - timedelta(behind) if not context.is_future(found) else published + timedelta((number - published.isoweekday()) % 7)
        )
    else:
        behind = (published.isoweekday() - number) % 7
        if "past" in parts and behind == 0:
            behind = 7
        day = published - timedelta(behind)
    context.dates.append((found.start, day))
    return _with_time(found, day.isoformat(), parts)


_SAID_OR_DONE = re.compile(r"\b(?:kata|ujar|tutur|ungkap|jelas|ucap|telah|sudah)\b")


def _looks_ahead(found: Found, context: Context) -> bool:
    clause = context.clause_before(found)
    return bool(_FUTURE.search(clause)) and not _SAID_OR_DONE.search(clause.rsplit("akan", 1)[-1])


def _eve(found: Found, context: Context) -> Timex | None:
    """`malam Minggu` is the night of Saturday."""
    number = _weekday_number(found.parts["weekday"])
    if found.parts["weekday"].islower():
        return None
    if context.published is None:
        return _timex(found, "TIME", f"XXXX-WXX-{(number - 2) % 7 + 1}TNI")
    eve = (number - 2) % 7 + 1
    if _looks_ahead(found, context):
        day = context.published + timedelta((eve - context.published.isoweekday()) % 7)
    else:
        day = context.published - timedelta((context.published.isoweekday() - eve) % 7)
    context.dates.append((found.start, day))
    return _timex(found, "TIME", day.isoformat() + (_clock_of(found.parts) or "TNI"))


def _day_word(found: Found, context: Context) -> Timex | None:
    parts = found.parts
    if "day" in parts:
        return _dated(found, context)
    base = context.today or context.published
    word = _low(parts["dayword"])
    if word in ("besok", "esok", "lusa", "kemarin") and re.search(r"(?i)\bke-?$", context.before(found)):
        return None
    if base is None:
        if not context.dates:
            return _with_time(found, "XXXX-XX-XX", parts)
        base = context.dates[-1][1]
    day = base + timedelta(context.days[word])
    if "weekday" in parts:  # kemarin (Jumat): the nearest such day before
        number = _weekday_number(parts["weekday"])
        sign = 1 if context.days[word] > 0 else -1
        while day.isoweekday() != number:
            day += timedelta(sign)
    context.dates.append((found.start, day))
    return _with_time(found, day.isoformat(), parts)


def _part_day(found: Found, context: Context) -> Timex | None:
    parts = found.parts
    said = _low(context.text[found.start : found.end])
    if "itu" in parts:
        return None
    base = context.published
    part = _low(parts.get("part", "malam"))
    code = context.words["part"][part]
    if said == "semalam" and re.search(
        r"(?i)(?:\b(?:selama|menginap(?:\s+untuk)?)|(?:menyewa|sewa|inap|kamar|tarif|harga)\b[^.,]{0,30}\suntuk)\s+$", context.before(found)
    ):
        return _timex(found, "DURATION", "P1D")
    if base is None:
        return _timex(found, "TIME", "XXXX-XX-XX" + (_clock_of(parts) or code))
    shift = 0
    if "lastnight" in parts or ("malam" in part and ("tadi" in said or "kemarin" in said)) or "kemarin" in said:
        shift = -1
    elif "besok" in said or "esok" in said:
        shift = 1
    day = base + timedelta(shift)
    context.dates.append((found.start, day))
    return _timex(found, "TIME", day.isoformat() + (_clock_of(parts) or code))


def _part_alone(found: Found, context: Context) -> Timex | None:
    day = context.anchor(found.start)
    code = context.words["part"][_low(found.parts["part"])]
    if re.match(r"\s+(?:hingga|sampai)\s+(?:pagi|siang|sore|malam|petang)", context.after(found)):
        return None
    return _timex(found, "TIME", (day.isoformat() if day else "XXXX-XX-XX") + code)


def _clock(found: Found, context: Context) -> Timex | None:
    clock = _clock_of(found.parts)
    if clock is None or re.match(r"\s+(?:orang|kali|warga|korban|pelaku|rata|balik)\b", context.after(found)):
        return None
    day = context.anchor(found.start)
    return _timex(found, "TIME", (day.isoformat() if day else "XXXX-XX-XX") + clock, _mod(found.parts))


# -- months, years, and what they are made of -----------------------------------------------------------------------------
def _month(found: Found, context: Context) -> Timex | None:
    text, parts = context.text, found.parts
    month_word = parts["month"].rstrip(".")
    month = context.words["month"][month_word.lower()]
    said = text[found.start : found.end]
    before, after = context.before(found), context.after(found)
    bare = "year" not in parts and not any(p in parts for p in ("past", "future", "this")) and not said.lower().startswith("bulan")
    if month_word.islower() and not said.lower().startswith("bulan"):
        return None
    if len(month_word) <= 4 and month_word.lower() not in ("mei", "juni", "juli") and "year" not in parts:
        return None  # Mar, Sep, Des … alone may be anything
    if bare and (_is_name(before, after, said) or re.search(r"[\"“'‘]$", before)):
        return None
    if "year" in parts:
        context.year = int(parts["year"])
        return _timex(found, "DATE", f"{int(parts['year']):04d}-{month:02d}")
    follow = re.match(r"\s*(?:[-–]|hingga|sampai|dan|,)\s*(\w+)\s+(\d{4})\b", after)
    if follow and follow[1].lower() in context.words["month"]:
        return _timex(found, "DATE", f"{follow[2]}-{month:02d}")
    if "yearword" in parts:
        year = context.published.year if context.published else None
        if year is not None:
            year += -1 if "past" in parts else 1 if "future" in parts else 0
    else:
        year = _month_year(parts, context, month, found)
    return _timex(found, "DATE", f"{year:04d}-{month:02d}" if year else f"XXXX-{month:02d}")


def _month_year(parts: dict[str, str], context: Context, month: int, found: Found) -> int | None:
    """Return the year of a month named alone."""
    published = context.published
    if published is None:
        return context.year
    if "this" in parts:
        return published.year
    here = published.year * 12 + published.month - 1
    candidates = [(year * 12 + month - 1, year) for year in (published.year - 1, published.year, published.year + 1)]
    if "past" in parts:
        return max(c for c in candidates if c[0] <= here)[1]
    if "future" in parts:
        return min(c for c in candidates if c[0] >= here)[1]
    nearest = min(candidates, key=lambda c: abs(c[0] - here))
    if nearest[0] < here and context.is_future(found):
        return min(c for c in candidates if c[0] >= here)[1]
    if nearest[0] > here and (context.is_past(found) or (not context.is_future(found) and nearest[0] - here > 3)):
        return nearest[1] - 1
    return nearest[1]


def _is_name(before: str, after: str, said: str) -> bool:
    """Tell whether a capitalised month or named word stands in a personal name, a title or the name of a body."""
    if said.isupper():
        return False
    if re.search(r"[\"“'‘]\s*(?:[A-Z]\w+\s)?$", before) and re.match(r"\s*(?:[A-Z]\w*)?[\"”'’]|\s+[A-Z]", after):
        return True
    if re.match(r"\s+[A-Z][a-z]+", after) and not re.search(r"\b(?:pada|sejak|hingga|sampai|bulan|dan|selama|akhir|awal)\s+$", before):
        return True
    if re.match(r",\s+sapaan|,\s+(?:nama|panggilan)", after):
        return True
    previous = re.search(r"([A-Z]\w+)\s+$", before)
    if previous and previous[1].lower() not in (
        "pada",
        "sejak",
        "hingga",
        "sampai",
        "bulan",
        "akhir",
        "awal",
        "selama",
        "di",
        "dari",
        "pertengahan",
    ):
        return bool(before[: previous.start()].strip())
    return bool(re.search(r"(?i)\b(?:sebelas|supersemar|tritura)\s+$", before))


def _year_form(found: Found, context: Context) -> Timex | None:
    """`tahun 2018`, but not the year of a law (`Nomor 5 Tahun 2020`)."""
    if _NUMBERED.search(context.before(found)):
        return None
    said = context.text[found.start : found.end]
    if re.search(r"an$", said):
        return _timex(found, "DATE", found.parts["year"][:3])
    return _timex(found, "DATE", found.parts["year"])


_YEAR_LEADS = "pada sejak tahun hingga sampai dalam dari di selama sebelum setelah sesudah pasca antara periode era per akhir awal dan menjelang jelang musim target masa bulan optimis optimistis mulai dibanding dibandingkan ketimbang daripada untuk medio lokasi) lalu sepanjang"
_YEAR_LED = frozenset(_YEAR_LEADS.split())
_YEAR_LEAD = _Ending(
    rf"(?:(?:^|[.!?\"“(:])\s*|\b(?:{'|'.join(map(re.escape, _YEAR_LEADS.split()))}|pasca-|pra-)\s*|[-–]\s*|,\s+)", 16, re.IGNORECASE
)


_COUNTED_THING = re.compile(
    r"\s?%|\s*(?:orang|unit|meter|hektare|persen|rupiah|kilometer|ton|kasus|poin|juta|miliar|ribu|dolar|dollar|warga|siswa|peserta|buah|kg|km|jiwa|suara|karyawan|[-–/.:]\s?\d{1,3}\b(?!\d))",
    re.IGNORECASE,
)
_NO_YEAR_BEFORE = _Ending(
    r"(?:(?i:rp\.?|us\$|\$|nomor|no\.|sebanyak|sekitar|mencapai|sebesar|seharga|pasal|ayat)|/|\d[.,-]|[A-Z]-|#|@|\b[A-Z] )\s*", 10
)
_YEARS_JOINED = _Ending(r"\b[12]\d{3}(?:\s*[-–]|,)\s*", 8)
_YEAR_PREFIX = _Ending(r"(?i:\bpasca-|\bpra-)|[12]\d{3}[-–]", 6)
_YEAR_BEHIND = re.compile(r"\s?[-–]\s?(\d{4})\b")
_YEAR_BEFORE = _Ending(r"([12]\d{3})\s?[-–]\s?", 7)
_LAW_BEFORE = _Ending(r"\b(?:nomor|no\.?|uu|pp|perpres|perda|permen\w*)\b[^.,;]{0,25}", 40, re.IGNORECASE)


_YEARLY_NOUN = _Ending(r"(?<![\w-])([a-z]{5,})\s+", 30)
_NOUN_ENDS = re.compile(r"\s*(?:[,.)]|$|(?:dan|yang|akan|itu|lalu|silam|sudah|telah|naik|turun|tumbuh|di|pada|untuk)\b)")
_COUNTING = frozenset(
    "adalah angkatan berjumlah berkode bernomor cukup hampir hanya jumlah jumlahnya kamar kode korban koridor kurang lebih luka mencapai meninggal model nomor pasal penonton positif ruang rute sandi sebanyak sebesar seharga sejumlah sekitar selama sembuh senilai setinggi sudah tewas tinggal tipe total totalnya versi".split()
)


def _of_a_year(before: str, after: str, year: int, published: date | None) -> bool:
    """Tell whether a year stands right behind the noun that it belongs to (`inflasi 2017 yang rendah`), near publication."""
    noun = _YEARLY_NOUN.of(before)
    near = published is not None and abs(published.year - year) <= 10
    return bool(near and noun and noun[1] not in _COUNTING and not looks_like_verb(noun[1]) and _NOUN_ENDS.match(after))


def _year_alone(found: Found, context: Context) -> Timex | None:
    before, after = context.before(found), context.after(found)
    year = found.parts["year"]
    if _COUNTED_THING.match(after):
        return None
    led = before[-1:].isspace() and (before.rsplit(None, 1) or [""])[-1].lower() in _YEAR_LED  # most are: what follows is slow
    if not led and (
        (_NO_YEAR_BEFORE.of(before) and not _YEARS_JOINED.of(before)) or (_GLUED.match(before[-1:]) and not _YEAR_PREFIX.of(before))
    ):
        return None
    if other := _YEAR_BEHIND.match(after) or _YEAR_BEFORE.of(before):
        if not (1800 <= int(other[1]) <= 2100 and 1800 <= int(year) <= 2100):
            return None  # a telephone number
    elif (
        not (led or _YEAR_LEAD.of(before))
        and ("past" not in found.parts or looks_like_verb(after.split()[0].lower() if after.split() else ""))
        and not _of_a_year(before, after, int(year), context.published)
    ):
        return None
    if _LAW_BEFORE.of(before) or (after[:1].isascii() and after[:1].isalpha()):
        return None
    context.year = int(year)
    return _timex(found, "DATE", year)


def _decade(found: Found, context: Context) -> Timex | None:
    word = found.parts["decade"]
    said = context.text[found.start : found.end]
    if len(word) == 4 and re.search(r"(?i)(?:uang|pecahan|lembar|rp\.?|nominal)\s*$", context.before(found)):
        return None
    if len(word) == 4:
        return _timex(found, "DATE", word[:3])
    if not said.lower().startswith("tahun") and not re.search(r"(?i)(?:tahun|era|dekade|angkatan|generasi)\s+$", context.before(found)):
        return None
    return _timex(found, "DATE", ("19" if int(word) >= 30 else "20") + word[0])


def _century(found: Found, context: Context) -> Timex | None:
    word = found.parts["century"]
    number = int(word) if word.isdigit() else _roman(word.upper())
    return _timex(found, "DATE", f"{number - 1:02d}") if 1 <= number <= 30 else None


def _roman(word: str) -> int:
    values = {"I": 1, "V": 5, "X": 10}
    total = 0
    for letter, following in zip(word, word[1:] + " ", strict=True):
        value = values[letter]
        total += -value if value < values.get(following, 0) else value
    return total


def _quarter(found: Found, context: Context) -> Timex | None:
    parts = found.parts
    unit = _low(parts["qunit"])
    half = unit in ("semester", "paruh")
    ordinal = _low(parts.get("ordinal", ""))
    said = _low(context.text[found.start : found.end])
    base = context.published
    year: int | None
    if "year" in parts:
        year = int(parts["year"])
    elif re.search(r"tahun", said) and base:
        year = base.year + (-1 if "past" in parts else 1 if "future" in parts else 0)
    elif not ordinal and base:  # kuartal lalu, kuartal ini
        size = 6 if half else 3
        index = base.year * (12 // size) + (base.month - 1) // size + (-1 if "past" in parts else 1 if "future" in parts else 0)
        return _timex(found, "DATE", f"{index // (12 // size)}-{'H' if half else 'Q'}{index % (12 // size) + 1}")
    elif half:
        if "this" not in parts and "past" not in parts:
            return None
        year = base.year if base else None
    else:
        year = base.year if base else None
        nearby = re.search(r"tahun\s+(lalu|ini)[^.]{0,20}$", context.before(found), re.IGNORECASE)
        if nearby and year is not None:
            year -= nearby[1].lower() == "lalu"
        elif nearby and context.year:
            year = context.year - (nearby[1].lower() == "lalu")
        elif year is None:
            year = context.year
    number = (
        4
        if ordinal == "terakhir" and not half
        else 2
        if ordinal == "terakhir"
        else context.words["ordinal"].get(ordinal.removeprefix("ke-"))
    )
    if number is None or (half and number > 2):
        return None
    stem = f"{year:04d}" if year else "XXXX"
    return _timex(found, "DATE", f"{stem}-{'H' if half else 'Q'}{number}")


def _edge(found: Found, context: Context) -> Timex | None:
    parts = found.parts
    mod = context.words["edge"][_low(parts["edge"])]
    said = context.text[found.start : found.end]
    if "eunit" in parts:
        unit = _low(parts["eunit"])
        base = context.published
        shift = -1 if "past" in parts else 1 if "future" in parts else 0
        if unit in ("pekan", "minggu"):
            if base is None:
                return _timex(found, "DATE", "XXXX-WXX-WE" if mod == "END" else "XXXX-WXX", None if mod == "END" else mod)
            week = iso_week(base + timedelta(7 * shift))
            return _timex(found, "DATE", week + "-WE" if mod == "END" else week, None if mod == "END" else mod)
        if base is None:
            return _timex(found, "DATE", "XXXX-XX" if unit == "bulan" else "XXXX", mod)
        if unit == "bulan":
            year, month = add_months(base, shift)
            return _timex(found, "DATE", f"{year:04d}-{month:02d}", mod)
        return _timex(found, "DATE", f"{base.year + shift:04d}", mod)
    if "month" in parts:
        if parts["month"].islower():
            return None
        month = context.words["month"][parts["month"].lower().rstrip(".")]
        stated = int(parts["year"]) if "year" in parts else _month_year(parts, context, month, found)
        return _timex(found, "DATE", f"{stated:04d}-{month:02d}" if stated else f"XXXX-{month:02d}", mod)
    if "year" in parts:
        if not said.split()[0].islower() and re.match(r"[A-Z][a-z]+\s+[A-Z]", said):
            return None
        return _timex(found, "DATE", parts["year"], mod)
    return None


def _nth_week(found: Found, context: Context) -> Timex | None:
    parts = found.parts
    month = context.words["month"][parts["month"].lower().rstrip(".")]
    year = int(parts["year"]) if "year" in parts else _month_year(parts, context, month, found)
    number = context.words["ordinal"].get(_low(parts["ordinal"]).removeprefix("ke-"), 4)
    if year is None:
        return _timex(found, "DATE", f"XXXX-{month:02d}")
    return _timex(found, "DATE", iso_week(date(year, month, min(28, 7 * (number - 1) + 4))))


# -- relative --------------------------------------------------------------------------------------------------------------
def _relative(found: Found, context: Context) -> Timex | None:
    parts = found.parts
    unit = _low(parts["runit"])
    if (
        parts["runit"][0].isupper()
        and unit == "minggu"
        and "this" in parts
        and re.search(r"(?i)\b(?:sekolah|hari)\s+$", context.before(found))
    ):
        return None
    shift = -1 if "past" in parts else 1 if "future" in parts else 0
    return _shifted(found, context, unit, shift, None)


_IN_YEARS = {"hari": 1 / 365, "minggu": 1 / 52, "pekan": 1 / 52, "bulan": 1 / 12, "windu": 8, "dekade": 10, "dasawarsa": 10, "abad": 100}


def _within_calendar(year: int, unit: str, shift: float) -> bool:
    """Tell whether so many units from a year a calendar of four digits still holds."""
    return 1 < year + shift * _IN_YEARS.get(unit, 1) < 9998


def _shifted(found: Found, context: Context, unit: str, shift: int, mod: str | None) -> Timex | None:
    """Value `shift` units from publication, at the unit's own grain."""
    base = context.published
    if not _within_calendar((base or date.today()).year, unit, shift):
        return _timex(found, "DATE", "PAST_REF" if shift < 0 else "FUTURE_REF", mod)
    if base is None:
        if unit == "tahun" and context.year:
            return _timex(found, "DATE", f"{(context.dates[-1][1].year if context.dates else context.year) + shift}", mod)
        if unit == "bulan" and context.dates:
            year, month = add_months(context.dates[-1][1], shift)
            return _timex(found, "DATE", f"{year:04d}-{month:02d}", mod)
        blanks = {"hari": "XXXX-XX-XX", "minggu": "XXXX-WXX", "pekan": "XXXX-WXX", "bulan": "XXXX-XX", "tahun": "XXXX"}
        return _timex(found, "DATE", blanks.get(unit, "PAST_REF" if shift < 0 else "FUTURE_REF"), mod)
    if unit == "hari":
        day = base + timedelta(shift)
        context.dates.append((found.start, day))
        return _timex(found, "DATE", day.isoformat(), mod)
    if unit in ("minggu", "pekan"):
        return _timex(found, "DATE", iso_week(base + timedelta(7 * shift)), mod)
    if unit == "bulan":
        year, month = add_months(base, shift)
        return _timex(found, "DATE", f"{year:04d}-{month:02d}", mod)
    if unit in ("tahun", "windu", "dekade", "dasawarsa", "abad"):
        years = {"tahun": 1, "windu": 8, "dekade": 10, "dasawarsa": 10, "abad": 100}[unit] * shift
        value = f"{base.year + years:04d}"
        return _timex(found, "DATE", value[:3] if unit in ("dekade", "dasawarsa") else value, mod)
    if unit in ("jam", "menit", "detik"):
        return _timex(found, "TIME", "PAST_REF" if shift < 0 else "FUTURE_REF", mod)
    return None


def _amount(found: Found, context: Context) -> Timex | None:
    """An amount of time: how long something lasts, how often it comes back, or how far from a day it lies."""
    parts = found.parts
    if "ago" in parts:
        return _counted(found, context, -1)
    if "ahead" in parts:
        return _ahead(found, context)
    if "then" in parts:
        return _then(found, context)
    return _set_every(found, context) if "again" in parts else _duration(found, context)


def _ahead(found: Found, context: Context) -> Timex | None:
    if "se" in found.parts and context.before(found).rstrip().lower().endswith("selama"):
        return _timex(found, "DURATION", _SE[_low(found.parts["se"])], _mod(found.parts))  # so much longer, not then
    return _counted(found, context, 1)


def _counted(found: Found, context: Context, sign: int) -> Timex | None:
    parts = found.parts
    mod = _mod(parts)
    if sign < 0 and mod in ("LESS_THAN", "MORE_THAN"):
        mod = "AFTER" if mod == "LESS_THAN" else "BEFORE"
    if "se" in parts:
        unit, number = _SE_UNIT.get(_low(parts["se"]), ""), 1.0
        if not unit:
            return _timex(found, "DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", mod)
    else:
        unit = _low(parts["unit"])
        amount = _number(parts["num"])
        if amount == "X" or amount is None:
            return _timex(found, "DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", mod)
        number = float(amount)
    if number != int(number) or "andhalf" in parts:
        return _timex(found, "DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", mod)
    return _shifted(found, context, unit, sign * int(number), mod)


def _then(found: Found, context: Context) -> Timex | None:
    """`dua hari kemudian`: counted from the last stated date; a duration where that is unknown or the unit is short."""
    parts = found.parts
    unit = _SE_UNIT.get(_low(parts["se"]), "") if "se" in parts else _low(parts["unit"])
    amount = 1.0 if "se" in parts else _number(parts["num"])
    shorter = replace(found, end=found.start + len(context.text[found.start : found.end].rsplit(None, 1)[0]))
    if isinstance(amount, float) and not _within_calendar(2000, unit, amount):
        return _duration(shorter, context)
    if unit == "tahun" and isinstance(amount, float) and (context.year or context.dates):
        base_year = context.year or context.dates[-1][1].year
        return _timex(found, "DATE", f"{base_year + int(amount)}")
    if unit in ("hari", "pekan", "minggu", "bulan") and isinstance(amount, float) and context.dates:
        base = context.dates[-1][1]
        if unit == "bulan":
            year, month = add_months(base, int(amount))
            return _timex(found, "DATE", f"{year:04d}-{month:02d}")
        day = base + timedelta(int(amount) * (1 if unit == "hari" else 7))
        return _timex(found, "DATE", day.isoformat() if unit == "hari" else iso_week(day))
    return _duration(shorter, context)


# -- durations and sets ----------------------------------------------------------------------------------------------------
_THEREAFTER = re.compile(r"\s+(?:setelahnya|sesudahnya|sebelumnya|kemudiannya|berikutnya|setelah itu|sebelum itu)")
_OTHER_NUMBER_BEFORE = _Ending(r"(?:\b(?:ke|kelas|usia|umur|pasal|ayat|nomor|gol|skor|u)[- ]?|[/-]|\d[.,:])", 7, re.IGNORECASE)
_NUMBER_JOINED = _Ending(r"\d\s?[-–]\s?", 4)
_CAPITALISED_UNIT = re.compile(r"\d+\s+\w+\s*[,.]")
_NUMBER_LABEL = _Ending(r"\(\s*|\b(?:nomor|no\.?)\s*", 8, re.IGNORECASE)
_NAME_AND_COMMA = _Ending(r"[A-Z]\w+,\s+", 40)
_OTHER_HOURS = re.compile(r"\s+(?:tangan|terbang|dinding|malam|kerja)\b")
_POINTED = re.compile(r"\s+(itu|ini|tersebut)\b")
_SOMEBODY = frozenset("pria wanita perempuan lelaki laki-laki pemuda remaja gadis bocah anak rapper kakek nenek".split())


_MARKS = "(“\"‘-'’”«[–—"  # what stands right before or behind a word


def _age_of_somebody(before: str, lately: bool) -> bool:
    """Tell whether a word for a person stands right before a number (`rapper 18 tahun itu`; `presiden 10 tahun ini` may be lately)."""
    last = re.split(r"[\s/]", before.lower().rstrip())[-1].strip(_MARKS)
    return last in _SOMEBODY or (not lately and last in word_class("role") | word_class("group"))


def _duration(found: Found, context: Context) -> Timex | None:
    parts, text = found.parts, context.text
    before, after = context.before(found), context.after(found)
    lowered = before.lower()
    words = lowered.rsplit(None, 2)
    last = words[-1].strip(_MARKS) if words else ""
    mod = _mod(parts)
    if mod is None:
        outside = context.words["outside"]
        mod = outside.get(last) or outside.get(" ".join((*words[-2:-1], last)).lstrip(_MARKS))
    if parts.get("tail", "").strip().lower() == "lebih":
        mod = "MORE_THAN"
    if _THEREAFTER.match(after):
        return None
    if "se" in parts:
        said = _low(parts["se"])
        if re.search(r"(?i)\b(?:kali|x)\s+(?:dalam\s+)?$", before):
            return _timex(found, "SET", _SE[said])
        if said.startswith("setengah") and re.match(r"\s+(?:jadi|mati)", after):
            return None
        if re.match(r"\s+sekali\b", after):
            return None
        return _timex(found, "DURATION", _SE[said], mod)
    unit = _low(parts["unit"])
    unit_said = parts["unit"]
    said = text[found.start : found.end]
    if unit_said[0].isupper() and not said.isupper() and not _CAPITALISED_UNIT.match(said + after[:1]):
        return None  # 1.000 Hari Pertama, Tiga Hari untuk Selamanya
    if unit == "tahun" and ((last in _AGE_ENDS and _AGE.of(before)) or _NUMBER_LABEL.of(before)):
        return None
    if (_AGE_WORD.search(lowered) and _AGE_IN_ANY_UNIT.search(before)) or (
        unit == "tahun" and (pointed := _POINTED.match(after)) and _age_of_somebody(before, pointed[1] == "ini")
    ):
        return None
    if unit in ("semester", "kuartal", "caturwulan", "triwulan") and not re.match(r"(?i)(?:dua|tiga|empat|lima|\d)\s", said):
        return None
    if unit == "bulan" and after.lstrip().startswith(("sabit", "purnama", "madu")):
        return None
    if _OTHER_NUMBER_BEFORE.of(before) and not _NUMBER_JOINED.of(before):
        return None
    if unit == "jam" and _OTHER_HOURS.match(after):
        return None
    if after.startswith(("-an", "/")):
        return None
    number = _number(parts["num"])
    if number is None or last == "salah":
        return None
    if unit == "tahun" and after.startswith(",") and _NAME_AND_COMMA.of(before):
        return None  # an age behind a name
    if "andhalf" in parts and not isinstance(number, str):
        number += 0.5
    value = _duration_value(number, unit)
    for more in ("2", "3"):
        added = _number(parts["num" + more]) if "num" + more in parts else None
        if added is not None and added != "X":
            value = _joined(value, _duration_value(added, _low(parts["unit" + more])))
    return _timex(found, "DURATION", value, mod)


def _joined(first: str, second: str) -> str:
    """Join two durations: P2Y and P6M make P2Y6M, PT15M and PT4S make PT15M4S."""
    return first + second[2 if "T" in first and second.startswith("PT") else 1 :]


def _span_of_days(found: Found, context: Context) -> Timex | None:
    return _timex(found, "DURATION", f"PT{int(found.parts['times']) * int(found.parts['hours'])}H")


def _plural(found: Found, context: Context) -> Timex | None:
    return _timex(found, "DURATION", _duration_value("X", _low(found.parts["plural"])))


_LENGTH = _Ending(r"(?<![^\W\d_])(?:km|kilometer|meter|mil|m)\s*", 12, re.IGNORECASE)


def _set(found: Found, context: Context) -> Timex | None:
    parts = found.parts
    said = _low(context.text[found.start : found.end])
    if said.startswith("per ") and not re.match(r"per (?:hari|bulan|tahun|pekan|minggu|jam|menit|detik|triwulan|kuartal)", said):
        return None
    if _LENGTH.of(context.before(found)):
        return None  # a speed
    clock = _clock_of(parts)
    if "weekend" in parts:
        return _timex(found, "SET", "XXXX-WXX-WE")
    if "weekday" in parts and (not parts["weekday"].islower() or parts["weekday"] != "minggu"):
        number = _weekday_number(parts["weekday"])
        code = context.words["part"].get(_low(parts["part"])) if "part" in parts else None
        return _timex(found, "SET", f"XXXX-WXX-{number}" + (clock or code or ""))
    if "weekday" in parts:
        return _timex(found, "SET", "XXXX-WXX-7" if "hari" in said.split() else "P1W")
    if "day" in parts:
        return _timex(found, "SET", f"XXXX-XX-{int(parts['day']):02d}")
    if "every" in parts:
        unit = _low(parts["every"])
        if parts["every"] == "Minggu":
            return _timex(found, "SET", "XXXX-WXX-7")
        code = context.words["part"].get(_low(parts["part"])) if "part" in parts else None
        if clock or code:
            return _timex(found, "SET", "XXXX-XX-XX" + (clock or code or ""))
        return _timex(found, "SET", _duration_value(1, unit))
    if "part" in parts:
        return _timex(found, "SET", "XXXX-XX-XX" + (clock or context.words["part"][_low(parts["part"])]))
    return None


def _set_every(found: Found, context: Context) -> Timex | None:
    if "se" in found.parts:
        return _timex(found, "SET", _SE[_low(found.parts["se"])])
    number = _number(found.parts["num"])
    if number is None or _LENGTH.of(context.before(found)):
        return None
    return _timex(found, "SET", _duration_value(number, _low(found.parts["unit"])))


# -- names and references ---------------------------------------------------------------------------------------------------
def _named(found: Found, context: Context) -> Timex | None:
    parts, text = found.parts, context.text
    name = _low(parts["named"])
    said = text[found.start : found.end]
    if parts["named"].islower() and name not in (
        "lebaran",
        "natal",
        "imlek",
        "tahun baru",
        "idul fitri",
        "idul adha",
        "idulfitri",
        "iduladha",
        "nyepi",
        "waisak",
        "paskah",
    ):
        return None
    key = "08-17" if name == "hut" else context.named[name]
    bare = parts.keys().isdisjoint(("year", "hyear", "imlek", "past", "future", "eve"))
    if (
        bare
        and name in ("natal", "paskah", "imlek", "lebaran")
        and re.search(r"(?i)\b(?:pohon|kartu|ucapan|lagu|hadiah|kado|kue|baju|hiasan|ornamen|dekorasi)\s+$", context.before(found))
    ):
        return None  # what is made for the day
    if name in ("natal", "paskah", "tahun baru") and (
        context.before(found)[-1:].isalpha() or (re.match(r"\s+[A-Z][a-z]", context.after(found)) and "year" not in parts)
    ):
        return None
    if (
        re.search(r"[A-Z]\w+\s+$", before := context.before(found))
        and re.match(r"\s+[A-Z][a-z]", context.after(found))
        and not re.search(r"\b(?:Pada|Jelang|Hari|Raya|Libur)\s+$", before)
    ):
        return None  # in a name
    published = context.published
    year: int | None = None
    if "hyear" in parts:
        year = _gregorian_of(int(parts["hyear"]), key)
    elif "imlek" in parts:
        year = int(parts["imlek"]) - 551
    elif "year" in parts:
        year = int(parts["year"])
    elif name.startswith("hut") and (count := re.search(r"ke-(\d+)", said)):
        year = 1945 + int(count[1])
    elif published:
        if "past" in parts or "future" in parts:
            year = published.year + (-1 if "past" in parts else 1)
        else:
            options = [
                (abs((d - published).days), y) for y in (published.year - 1, published.year, published.year + 1) if (d := named_day(key, y))
            ]
            year = min(options)[1] if options else None
    if year is None:
        return _timex(found, "DATE", f"XXXX-{key}") if re.match(r"\d\d-", key) else None
    day = named_day(key, year)
    if day is None:
        return None
    if "eve" in parts:
        return _timex(found, "TIME", (day - timedelta(1)).isoformat() + "TNI")
    context.dates.append((found.start, day))
    return _timex(found, "DATE", day.isoformat())


def _gregorian_of(hijri_year: int, key: str) -> int | None:
    start = hijri_start(hijri_year, {"Idul Fitri": 10, "Idul Adha": 12}.get(key, 1))
    return start.year if start else None


def _hijri(found: Found, context: Context) -> Timex | None:
    month = context.words["hijri_month"][_low(found.parts["hijri"])]
    year = int(found.parts["hyear"])
    if "day" in found.parts:
        day = hijri_start(year, month, int(found.parts["day"]))
        official = {(1, 10): "Idul Fitri", (10, 12): "Idul Adha"}.get((int(found.parts["day"]), month))
        if day and official:  # the day that Indonesia kept, not that of the Umm al-Qura calendar
            day = named_day(official, day.year) or day
        return _timex(found, "DATE", day.isoformat()) if day else None
    start = hijri_start(year, month)
    if start is None:
        return None
    following = hijri_start(year + (month == 12), month % 12 + 1)
    end = (following - timedelta(1)) if following else start + timedelta(29)
    middle = start + (end - start) / 2
    return _timex(found, "DATE", f"{middle.year:04d}-{middle.month:02d}", begin=start.isoformat(), end_date=end.isoformat())


def _day_count(found: Found, context: Context) -> Timex | None:
    """`H-2`, `H+7 Lebaran`: counted from the first day of Idul Fitri, or of the day named beside it."""
    parts = found.parts
    key = context.named[_low(parts["named"])] if "named" in parts else "Idul Fitri"
    published = context.published
    years = [int(parts["year"])] if "year" in parts else [published.year + d for d in (-1, 0, 1)] if published else []
    options = [(abs((d - published).days) if published else 0, d) for y in years if (d := named_day(key, y))]
    offset = int(parts["offset"]) * (1 if parts["sign"] == "+" else -1)
    if not options:
        return _timex(found, "DATE", "XXXX-XX-XX")
    return _timex(found, "DATE", (min(options)[1] + timedelta(offset)).isoformat())


@cache
def _vague_values() -> dict[str, str]:
    return {phrase: reference for reference, phrases in load("dates")["vague"].items() for phrase in phrases}


_DOUBTFUL = frozenset({"belakangan", "tadi", "dulu", "dahulu", "belum lama", "kelak"})  # may be something else in a small letter too


_LATER_ON = re.compile(  # what is behind `belakangan` where it is no `belakangan ini`
    r"\s*(?:[,.]|$)|\s+(?:diketahui|ketahuan|terungkap|terbukti|ternyata|muncul|baru|justru|malah|dibantah|dipastikan|ia|dia|kita|mereka|datang)\b"
)


def _vague(found: Found, context: Context) -> Timex | None:
    word = _low(found.parts["vague"])
    if word not in _DOUBTFUL and found.parts["vague"].islower():
        return _timex(found, "DATE", _vague_values()[word])
    before, after = context.before(found), context.after(found)
    if found.parts["vague"][0].isupper() and re.search(r"[A-Z]\w+\s+$", before) and re.match(r"\s+[A-Z]", after):
        return None  # in a name
    if word == "tadi" and (before.strip() and re.search(r"[a-z]\s+$", before)):
        return None  # `rapat tadi`, a demonstrative
    if word in ("dulu", "dahulu") and re.search(
        r"(?i)\b(?:terlebih|lebih|diperiksa|tunggu|nanti|sebentar|coba|lihat|cek|baca|bicara|terlebih)\s+$", before
    ):
        return None
    if word in ("dulu", "dahulu") and not re.search(r"(?i)\b(?:sejak|dari|zaman|masa|waktu)\s+$", before) and re.search(r"\w\s+$", before):
        return None
    if word == "belakangan" and (_LATER_ON.match(after) or not before.strip() or re.search(r"[.!?\"”]\s*$|\bNamun,?\s+$", before)):
        return None  # later on, or last of all
    if word == "belum lama" and not re.match(r"\s+(?:ini|lalu)", after):
        return None
    if word.startswith("kelak") and re.match(r"-kelok", after):
        return None
    return _timex(found, "DATE", _vague_values()[word])


_MOVING = re.compile(  # `lari ke depan`, `menatap lurus ke depan`: a direction
    r"(?i)\b(?:(?:me)?maju|(?:ber)?pindah|(?:ber)?lari|keluar|masuk|condong|lurus|(?:me|se)?langkah|(?:ber)?jalan|duduk|menoleh"
    r"|menatap|melihat|melaju|melompat|(?:ber)?gerak|(?:me)?dorong|(?:me|di)?panggil|kaki|tangan|kanan|kiri|belakang|samping)\b[^,.;]{0,40}$"
)


def _vague_ahead(found: Found, context: Context) -> Timex | None:
    before, after = context.before(found), context.after(found)
    noun = (
        re.match(r"\s*[,.]", after)
        and re.search(r"[a-z]\s+$", before)
        and not looks_like_verb(before.split()[-1].lower())
        and not _MOVING.search(before)
    )
    if (
        before.strip()
        and not noun
        and not re.search(r"(?:[,.:;\"“]|(?i:\b(?:rencana|langkah|harapan|tantangan|agenda|target|program|visi|untuk|kerja)))\s*$", before)
    ):
        return None
    if not re.match(r"\s*[,.]|\s+\w", after):
        return None
    return _timex(found, "DATE", "FUTURE_REF")


_VALUES: dict[str, Callable[[Found, Context], Timex | None]] = {
    "set": _set, "set_every": _set_every, "weekday": _weekday, "eve": _eve, "date": _date,
    "bracketed": _bracketed, "day_only": _day_only, "hijri": _hijri, "month": _month, "nth_week": _nth_week, "edge": _edge,
    "year": _year_form, "decade": _decade, "century": _century, "quarter": _quarter, "year_alone": _year_alone,
    "relative": _relative, "amount": _amount, "day_word": _day_word, "part_day": _part_day,
    "part_alone": _part_alone, "clock": _clock, "span_of_days": _span_of_days, "plural": _plural,
    "day_count": _day_count, "named": _named, "anniversary": _named, "vague": _vague, "vague_ahead": _vague_ahead,
}  # fmt: skip

_RANGE_BEFORE = re.compile(
    r"(?<![\w.,/-])(?P<num>\d{1,4}(?:,\d+)?|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh)(?P<link>\s*(?:-|–|hingga|sampai|s/d|s\.d\.|atau|,\s*dan|dan|,)\s*)$",
    re.IGNORECASE,
)


_LINKS = ("-", "–", "hingga", "sampai", "s/d", "s.d.", "atau", "dan", ",")  # the ends of what parts two numbers there


def _range_heads(found: Found, timex: Timex, context: Context) -> list[Timex]:
    """Return the bare first parts of a range or list whose last part is `timex`: `15` in `15 hingga 60 detik`."""
    heads: list[Timex] = []
    at = timex.start
    if not ("unit" in found.parts or ("month" in found.parts and "day" in found.parts)):
        return heads
    while context.text[max(0, at - 8) : at].rstrip().lower().endswith(_LINKS):
        match = _RANGE_BEFORE.search(context.text[max(0, at - 30) : at])
        if not match:
            break
        start = max(0, at - 30) + match.start("num")
        end = start + len(match["num"])
        link = match["link"].strip().lower()
        head = Found(start, end, "head", {})
        if timex.type == "DURATION" and "unit" in found.parts and "num" in found.parts:
            if link.startswith(",") or link in ("dan", ",") or "approx" in found.parts:
                break
            number = _number(match["num"])
            if number is None or number == "X":
                break
            heads.append(Timex(start, end, "DURATION", _duration_value(number, _low(found.parts["unit"]))))
            break
        if "month" in found.parts and match["num"].isdigit() and int(match["num"]) <= 31 and re.fullmatch(r"\d{4}-\d\d-\d\d", timex.value):
            if re.search(r"(?i)(?:tanggal|tgl\.?)\s+$", context.text[max(0, start - 10) : start]):
                break
            heads.append(Timex(head.start, head.end, "DATE", f"{timex.value[:8]}{int(match['num']):02d}"))
            at = start
            continue
        break
    return heads


_SECOND_CLOCK = re.compile(
    r"(\s*(?:-|–|/|atau|hingga|sampai|sampai dengan|s/d)\s*)(?P<said>(?P<hour>[0-2]?\d)[.:](?P<minute>[0-5]\d)(?:\s*(?:WIB|WITA|WIT)\b)?)",
    re.IGNORECASE,
)


def _clock_range(found: Found, timex: Timex, context: Context) -> Timex | None:
    """Return the second end of `pukul 07.00 hingga 12.00 WIB`."""
    match = _SECOND_CLOCK.match(context.after(found, 40)) if timex.type == "TIME" else None
    if not match:
        return None
    start = found.end + match.start("said")
    return Timex(start, found.end + match.end("said"), "TIME", timex.value.split("T")[0] + f"T{int(match['hour']):02d}:{match['minute']}")


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
    for found in find(text) if expressions is None else expressions:
        if in_body is not None and not in_body(found.start, found.end):
            continue
        if tagged and found.start < tagged[-1].end:
            continue
        timex = _VALUES[found.kind](found, context)
        if timex is None:
            continue
        if found.kind in ("vague", "relative"):  # nothing about them is taken in
            tagged.append(timex)
            continue
        if found.kind in _WIDENED:
            _widen(found, timex, context)
        if (
            found.kind == "weekday"
            and tagged
            and tagged[-1].type == "SET"
            and tagged[-1].value.startswith("XXXX-WXX-")
            and "day" not in found.parts
            and re.fullmatch(r"\s*(?:,|,?\s*(?:dan|atau|hingga|sampai))\s*", text[tagged[-1].end : timex.start])
        ):
            # `setiap Senin dan Kamis`: the second day returns as well
            number = _weekday_number(found.parts["weekday"])
            timex = replace(timex, type="SET", value=f"XXXX-WXX-{number}", begin=None, end_date=None)
        if found.kind == "weekday" and ("month" in found.parts or "nmonth" in found.parts):
            _pin_today(tagged, timex, context)
        if found.kind == "clock":
            clocks.append(timex)
        heads = _range_heads(found, timex, context)
        tagged += [head for head in reversed(heads) if not tagged or head.start >= tagged[-1].end]
        while text[timex.end - 1] in " ,":
            timex.end -= 1
        tagged.append(timex)
        if "hour" in found.parts and (second := _clock_range(found, timex, context)):
            tagged.append(second)
    for timex in clocks:  # `pukul 05.00 pada Sabtu (6/3)`: a day that the same sentence states later
        later = [(at, day) for at, day in context.dates if at > timex.start]
        if later and not any(at <= timex.start and context.within(0, at, timex.start) for at, _ in reversed(context.dates)):
            day = next((day for at, day in sorted(later) if context.within(0, timex.start, at)), None)
            if day:
                timex.value = day.isoformat() + timex.value[timex.value.index("T") :]
    for timex in tagged:
        if timex.begin is None:
            timex.begin, timex.end_date = bounds(timex.value)
    return tagged


def _pin_today(tagged: list[Timex], timex: Timex, context: Context) -> None:
    """Let a full date in apposition say which day `hari ini` is (`hari ini, Kamis (31/8)`), here and from here on."""
    if not tagged or context.text[tagged[-1].end : timex.start].strip() not in (",", "("):
        return
    before = tagged[-1]
    if context.text[before.start : before.end].lower() == "hari ini" and re.fullmatch(r"\d{4}-\d\d-\d\d", timex.value[:10]):
        before.value = timex.value[:10]
        context.today = date.fromisoformat(before.value)


_EDGE_BEFORE = re.compile(r"(?i)\b(awal|akhir|pertengahan|penghujung|pengujung|medio)\s+$")
_APPROX_BEFORE = re.compile(r"(?i)\b(sekitar|sekira|kira-kira|kurang lebih|lebih kurang)\s+$")


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
