"""Where temporal expressions stand: forms composed of atoms, tried at each trigger word or number.

A form is a regular expression over atoms (`{weekday}`, `{month}`, `{unit}` …) that `lexicons/dates.toml` lists; adding
a word is one line there, adding a form one line in `FORMS`. A match carries its kind and its named groups.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from claimx.lexicons import load


@dataclass(slots=True, frozen=True)
class Found:
    """An expression found: offsets, the kind of form and the parts that it names."""

    start: int
    end: int
    kind: str
    parts: dict[str, str]


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


@cache
def _atoms() -> dict[str, str]:
    words = load("dates")["words"]
    number = _alternatives(words["number"])
    units = _alternatives(words["unit"])
    atoms = {
        "weekday": r"(?P<weekday>senin|selasa|rabu|kamis|jum['’‘`]?at|sabtu|minggu|ahad)",
        "month": rf"(?P<month>{_alternatives(words['month'])})\b\.?",
        "hijri": rf"(?P<hijri>{_alternatives(words['hijri_month'])})",
        "day": r"(?P<day>[0-3]?\d)(?!\d)",
        "year": r"(?P<year>1[5-9]\d\d|2[01]\d\d)(?![\d.,]\d|\d)",
        "part": rf"(?P<part>{_alternatives(words['part'])})\b",
        "num": rf"(?P<num>\d{{1,3}}(?:\.\d{{3}}){{1,6}}|\d+(?:,\d+)?|(?:{number})(?:\s+(?:belas|puluh|ratus|ribu))?(?:\s+(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)\b(?!\s+(?:belas|puluh)))?|beberapa|sekian|puluhan|belasan|ratusan|ribuan)\b",
        "unit": rf"(?P<unit>{units})\b",
        "se": r"(?P<se>sedetik|semenit|sejam|sehari|seharian|seminggu|sepekan|sebulan|setahun|sedekade|sedasawarsa|sewindu|seabad|setengah\s+(?:jam|hari|tahun|abad|menit|detik|bulan)|seperempat\s+(?:abad|jam))\b(?!-hari\b)",
        "past": r"(?P<past>(?:yang\s+)?lalu(?!\s+lintas)|(?:yang\s+)?silam|kemarin)\b",
        "future": r"(?P<future>(?:yang\s+akan\s+)?datang|mendatang|depan|nanti|besok)\b",
        "this": r"(?P<this>ini)\b",
        "edge": rf"(?P<edge>{_alternatives(words['edge'])})",
        "approx": rf"(?:(?P<approx>{_alternatives(words['approximation'])})\s+)?",
        "zone": r"(?P<zone>wib|wita|wit)\b",
        "ordinal": r"(?P<ordinal>iii|ii|iv|i|[1-4]|pertama|kesatu|kedua|ketiga|keempat|kelima|terakhir|ke-[1-4])\b",
    }
    atoms["rel"] = r"(?:{past}|{future}|{this})".format(**atoms)
    atoms["numeric"] = r"(?P<day>\d{1,2})\s?[/]\s?(?P<nmonth>\d{1,2})(?:\s?/\s?(?P<year>\d{4}|\d{2}))?(?![\d/])"
    atoms["dmy"] = r"{day}\s*{month}(?:,?\s*{year})?".format(**atoms)
    atoms["clocktime"] = r"(?P<hour>[0-2]?\d)(?:[.:](?P<minute>[0-5]\d)(?:[.:](?P<second>[0-5]\d))?)?(?!\d|[.,]\d)"
    atoms["clock"] = (
        r"(?:{approx}(?:pukul|jam|pkl\.?)\s*(?:{clocktime}|(?P<half>setengah\s+(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|dua\s+belas))|(?P<hourword>satu|dua\s+belas|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas)\b(?=\s+(?:pagi|siang|sore|malam|petang|dini|wi)))"
        r"(?:\s*{zone})?(?:\s+{part})?(?:\s*{zone2})?)".format(**atoms, zone2=r"(?:wib|wita|wit)\b")
    )
    return atoms


# (kind, form). White space in a form is any white space; `?` and the like are regular-expression syntax.
FORMS: tuple[tuple[str, str], ...] = (
    # -- sets
    (
        "set",
        r"(?:setiap|tiap|saban)(?:-tiap)? (?:akhir (?P<weekend>pekan)|{weekday}|(?P<every>hari|pekan|bulan|tahun|jam|menit|detik|triwulan|kuartal|semester)(?! minggu)|tanggal {day}|{part})(?:nya)?\b(?:,? {part2})?(?:,? {clock})?",
    ),
    ("set", r"per (?P<every>hari|pekan|minggu|bulan|tahun|jam|menit|detik|triwulan|kuartal|semester)(?! ini)\b"),
    ("set_every", r"(?:setiap|tiap|saban) {num} {unit}"),
    ("set_times", r"(?P<se>sehari|seminggu|sepekan|sebulan|setahun|sejam) sekali\b"),
    ("set_every", r"{num} {unit} sekali\b"),
    # -- weekday first
    (
        "weekday",
        r"(?:hari )?{weekday}(?: waktu setempat)?,? ?(?:\(\s?(?:\d{{1,2}}\s?(?:[-–]|dan|hingga|sampai)\s?)?(?:{numeric}|{dmy})\s?\)|(?:tanggal|tgl\.?) {dmy}|,? ?{dmy}|,? ?{numeric})(?: {rel})?(?:,? {part}(?: {zone})?)?(?:,? {clock})?(?: {rel2})?",
    ),
    ("weekday", r"(?:hari )?{weekday} {part},? (?:\(\s?(?:{numeric}|{dmy})\s?\)|{dmy})(?:,? {clock})?"),
    ("weekday", r"(?:hari )?{weekday} (?:(?:pekan|minggu) {rel}|{rel})(?:,? {part})?(?:,? {clock})?"),
    ("weekday", r"(?:hari )?{weekday} {part} tadi\b"),
    ("weekday", r"(?:hari )?{weekday}(?:,? {part})?(?:,? {clock}|,? (?P<hour>[0-2]?\d)[.:](?P<minute>[0-5]\d) ?{zone})?"),
    ("eve", r"malam {weekday}(?! (?:lalu|ini|depan|mendatang|kemarin))(?:,? {clock})?"),
    ("weekday", r"{clock},? (?:hari )?{weekday},? \(\s?(?:{numeric}|{dmy})\s?\)"),
    ("weekday", r"(?:hari )?{weekday} {part} {this}(?:,? {clock})?"),
    # -- day first
    ("date", r"(?:(?:tanggal|tgl\.?) )?{dmy}(?: (?:yang )?{rel})?(?:,? {part})?(?:,? {clock})?"),
    ("date", r"(?:tanggal|tgl\.?) {day} bulan (?P<nmonth>\d{{1,2}}) tahun {year}"),
    ("date", r"(?:tanggal|tgl\.?) {numeric}(?:,? {part})?(?:,? {clock})?"),
    ("date", r"(?P<year>(?:19|20)\d\d)-(?P<nmonth>[01]\d)-(?P<day>[0-3]\d)(?![\d/-])"),
    ("date", r"(?P<day>[0-3]?\d)[-.](?P<nmonth>[01]?\d)[-.](?P<year>(?:1[6-9]|20)\d\d)(?![\d/.-]\d|\d)"),
    ("date", r"(?P<day>[0-3]?\d)/(?P<nmonth>[01]?\d)/(?P<year>(?:1[6-9]|20)\d\d)(?![\d/-])(?:,? {part})?(?:,? {clock})?"),
    ("date", r"{day}[- /](?P<roman>XII|XI|IX|IV|VIII|VII|VI|III|II|X|V|I)[- /]{year}"),
    ("bracketed", r"\(\s?{numeric}\s?\)"),
    ("day_only", r"(?:tanggal|tgl\.?) {day}(?![\d/.,]\d| bulan| (?:{month}))"),
    ("hijri", r"{day} {hijri} (?P<hyear>1[34]\d\d)(?: ?(?:hijriah|hijriyah|h)\b)?"),
    ("hijri", r"{hijri} (?P<hyear>1[34]\d\d)(?: ?(?:hijriah|hijriyah|h)\b)?"),
    # -- months and years
    ("month", r"(?:bulan )?{month} (?:tahun )?{year}(?: {rel})?"),
    ("month", r"(?:bulan )?{month}(?: (?:tahun )?{rel})"),
    ("month", r"(?:bulan )?{month}(?: (?P<yearword>tahun) {rel})"),
    ("month", r"(?:bulan )?{month}"),
    ("nth_week", r"(?:minggu|pekan) {ordinal} (?:bulan )?{month}(?: {year})?"),
    (
        "edge",
        r"{edge} (?:(?:bulan )?{month}(?: {year})?|(?P<eunit>pekan|minggu|bulan|tahun)(?= (?:ini|lalu|depan|mendatang|kemarin|silam|yang))|tahun {year}|{year})(?: {rel})?",
    ),
    ("edge", r"(?P<edge>akhir) (?P<eunit>pekan)\b(?! (?:ini|lalu|depan|mendatang|kemarin))"),
    ("year", r"tahun (?:anggaran|fiskal|buku|ajaran|akademik) {year}(?! ?/)"),
    ("year", r"tahun {year}(?:[- ]?an\b)?(?: {rel})?"),
    ("decade", r"(?:tahun )?(?P<decade>1[5-9]\d0|20[0-2]0|\d0) ?- ?an\b"),
    ("century", r"abad (?:ke ?-? ?)?(?P<century>\d{{1,2}}|[XVI]+)\b"),
    (
        "quarter",
        r"(?P<qunit>kuartal|triwulan|caturwulan|semester|paruh) {ordinal}(?: ?[/-] ?{year}| tahun {year}| {year}| (?:pada )?tahun {rel}|(?= (?:ini|lalu|tahun|pada))|(?!\w))(?: {rel2})?",
    ),
    ("quarter", r"(?P<qunit>kuartal|semester|triwulan) {rel}"),
    ("year_alone", r"{year}(?: (?:{past}|{this}))?"),
    # -- relative
    ("relative", r"(?P<runit>pekan|minggu|bulan|tahun)(?:-(?:bulan|tahun))? (?:{past}|{future}|{this})(?! lintas)"),
    ("ago", r"{approx}{num} {unit} (?P<ago>(?:yang )?lalu(?! lintas)|(?:yang )?silam)"),
    ("ago", r"{approx}{se} (?P<ago>(?:yang )?lalu(?! lintas)|(?:yang )?silam)"),
    ("ahead", r"{approx}(?:{num} {unit}|{se}) (?:lagi\b|mendatang\b)"),
    ("then", r"(?:{num} {unit}|{se}) kemudian\b"),
    ("day_word", r"(?P<dayword>{days})\b(?: \(\s?(?:{numeric}|{dmy}|{weekday})\s?\))?(?:,? {part})?(?: {clock})?"),
    (
        "part_day",
        r"(?:tadi {part}|{part} tadi|{part} (?:hari )?{this}|nanti {part}|{part} nanti|{part} (?:kemarin)|kemarin {part}|(?:besok|esok) {part}|(?P<lastnight>semalam|tadi malam|malam tadi)|{part} (?P<itu>itu))(?:,? {clock})?",
    ),
    ("part_alone", r"(?<=sejak ){part}|(?<=dari ){part}|(?<=hingga ){part}|(?<=sampai ){part}|(?<=pada ){part} hari"),
    ("clock", r"{clock}"),
    ("clock", r"(?P<hour>[0-2]?\d)[.:](?P<minute>[0-5]\d) ?{zone}"),
    # -- durations
    ("span_of_days", r"(?P<times>\d) ?x ?(?P<hours>24) jam"),
    (
        "plural",
        r"ber(?P<plural>detik|menit|jam|hari|minggu|pekan|bulan|tahun|abad|dekade)-(?:detik|menit|jam|hari|minggu|pekan|bulan|tahun|abad|dekade)(?:-tahun)?(?: lamanya)?",
    ),
    ("tens", r"(?P<tens>puluhan|belasan|ratusan|ribuan) {unit}"),
    (
        "duration",
        r"{approx}{num} {unit}(?: {num2} {unit2})?(?P<tail> (?:terakhir|belakangan|belakang)\b| (?:ke ?depan|mendatang)\b)?",
    ),
    ("duration", r"{approx}{num} (?P<andhalf>setengah) {unit}"),
    ("duration", r"{approx}{se}(?P<tail> terakhir\b| ke depan\b)?"),
    ("day_count", r"h ?(?P<sign>[-+–]) ?(?P<offset>\d{{1,2}})\b(?: (?P<named>{named}))?(?: {year})?"),
    (
        "named",
        r"(?P<eve>malam )?(?P<named>{named})\b(?: ke-\d+(?: (?:ri|republik indonesia))?)?(?: (?P<hyear>1[34]\d\d)(?: ?(?:hijriah|hijriyah|h)\b)?| (?P<imlek>25\d\d)| {year}| tahun {rel})?",
    ),
    ("anniversary", r"(?P<named>hut) ke-\d+ (?:kemerdekaan )?(?:ri|republik indonesia)(?: {year})?"),
    ("vague", r"(?P<vague>{vague})(?![\w-])"),
    ("vague_ahead", r"ke depan\b"),
)


class Form:
    """One form of `FORMS`, compiled when it is first tried: one article needs few of them."""

    def __init__(self, kind: str, source: str) -> None:
        self.kind = kind
        self._source = source

    @cached_property
    def match(self) -> Callable[[str, int], re.Match[str] | None]:
        """Match the form at an offset of a text."""
        source = self._source.replace(" ", r"\s+") if "(?<=" not in self._source else self._source
        source = source.replace(r"\s+?", r"\s?")
        return re.compile(r"(?<![\w#@/])(?:" + _once(source.format(**_all_atoms())) + ")", re.IGNORECASE).match


@cache
def _all_atoms() -> dict[str, str]:
    data = load("dates")
    atoms = dict(_atoms())
    atoms["days"] = _alternatives(data["days"])
    atoms["named"] = _alternatives(data["named"])
    atoms["vague"] = _alternatives([phrase for phrases in data["vague"].values() for phrase in phrases])
    for twice in ("part", "num", "unit", "rel", "month"):
        atoms[twice + "2"] = re.sub(r"\(\?P<(\w+)>", r"(?P<\g<1>2>", atoms[twice])
    return atoms


@cache
def forms() -> dict[str, list[Form]]:
    """Return the forms by the kind of their first word, so that few are tried at each trigger."""
    table: dict[str, list[Form]] = {}
    for kind, source in FORMS:
        form = Form(kind, source)
        for first in _first_classes(kind, source):
            table.setdefault(first, []).append(form)
    return table


def _once(source: str) -> str:
    """Number the groups that a form names more than once (a part may stand in several places)."""
    seen: dict[str, int] = {}

    def rename(match: re.Match[str]) -> str:
        name = match.group(1)
        seen[name] = seen.get(name, 0) + 1
        return match.group() if seen[name] == 1 else f"(?P<{name}__{seen[name]}>"

    return re.sub(r"\(\?P<(\w+)>", rename, source)


def _first_classes(kind: str, form: str) -> tuple[str, ...]:
    """Return the trigger classes at which a form can begin."""
    if kind == "clock" and form.startswith("(?P<hour>"):
        return ("digit",)
    by_kind: dict[str, tuple[str, ...]] = {
        "set": ("set",),
        "set_times": ("se",),
        "set_every": ("counted", "number", "set"),
        "weekday": ("weekday", "clock", "approx"),
        "eve": ("part",),
        "date": ("digit", "tanggal"),
        "bracketed": ("bracket",),
        "day_only": ("tanggal",),
        "hijri": ("digit", "hijri"),
        "month": ("month",),
        "nth_week": ("period",),
        "edge": ("edge",),
        "year": ("period",),
        "decade": ("digit", "period"),
        "century": ("century",),
        "quarter": ("quarter",),
        "year_alone": ("digit",),
        "relative": ("period",),
        "ago": ("counted", "number", "se", "approx"),
        "ahead": ("counted", "number", "se", "approx"),
        "then": ("counted", "number", "se"),
        "day_word": ("day_word",),
        "part_day": ("part", "day_word"),
        "part_alone": ("part",),
        "clock": ("clock", "approx"),
        "span_of_days": ("digit",),
        "plural": ("plural",),
        "tens": ("number",),
        "duration": ("counted", "number", "se", "approx"),
        "day_count": ("h",),
        "named": ("named", "part"),
        "anniversary": ("hut",),
        "vague": ("vague", "number"),
        "vague_ahead": ("ke",),
    }
    return by_kind[kind]


@cache
def _beginnings() -> re.Pattern[str]:
    """Return the expression for what an expression can begin with: a word of `_triggers` or a number.

    The words are folded by their first letters, so that nearly all words of a text are passed over at their first one.
    """
    return re.compile(rf"\b(?:{_folded(_triggers())}(?![^\W\d_])|\d+)")


def _folded(words: Iterable[str]) -> str:
    """Return an expression for any of the words that tries each letter once: `mei`, `mar` as `m(?:ar|ei)`."""
    branches: dict[str, list[str]] = {}
    for word in words:
        branches.setdefault(word[:1], []).append(word[1:])
    ends = branches.pop("", None)
    parts = [re.escape(letter) + (_folded(rest) if len(rest) > 1 else re.escape(rest[0])) for letter, rest in sorted(branches.items())]
    if not parts:
        return ""
    return f"(?:{'|'.join(parts)})" + ("?" if ends else "")


_WEEK = re.compile(r"\s+(?:ini|lalu|depan|mendatang|kemarin|silam|yang)\b", re.IGNORECASE)


@cache
def _triggers() -> dict[str, tuple[str, ...]]:
    """Return the classes of forms to try at each word, in order; a hyphenated word is looked up by its first part."""
    data = load("dates")
    words = data["words"]
    vague = [phrase for phrases in data["vague"].values() for phrase in phrases if phrase.split()[0] not in ("beberapa", "tadi", "nanti")]
    units = "detik menit jam hari minggu pekan bulan tahun abad dekade".split()
    classes: tuple[tuple[str, Iterable[str]], ...] = (
        ("set", ("setiap", "tiap", "saban", "per")),
        ("weekday", (*words["weekday"], "hari", "jum")),
        ("tanggal", ("tanggal", "tgl")),
        ("month", (*words["month"], "bulan")),
        ("hijri", words["hijri_month"]),
        ("edge", words["edge"]),
        ("century", ("abad",)),
        ("quarter", ("kuartal", "triwulan", "caturwulan", "semester", "paruh")),
        ("period", ("minggu", "pekan", "bulan", "tahun")),
        (
            "se",
            "sedetik semenit sejam sehari seharian seminggu sepekan sebulan setahun sedekade sedasawarsa sewindu seabad setengah seperempat".split(),
        ),
        ("number", (*words["number"], "beberapa", "sekian", "puluhan", "belasan", "ratusan", "ribuan")),
        ("approx", words["approximation"]),
        ("day_word", (*data["days"], "tadi", "nanti")),
        ("part", (*words["part"], "semalam")),
        ("clock", ("pukul", "jam", "pkl")),
        ("plural", ("ber" + unit for unit in units)),
        ("named", data["named"]),
        ("h", ("h",)),
        ("hut", ("hut",)),
        ("vague", vague),
        ("ke", ("ke",)),
    )
    table: dict[str, tuple[str, ...]] = {}
    for name, phrases in classes:
        for phrase in phrases:
            word = re.split(r"[\s'-]", phrase)[0]
            known = table.get(word, ())
            table[word] = tuple(dict.fromkeys((*known, name, *_ALSO.get(name, ()))))
    return table


_ALSO = {  # words of one class that can open forms of another
    "weekday": ("period", "named"),
    "day_word": ("vague", "named", "part"),
    "period": ("named",),
    "part": ("named",),
    "vague": ("named", "day_word"),
    "named": ("day_word",),
    "month": ("period",),
    "number": ("vague",),
    "edge": ("vague",),
    "set": ("day_word",),
}


@cache
def _followers() -> dict[str, frozenset[str]]:
    """Return what may stand behind a word of some classes, digits aside: most `satu`, `lebih` of the news tell no time."""
    words = load("dates")["words"]
    numerals = {*(phrase.split()[0] for phrase in words["number"]), *"belas puluh ratus ribu setengah".split()}
    units = {phrase.split()[0] for phrase in words["unit"]}
    vague = {phrase.split()[1] for phrases in load("dates")["vague"].values() for phrase in phrases if " " in phrase}
    amounts = {trigger for trigger, classes in _triggers().items() if {"number", "se", "clock"} & set(classes)}
    return {
        "number": frozenset(numerals | units | vague),
        "approx": frozenset(amounts | {part for phrase in words["approximation"] for part in re.split(r"[\s-]", phrase)[1:]}),
    }


_BEHIND_WORD = re.compile(r"[\s-]+([^\W\d_]+|\d)")
_BEHIND_NUMBER = re.compile(r"[.,:/-]?\s?-?\s?([^\W\d_]+|\d|[–/x+])")


_ROMAN = frozenset("ivx")  # a month: `5-IX-1965`


@cache
def _units() -> frozenset[str]:
    """Return the words that make a number an amount of time."""
    return frozenset({*(phrase.split()[0] for phrase in load("dates")["words"]["unit"]), "setengah"})


@cache
def _dated() -> frozenset[str]:
    """Return what else may stand right behind a number that begins an expression."""
    words = load("dates")["words"]
    first = {phrase.split()[0] for name in ("month", "hijri_month", "part") for phrase in words[name]}
    return frozenset(first | {"wib", "wita", "wit", "an", "x", "–", "/"})


def _classes_of_number(lowered: str, start: int, end: int) -> tuple[str, ...]:
    """Return the classes of forms that a number can begin by what stands behind it; most in the news count something else."""
    if end - start == 4:
        return "digit", "counted"  # a year, or that many
    behind = _BEHIND_NUMBER.match(lowered, end)
    if behind is None:
        return ()
    word = behind[1]
    if word[0].isdigit():
        return "digit", "counted"
    if word in _units():
        return ("counted",)
    return ("digit",) if word in _dated() or set(word) <= _ROMAN else ()


_BRACKETED = re.compile(r"\(\s?(?=\d)")


def _may_follow(behind: re.Match[str] | None, words: frozenset[str]) -> bool:
    return behind is not None and (behind[1].isdigit() or behind[1] in words)


def _longest(text: str, at: int, groups: tuple[str, ...]) -> tuple[str, re.Match[str]] | None:
    """Return kind and match of the form of these classes that goes furthest from an offset, the first of equals."""
    best: tuple[str, re.Match[str]] | None = None
    for group in groups:
        for form in forms().get(group, ()):
            match = form.match(text, at)
            if match and (best is None or match.end() > best[1].end()):
                best = form.kind, match
    return best


@lru_cache(maxsize=2)  # the day of publication is looked for in the same text first
def find(text: str) -> list[Found]:
    """Return the expressions of a text, longest first where they overlap, in order of their start."""
    triggers, followers = _triggers(), _followers()
    found: list[Found] = []
    blocked = 0
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter whose small form is longer (İ): offsets would shift
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    for trigger in _beginnings().finditer(lowered):
        word = trigger.group()
        at, end = trigger.span()
        if at < blocked or (at and (text[at - 1].isalnum() or text[at - 1] in "_#@")):
            continue
        if word[0].isdigit():
            bracket = _BRACKETED.search(lowered, max(0, at - 2), end)
            best = _longest(text, bracket.start(), ("bracket",)) if bracket and bracket.start() >= blocked else None
            best = best or _longest(text, at, _classes_of_number(lowered, at, end))
        else:
            groups = triggers.get(word, ())
            if word == "minggu" and _WEEK.match(text, end):
                groups = ("period", "named")  # `minggu ini` is a week
            behind = _BEHIND_WORD.match(lowered, end) if not followers.keys().isdisjoint(groups) else None
            best = _longest(text, at, tuple(g for g in groups if g not in followers or _may_follow(behind, followers[g])))
        if best is None:
            continue
        kind, match = best
        parts: dict[str, str] = {}
        for name, value in match.groupdict().items():
            if value is not None:
                parts.setdefault(name.split("__")[0].rstrip("2"), value)
                if name.endswith("2") and name in ("num2", "unit2"):
                    parts[name] = value
        found.append(Found(match.start(), match.end(), kind, parts))
        blocked = match.end()
    return found
