"""Days and times of day: dates in any form, weekdays alone, `kemarin`, parts of the day, clock times.

One function for each kind of form; each returns a `Timex` or None where the match is no date. The day stands before the month, a
weekday alone is the nearest one not after publication unless tense says otherwise, a clock time takes the nearest stated date.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from claimx.annotations import Timex
from claimx.lexicons import load, word_class
from claimx.timex.calendar import add_months
from claimx.timex.context import (
    FUTURE,
    GLUED,
    REACH,
    SENTENCE_ENDS,
    Context,
    Ending,
    Value,
    clock_of,
    mod_of,
    normal,
    number_of,
    shift_of,
    timex_of,
    weekday_number,
    word_before,
)
from claimx.timex.patterns import Found

ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11, "XII": 12}

_MONEY_OR_COUNT = Ending(
    r"(?:Rp\.?|US\$|USD|\$|€|nomor|No\.?|pasal|ayat|halaman|skor|blok|RT|RW|telepon|loker|kavling)\s*", 12, re.IGNORECASE
)


def _year(parts: dict[str, str], context: Context, month: int, day: int, weekday: int | None, found: Found) -> int | None:
    """Return the year of a day and month: stated, else the nearest to publication that the context allows."""
    if "year" in parts:
        year = int(parts["year"])
        return year + 2000 if year < 100 else year
    published = context.published
    if published is None:
        return context.year if context.dates else None
    if "yearword" in parts:  # `5 Mei tahun lalu`
        return published.year + shift_of(parts)
    if parts.keys().isdisjoint(("past", "future")) and month == published.month and day <= 28:
        return published.year  # most days of the news
    candidates = [_same_day(year, month, day) for year in (published.year - 1, published.year, published.year + 1)]
    nearest = min(candidates, key=lambda c: abs((c - published).days))
    if weekday is not None and -62 <= (nearest - published).days <= (62 if context.is_future(found) else 7):
        return nearest.year  # `Senin lalu (13/7)` of a paper of the 11th: a slip, but not of a year
    if "past" in parts:
        return max(c for c in candidates if c <= published).year
    if "future" in parts:
        return min(c for c in candidates if c >= published).year
    return nearest.year if abs((nearest - published).days) <= 31 else _far_year(candidates, nearest, published, weekday, found, context)


def _same_day(year: int, month: int, day: int) -> date:
    """Return a day of a year, the 28th where the year does not have it."""
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, 28)


def _far_year(candidates: list[date], nearest: date, published: date, weekday: int | None, found: Found, context: Context) -> int:
    """Return the year of a day that is more than a month from publication in any: of what is still to come, or of what was there."""
    before = context.dates[-1] if context.dates else None
    if before is not None and nearest < published < before[1] and context.within(0, before[0], found.start):
        return min((c for c in candidates if c >= before[1]), default=nearest).year  # `mulai 18 April dan berakhir 29 Juli`, both to come
    future = context.is_future(found)
    if future and weekday is None and nearest < published:
        return min(c for c in candidates if c >= published).year
    if nearest > published and not future and (nearest.month, nearest.day) != (2, 29):
        disagrees = weekday is not None and nearest.isoweekday() != weekday
        if disagrees or (weekday is None and context.is_past(found)):
            return nearest.year - 1
    return nearest.year


def _with_time(found: Found, day: str, parts: dict[str, str]) -> Timex:
    """Return the DATE, or the TIME where a clock or a part of the day stands beside it."""
    clock = clock_of(parts)
    if clock:
        return timex_of(found, "TIME", day + clock, mod_of(parts))
    if "part" in parts:
        return timex_of(found, "TIME", day + load("dates")["words"]["part"][normal(parts["part"])])
    return timex_of(found, "DATE", day)


def day_month(parts: dict[str, str]) -> tuple[int, int] | None:
    """Return the day and the month that parts state; None where there can be no such day."""
    day = int(parts["day"])
    if "month" in parts:
        month: int = load("dates")["words"]["month"][normal(parts["month"]).rstrip(".")]
        return day, month
    if "roman" in parts:
        return day, ROMAN[parts["roman"].upper()]
    month = int(parts["nmonth"])
    if month > 12 >= day:  # the other way about, where only that is possible
        day, month = month, day
    return (day, month) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _dated(found: Found, context: Context) -> Timex | None:
    """Value a day and month with whatever stands beside them."""
    parts = found.parts
    pair = day_month(parts)
    if pair is None:
        return None
    day, month = pair
    weekday = weekday_number(parts["weekday"]) if "weekday" in parts else None
    year = _year(parts, context, month, day, weekday, found)
    if year is None:
        return _with_time(found, f"XXXX-{month:02d}-{day:02d}", parts)
    value = f"{year:04d}-{month:02d}-{day:02d}"
    try:
        actual = date(year, month, day)
    except ValueError:
        return replace(_with_time(found, value, parts), warning=f"{context.text[found.start : found.end]}: there is no such day")
    context.dates.append((found.start, actual))
    context.year = year
    conflict: dict[str, str] | None = None
    warning: str | None = None
    if weekday and actual.isoweekday() != weekday:
        said = context.text[found.start : found.end]
        days = range(max(1, actual.toordinal() - 3), min(date.max.toordinal(), actual.toordinal() + 3) + 1)
        nearest = min(map(date.fromordinal, days), key=lambda d: (d.isoweekday() != weekday, abs((d - actual).days)))
        conflict = {"weekday": nearest.isoformat(), "date": value}
        warning = f"{said}: {actual.day} {actual:%B} {actual.year} is a {actual:%A}"
    elif context.published and "year" in parts and (actual - context.published).days > 366 * 20 and not context.is_future(found):
        warning = f"{context.text[found.start : found.end]}: lies {(actual - context.published).days // 365} years after publication"
    return replace(_with_time(found, value, parts), conflict=conflict, warning=warning)


_DAYS_JOINED = Ending(r"(?:(?<![\d/.-])\d{1,2}|[a-z]{3,9}(?:\s+\d{4})?)\s?[-–]", 20)  # 10-14 Maret, 28 Februari-2 Maret

_NAMED_AFTER_A_DAY = Ending(r"\b(?:Stadion|Jalan|Jl\.?|Lapangan|Universitas|Gedung|Taman|Bandara|Gang|SMA|SMP|Museum|Tugu)\s+", 14)

_LABELLED = re.compile(r"\b(?:nomor|no\.?|kafe|jalan|peserta)\s*\S*\s*[\"“']?$", re.IGNORECASE)
_DATE_LEADS = frozenset({"pada", "tanggal", "sejak", "hingga", "sampai", "dan", "hari"})


def _date(found: Found, context: Context) -> Timex | None:
    text, parts = context.text, found.parts
    before = context.before(found)
    said = text[found.start : found.end]
    if "month" in parts and "year" not in parts and said[:1] not in "Tt":
        after = context.after(found)
        if before[-1:] in ("'", '"', "“") and _LABELLED.search(before) and re.match(r"[\"”'\s]", after[:1] or " "):
            return None  # a number or a name in marks: `Kafe "8 Mei"`
        comma = said[len(parts["day"]) :].lstrip()[:1] == ","
        if comma and before.strip() and parts["month"][0].isupper() and _NAME_AFTER.match(after):
            return None  # `RT 5, Mei Lestari`
    if (GLUED.match(before[-1:]) and not _DAYS_JOINED.of(before)) or (
        word_before(before) not in _DATE_LEADS and _MONEY_OR_COUNT.of(before)
    ):
        return None
    if "month" in parts and "year" not in parts and _NAMED_AFTER_A_DAY.of(before):
        return None
    if "this" in parts and "year" in parts and _BORN.of(before):
        timex = _dated(found, context)  # `pria kelahiran 29 Mei 1983 ini`: who is pointed at is he
        if timex is not None and (pointer := re.search(r"\s+ini$", text[timex.start : timex.end])):
            timex.end = timex.start + pointer.start()
        return timex
    return _dated(found, context)


_BORN = Ending(r"\b(?:kelahiran|lahir)(?:\s+\w+,?){0,3}\s+", 45, re.IGNORECASE)


def _bracketed(found: Found, context: Context) -> Timex | None:
    if re.search(r"(?i)(?:skor|pasal|nomor|ayat|surah|surat)\s*$", context.before(found)):
        return None
    return _dated(found, context)


def _day_only(found: Found, context: Context) -> Timex | None:
    """`tanggal 12`, the month from a neighbour (`tanggal 12 sampai 16 November`), told (`bulan depan`) or from publication."""
    if "monthword" in found.parts:
        if context.published is None:
            return timex_of(found, "DATE", f"XXXX-XX-{int(found.parts['day']):02d}")
        year, month = add_months(context.published, shift_of(found.parts))
        return timex_of(found, "DATE", f"{year:04d}-{month:02d}-{int(found.parts['day']):02d}")
    return _bare_day(found, context, int(found.parts["day"]))


def _of_that_month(found: Found, context: Context, named: int) -> bool:
    """Return whether a bare day belongs to the month named at an offset before it: near, no day between, and nothing looks ahead."""
    if found.start - named > 60 or not context.within(0, named, found.start) or any(at > named for at, _ in context.dates):
        return False
    return not context.is_future(found) and not _FROM_NOW.match(context.after(found))


_FROM_NOW = re.compile(r"\s+(?:ini|nanti|mendatang|depan|besok)\b")


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
    elif (named := context.month) and _of_that_month(found, context, named[0]):
        _, year, month = named  # `akhir Oktober lalu, tepatnya tanggal 28`
    elif context.published:
        year, month = context.published.year, context.published.month
    else:
        return timex_of(found, "DATE", f"XXXX-XX-{day:02d}")
    if not 1 <= day <= 31:
        return None
    return timex_of(found, "DATE", f"{year:04d}-{month:02d}-{day:02d}" if year else f"XXXX-{month:02d}-{day:02d}")


_WEEKDAY_WORD = r"(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad)"

_DAY_LEAD = Ending(r"\b(?:[Pp]ada|[Ss]ejak|[Hh]ingga|[Ss]ampai)\s+", 10)

_DAY_LEAD_OR_LIST = Ending(r"\b(?:pada|sejak|hingga|sampai|hari|dan)\s+|\(\s*", 10)

_AGE_AFTER = re.compile(r"\s*\(\s?\d{1,3}\s?\)")

_NAMED_AFTER_A_WEEKDAY = Ending(r"\b(?:Pasar|Sekolah|Jalan|Gang|Jl\.)\s+", 12)

_CAPITAL_AFTER = re.compile(r"\s+[A-Z]")

_NAME_AFTER = re.compile(r"\s+[A-Z][a-z]")

_SMALL_AFTER = re.compile(r"\s*(?:[a-z]|,|$)")

_MARKET_DAY = re.compile(r"\s+(?:kliwon|legi|pahing|pon|wage)", re.IGNORECASE)  # of the Javanese week

_PRAYER = Ending(r"\b(?:s[ah]+lat|sholat|khotbah|khutbah|ibadah|misa)\s+", 12, re.IGNORECASE)

_CAPITALISED = Ending(r"([A-Z][a-z]+)\s+", 40)

_SENTENCE_OF_ONE_WORD = Ending(r"[.!?]\s+\w+\s+", 40)

_WEEK_WORD = re.compile(r"(?:pekan|minggu)\s+\w+", re.IGNORECASE)

_PAIR_OF_DAYS = re.compile(
    rf"\s?(?:[-–]|dan|hingga|sampai)\s?(?:hari\s)?{_WEEKDAY_WORD}\s*\((\d{{1,2}})\s?(?:[-–]|dan|hingga|sampai)\s?\d{{1,2}}/(\d{{1,2}})(?:/(\d{{4}}))?\)",
    re.IGNORECASE,
)

_FROM_WEEKDAY = Ending(rf"\b{_WEEKDAY_WORD}(?:\s*\([^)]*\))?\s*(?:hingga|sampai|-|–)\s*", 40, re.IGNORECASE)


def _weekday(found: Found, context: Context) -> Timex | None:
    """A weekday with a date, or alone by tense and context."""
    parts = found.parts
    if "day" in parts:
        return _dated(found, context)
    said = context.text[found.start : found.end]
    plain = normal(said) == normal(parts["weekday"])
    if not _is_the_day(found, context, said):
        return None
    if plain and (paired := _first_of_a_pair(found, context)):
        return paired
    if _PRAYER.of(context.before(found)):
        return None
    if plain and not (said.isupper() and len(said) > 3) and _is_part_of_a_name(found, context):
        return None
    number = weekday_number(parts["weekday"])
    if context.published is None:
        day = next((day for _, day in reversed(context.dates) if day.isoweekday() == number), None)
        return _with_time(found, day.isoformat() if day else f"XXXX-WXX-{number}", parts)
    if plain and context.dates and _FROM_WEEKDAY.of(context.before(found)):  # `Jumat hingga Ahad`: the one after the other
        first = context.dates[-1][1]
        day = first + timedelta((number - first.isoweekday()) % 7)
    else:
        day = _weekday_by_tense(found, context, context.published, None if plain else said)
    context.dates.append((found.start, day))
    return _with_time(found, day.isoformat(), parts)


def _is_the_day(found: Found, context: Context, said: str) -> bool:
    """Return whether a word for a weekday is the day, and no week (`minggu`), name, programme (`Kamis Pagi Ceria`) or name before an age."""
    parts, before, after = found.parts, context.before(found), context.after(found)
    word = parts["weekday"]
    if word.islower() and not said.lower().startswith("hari"):
        week = weekday_number(word) == 7  # `minggu` and `ahad`
        if week or not _DAY_LEAD.of(before):
            return False  # written small: hardly the day
    if _AGE_AFTER.match(after) or _NAMED_AFTER_A_WEEKDAY.of(before):
        return False
    programme = "part" in parts and parts["part"][0].isupper() and not said.isupper()
    return not (programme and _CAPITAL_AFTER.match(after))


def _first_of_a_pair(found: Found, context: Context) -> Timex | None:
    """`Sabtu-Minggu (13-14/3)`: the first day stands in the bracket of the second."""
    pair = _PAIR_OF_DAYS.match(context.after(found, 60))
    if not pair:
        return None
    day, month = int(pair[1]), int(pair[2])
    stated = {"day": pair[1], "nmonth": pair[2]} | ({"year": pair[3]} if pair[3] else {})
    year = _year(stated, context, month, day, None, found) if 1 <= month <= 12 else None
    return timex_of(found, "DATE", f"{year:04d}-{month:02d}-{day:02d}") if year else None


def _is_part_of_a_name(found: Found, context: Context) -> bool:
    """Return whether a weekday stands before or after another capital that it forms a name with: `Jumat Berkah`, `Rabu Siregar`."""
    before, after = context.before(found), context.after(found)
    if _NAME_AFTER.match(after) and not _MARKET_DAY.match(after) and not _DAY_LEAD_OR_LIST.of(before):
        return True
    previous = _CAPITALISED.of(before)
    if not previous or previous[1].lower() in word_class("place") or not _SMALL_AFTER.match(after) or _SENTENCE_OF_ONE_WORD.of(before):
        return False
    lead = before[: previous.start()]
    opens = not lead.strip() or lead.rstrip()[-1:] in '.!?"“'
    return not opens and not _PLACED_OR_SAID.search(lead)


_PLACED_OR_SAID = re.compile(r"\b(?:kata|ujar|ungkap|tutur|jelas|di|ke)\b[^,.]*$")


def _weekday_by_tense(found: Found, context: Context, published: date, said: str | None) -> date:
    """Return the day that a weekday means: in a week that `said` names (`Senin pekan lalu`), to come, in this week, or the last one."""
    parts = found.parts
    number = weekday_number(parts["weekday"])
    if "weeks" in parts or (said is not None and _WEEK_WORD.search(said, len(parts["weekday"]))):
        shift = 7 * int(number_of(parts.get("weeks", "satu")) or 1) * shift_of(parts)
        year, week, _ = (published + timedelta(shift)).isocalendar()
        return date.fromisocalendar(year, week, number)
    days_to = (number - published.isoweekday()) % 7
    days_since = (published.isoweekday() - number) % 7
    if "future" in parts or ("past" not in parts and "this" not in parts and _looks_ahead(found, context)):
        return published + timedelta(days_to or (7 if "future" in parts else 0))
    if "this" in parts:
        return published + timedelta(days_to) if context.is_future(found) else published - timedelta(days_since)
    return published - timedelta(7 if "past" in parts and days_since == 0 else days_since)


_SAID_OR_DONE = re.compile(r"\b(?:kata|ujar|tutur|ungkap|jelas|ucap|telah|sudah)\b")


def _looks_ahead(found: Found, context: Context) -> bool:
    clause = context.clause_before(found)
    return bool(FUTURE.search(clause)) and not _SAID_OR_DONE.search(clause.rsplit("akan", 1)[-1])


def _eve(found: Found, context: Context) -> Timex | None:
    """`malam Minggu` is the night of Saturday."""
    number = weekday_number(found.parts["weekday"])
    if found.parts["weekday"].islower():
        return None
    if context.published is None:
        return timex_of(found, "TIME", f"XXXX-WXX-{(number - 2) % 7 + 1}TNI")
    eve = (number - 2) % 7 + 1
    if _looks_ahead(found, context):
        day = context.published + timedelta((eve - context.published.isoweekday()) % 7)
    else:
        day = context.published - timedelta((context.published.isoweekday() - eve) % 7)
    context.dates.append((found.start, day))
    return timex_of(found, "TIME", day.isoformat() + (clock_of(found.parts) or "TNI"))


def _day_word(found: Found, context: Context) -> Timex | None:
    parts = found.parts
    if "day" in parts:
        return _dated(found, context)
    base = context.today or context.published
    word = normal(parts["dayword"])
    if word.endswith(("esok", "lusa")) and context.text[found.start].isupper() and _in_a_title(found, context):
        return None
    if word in ("besok", "esok", "lusa", "kemarin") and re.search(r"(?i)\bke-?$", context.before(found)):
        return None
    if base is None:
        if not context.dates:
            return _with_time(found, "XXXX-XX-XX", parts)
        base = context.dates[-1][1]
    day = base + timedelta(context.days[word])
    if "weekday" in parts:  # kemarin (Jumat): the nearest such day before
        number = weekday_number(parts["weekday"])
        sign = 1 if context.days[word] > 0 else -1
        while day.isoweekday() != number:
            day += timedelta(sign)
    context.dates.append((found.start, day))
    return _with_time(found, day.isoformat(), parts)


def _in_a_title(found: Found, context: Context) -> bool:
    """Return whether a capitalised expression stands in the midst of a sentence beside another capital: `buku Esok Masih Ada`."""
    before = context.before(found)
    inside = before.strip() and before.rstrip()[-1] not in '.!?"“:'
    return bool(inside and (_CAPITAL_AFTER.match(context.after(found)) or _CAPITALISED.of(before)))


def _part_day(found: Found, context: Context) -> Timex | None:
    parts = found.parts
    said = normal(context.text[found.start : found.end])
    if "itu" in parts:
        return _that_part(found, context)
    base = context.published
    part = normal(parts.get("part", "malam"))
    code = context.words["part"][part]
    if said == "semalam" and re.search(
        r"(?i)(?:\b(?:selama|menginap(?:\s+untuk)?)|(?:menyewa|sewa|inap|kamar|tarif|harga)\b[^.,]{0,30}\suntuk)\s+$", context.before(found)
    ):
        return timex_of(found, "DURATION", "P1D")
    if base is None:
        return timex_of(found, "TIME", "XXXX-XX-XX" + (clock_of(parts) or code))
    shift = 0
    if "lastnight" in parts or ("malam" in part and ("tadi" in said or "kemarin" in said)) or "kemarin" in said:
        shift = -1
    elif "besok" in said or "esok" in said:
        shift = 1
    day = base + timedelta(shift)
    context.dates.append((found.start, day))
    return timex_of(found, "TIME", day.isoformat() + (clock_of(parts) or code))


def _that_part(found: Found, context: Context) -> Timex | None:
    """`malam itu`: of the day told last, None where none is told near."""
    if not context.dates or not context.within(REACH, context.dates[-1][0], found.start):
        return None
    if found.parts["part"][0].isupper() and _CAPITALISED.of(context.before(found)):
        return None  # a name: `pembawa acara Dapur Pagi itu`
    code = context.words["part"][normal(found.parts["part"])]
    return timex_of(found, "TIME", context.dates[-1][1].isoformat() + (clock_of(found.parts) or code))


def _part_alone(found: Found, context: Context) -> Timex | None:
    code = context.words["part"][normal(found.parts["part"])]
    if re.match(r"\s+(?:hingga|sampai)\s+(?:pagi|siang|sore|malam|petang)", context.after(found)):
        return None
    general = context.text[found.start : found.end].lower().endswith("hari") and not _DAY_LEAD.of(context.before(found))
    day = None if general or _is_habit(found, context) else context.anchor(found.start)
    return timex_of(found, "TIME", (day.isoformat() if day else "XXXX-XX-XX") + code)


_DIRECTION = Ending(r"\barah(?:\s+jarum)?\s+", 14, re.IGNORECASE)  # `arah jam dua`


def _clock(found: Found, context: Context) -> Timex | None:
    clock = clock_of(found.parts)
    if _DIRECTION.of(context.before(found)):
        return None
    if clock is None or re.match(r"\s+(?:orang|kali|warga|korban|pelaku|rata|balik)\b", context.after(found)):
        return None
    day = None if _is_habit(found, context) else context.anchor(found.start)
    return timex_of(found, "TIME", (day.isoformat() if day else "XXXX-XX-XX") + clock, mod_of(found.parts))


_NEAR_DATES = 12  # stated days last told among which one of the same sentence is
_HABIT = re.compile(
    r"(?i)\b(?:setiap|tiap|saban|biasanya|lazimnya|umumnya|idealnya|sebaiknya|rutin|SOP|protap|(?:jam|waktu) (?:buka|operasional|kerja|kunjung\w*|layanan|tayang)"
    r"|(?:buka|beroperasi)(?: setiap hari)?,?(?: (?:mulai|dari|pada|sejak|hingga|sampai))* (?:pukul|jam))\b"
)


def _is_habit(found: Found, context: Context) -> bool:
    """Return whether the sentence of a clock time tells what returns (`buka pukul 11.30`), and states no day."""
    start = max((m.end() for m in SENTENCE_ENDS.finditer(context.text, max(0, found.start - 200), found.start)), default=found.start - 200)
    end = SENTENCE_ENDS.search(context.text, found.end, found.end + 120)
    stretch = context.text[max(0, start) : end.start() if end else found.end + 120]
    return bool(_HABIT.search(stretch)) and not any(start <= at < found.start for at, _ in context.dates[-_NEAR_DATES:])


VALUES: dict[str, Value] = {
    "weekday": _weekday, "eve": _eve, "date": _date, "bracketed": _bracketed, "day_only": _day_only, "day_word": _day_word,
    "part_day": _part_day, "part_alone": _part_alone, "clock": _clock,
}  # fmt: skip
