"""Where temporal expressions stand: forms composed of atoms, tried at each trigger word or number.

A form is a regular expression over atoms (`{weekday}`, `{month}`, `{unit}` …) that `lexicons/dates.toml` lists; adding
a word is one line there, adding a form one line in `FORMS`. A match carries its kind and its named groups.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from claimx.lexicons import load


@dataclass(slots=True)
class Found:
    """An expression found: offsets, the kind of form and the parts that it names."""

    start: int
    end: int
    kind: str
    parts: dict[str, str]


_WHOLE_MONTHS_OF_FOUR = ("mei", "juni", "juli")  # letters at most, as short forms have


@cache
def _atoms() -> dict[str, str]:
    words = load("dates")["words"]
    number = _folded(words["number"])
    units = _folded(words["unit"])
    short = "|".join(f"(?<={month})" for month in words["month"] if len(month) <= 4 and month not in _WHOLE_MONTHS_OF_FOUR)
    atoms = {
        "weekday": r"(?P<weekday>senin|selasa|rabu|kamis|jum['’‘`]?at|sabtu|minggu|ahad)(?:\s(?:kliwon|legi|pahing|pon|wage)\b)?",
        "month": rf"(?P<month>{_folded(words['month'])})\b(?:(?:{short})\.)?",  # after `Juli` a full stop ends the sentence
        "hijri": rf"(?P<hijri>{_folded(words['hijri_month'])})",
        "day": r"(?P<day>[0-3]?\d)(?!\d)",
        "year": r"(?P<year>1[5-9]\d\d|2[01]\d\d)(?!\d|[.]\d|,\d(?!\d{3}(?!\d)))",  # `2001,2002` are two
        "part": rf"(?P<part>{_folded(words['part'])})\b",
        "num": rf"(?P<num>\d{{1,3}}(?:\.\d{{3}}){{1,6}}|\d+(?:,\d+)?|(?:{number})(?:\s+(?:belas|puluh|ratus|ribu))?(?:\s+(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)\b(?!\s+(?:belas|puluh)))?|beberapa|sekian|puluhan|belasan|ratusan|ribuan)\b",
        "unit": rf"(?P<unit>{units})\b",
        "se": r"(?P<se>sedetik|semenit|sejam|sehari|seharian|seminggu|sepekan|sebulan|setahun|sedekade|sedasawarsa|sewindu|seabad|setengah\s+(?:jam|hari|tahun|abad|menit|detik|bulan)|seperempat\s+(?:abad|jam))\b(?!-hari\b)",
        "past": r"(?P<past>(?:yang\s+)?lalu(?!\s+lintas)|(?:yang\s+)?silam|kemarin)\b",
        "future": r"(?P<future>(?:yang\s+akan\s+)?datang|mendatang|depan|nanti|besok|lusa)\b",
        "this": r"(?P<this>ini)\b",
        "edge": rf"(?P<edge>{_folded(words['edge'])})",
        "approx": rf"(?:(?P<approx>{_folded(words['approximation'])})\s+)?",
        "zone": r"(?P<zone>wib|wita|wit)\b",
        "century_word": rf"(?P<century_word>ke(?:{number})(?:\s+belas|\s+puluh(?:\s+(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan))?)?)\b",
        "ordinal": r"(?P<ordinal>iii|ii|iv|i|[1-4]|pertama|kesatu|kedua|ketiga|keempat|kelima|terakhir|ke-[1-4])\b",
    }
    # what makes an amount of time a set, or counts it from somewhere
    atoms["turn"] = (
        r"(?:\s+(?:(?P<ago>(?:yang\s+)?lalu(?!\s+lintas)|(?:yang\s+)?silam)|(?P<ahead>lagi|mendatang)\b|(?P<then>kemudian)\b|(?P<again>sekali)\b))"
    )
    # what goes on from one
    atoms["tail"] = (
        r"(?P<tail>\s+(?:terakhir|belakangan|belakang)\b|\s+paling\s+(?:sedikit|singkat|lama|lambat)\b(?!\s+\d)|\s+(?:ke\s?depan|mendatang)\b"
        r"|\s+lebih\b(?=\s*(?:[,.)\"”]|$)|\s(?:sejak|di|untuk|setelah|ini|itu|dan|yang|pada|dengan|tidak|tak|sudah|telah)\b))?"
    )
    atoms["rel"] = r"(?:{past}|{future}|{this})".format(**atoms)
    atoms["numeric"] = r"(?P<day>\d{1,2})\s?[/]\s?(?P<nmonth>\d{1,2})(?:\s?/\s?(?P<year>\d{4}|\d{2}))?(?![\d/])"
    atoms["dmy"] = r"{day}\s*{month}(?:,?\s*{year})?".format(**atoms)
    atoms["clocktime"] = r"(?P<hour>[0-2]?\d)(?:[.:](?P<minute>[0-5]\d)(?:[.:](?P<second>[0-5]\d))?)?(?!\d|[.,]\d)"
    atoms["clock"] = (
        r"(?:{approx}(?:pukul|jam|pkl\.?)\s*(?:{clocktime}|(?P<half>setengah\s+(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|dua\s+belas))|(?P<hourword>satu|dua\s+belas|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas)\b(?=\s+(?:pagi|siang|sore|malam|petang|dini|wi)))"
        r"(?:\s*{zone})?(?:\s+{part})?(?:\s*{zone2})?)".format(**atoms, zone2=r"(?:wib|wita|wit)\b")
    )
    return atoms


# What an expression can begin with: a word, of the classes that `triggers` gives it, or a number: one of four digits that may be a year, one before
# a unit of time, one after a bracket, or one before a month, a mark or whatever else makes it a day.
NUMBERS = frozenset({"year", "counted", "bracket", "day"})

# (kind, classes of triggers that it can begin with, form). White space in a form is any white space; `?` and the like are regular-expression syntax.
# A group of a name told before is numbered (`_once`): a condition on a group, as on `bracket`, can be told once a form.
FORMS: tuple[tuple[str, str, str], ...] = (
    # -- sets
    (
        "set",
        "set",
        r"(?:setiap|tiap|saban)(?:-tiap)? (?:akhir (?P<weekend>pekan)|(?:hari )?{weekday}(?!,? ?\()|(?P<every>hari|pekan|bulan|tahun|jam|menit|detik|triwulan|kuartal|semester)(?! minggu)|tanggal {day}|{part})(?:nya)?\b(?:,? {part2})?(?:,? {clock})?",
    ),
    ("set", "set", r"per (?P<every>hari|pekan|minggu|bulan|tahun|jam|menit|detik|triwulan|kuartal|semester)(?! ini)\b"),
    ("set_every", "set", r"(?:setiap|tiap|saban) {num} {unit}"),
    ("set_every", "set", r"per {num} {unit}(?: sekali\b)?(?! (?:yang )?(?:terakhir|lalu|silam|kemudian|ke ?depan|mendatang))"),
    # -- weekday first
    (
        "weekday",
        "weekday",
        r"(?:hari )?{weekday}(?:(?: waktu setempat)?,? ?(?:(?P<bracket>\(\s?)(?:\d{{1,2}}\s?(?:[-–]|dan|hingga|sampai)\s?)?|(?:tanggal|tgl\.?) |,? ?)(?:{numeric}|{dmy})(?(bracket)\s?\))(?: {rel})?(?:,? {part}(?: {zone}| tadi\b)?)?(?:,? {clock})?(?: {rel2})?"
        r"| {part}(?: {zone})?(?:,? (?:\(\s?(?:{numeric}|{dmy})\s?\)|{dmy})| {rel}| tadi\b)(?:,? {clock})?"
        r"| (?:(?:(?P<weeks>dua|tiga|empat|[2-4]) )?(?:pekan|minggu) )?(?:yang )?{rel}(?:,? \(\s?(?:{numeric}|{dmy})\s?\))?(?:,? {part}(?: {zone})?)?(?:,? {clock})?"
        r"|(?: {zone}\b)?(?:,? {part}(?: {zone})?)?(?:,? {clock}|,? (?P<hour>[0-2]?\d)[.:](?P<minute>[0-5]\d) ?{zone})?)",
    ),
    ("eve", "part", r"malam {weekday}(?! (?:lalu|ini|depan|mendatang|kemarin))(?:,? {clock})?"),
    ("weekday", "clock approx", r"{clock},? (?:hari )?{weekday}(?:,? \(\s?(?:{numeric}|{dmy})\s?\)| {rel})"),
    # -- day first
    ("date", "day tanggal", r"(?:(?:tanggal|tgl\.?) )?{dmy}(?: (?:(?P<yearword>tahun) |yang )?{rel})?(?:,? {part})?(?:,? {clock})?"),
    ("date", "tanggal", r"(?:tanggal|tgl\.?) {day} bulan (?P<nmonth>\d{{1,2}}) tahun {year}"),
    ("date", "tanggal", r"(?:tanggal|tgl\.?) {numeric}(?:,? {part})?(?:,? {clock})?"),
    ("date", "year", r"(?P<year>(?:19|20)\d\d)-(?P<nmonth>[01]\d)-(?P<day>[0-3]\d)(?![\d/-])"),
    ("date", "day", r"(?P<day>[0-3]?\d)[-.](?P<nmonth>[01]?\d)[-.](?P<year>(?:1[6-9]|20)\d\d)(?![\d/.-]\d|\d)"),
    ("date", "day", r"(?P<day>[0-3]?\d)/(?P<nmonth>[01]?\d)/(?P<year>(?:1[6-9]|20)\d\d)(?![\d/-])(?:,? {part})?(?:,? {clock})?"),
    ("date", "day", r"{day}[- /](?P<roman>xii|xi|ix|iv|viii|vii|vi|iii|ii|x|v|i)[- /]{year}"),
    ("bracketed", "bracket", r"\(\s?{numeric}\s?\)(?: {part}(?: {zone})?)?"),
    ("day_only", "tanggal", r"(?:tanggal|tgl\.?) {day}(?![\d/.,]\d| bulan| (?:{month}))"),
    ("day_only", "tanggal", r"(?:tanggal|tgl\.?) {day} (?P<monthword>bulan) {rel}"),
    ("hijri", "day", r"{day} {hijri} (?P<hyear>1[34]\d\d)(?: ?(?:hijriah|hijriyah|h)\b)?"),
    ("hijri", "hijri", r"{hijri} (?P<hyear>1[34]\d\d)(?: ?(?:hijriah|hijriyah|h)\b)?"),
    # -- months and years
    ("month", "month", r"(?:bulan )?{month}(?: (?:tahun )?{year}(?: {rel})?| (?:(?P<yearword>tahun) )?{rel})?"),
    ("nth_week", "period", r"(?:minggu|pekan) {ordinal} (?:bulan )?{month}(?: {year})?"),
    (
        "edge",
        "edge",
        r"{edge} (?:(?:bulan )?{month}(?: {year})?|(?P<eunit>pekan|minggu|bulan|tahun)(?= (?:ini|lalu|depan|mendatang|kemarin|silam|yang))|tahun {year}|{year})(?! ?- ?an\b)(?: (?:(?P<yearword>tahun) )?{rel})?",
    ),
    (
        "edge",
        "edge",
        r"{edge} (?P<eunit>pekan|bulan|tahun)\b(?! (?:ajaran|anggaran|akademik|buku|baru|puasa|suci|madu|purnama|kedua|ketiga|pertama|berikutnya|itu|tersebut|ke|\d)|-)",
    ),
    ("edge", "edge", r"(?P<edge>akhir) (?P<eunit>pekan)\b(?! (?:ini|lalu|depan|mendatang|kemarin))"),
    ("year", "period", r"tahun (?:anggaran|fiskal|buku|ajaran|akademik) {year}"),
    ("year", "period", r"tahun {year}(?:[- ]?an\b)?(?: {rel})?"),
    ("decade", "year day period", r"(?:tahun )?(?:(?P<decade>1[5-9]\d0|20[0-2]0)(?: ?- ?)?|(?P<decade>\d0) ?- ?)an\b"),
    ("century", "century", r"abad (?:(?:ke ?-? ?)?(?P<century>\d{{1,2}}|[xvi]+)\b|{century_word})"),
    (
        "quarter",
        "quarter",
        r"(?P<qunit>kuartal|triwulan|caturwulan|semester|paruh) {ordinal}(?: ?[/-] ?{year}| tahun {year}| {year}| (?:pada )?tahun {rel}|(?= (?:ini|lalu|tahun|pada))|(?!\w))(?: {rel2})?",
    ),
    ("quarter", "quarter", r"(?P<qunit>kuartal|semester|triwulan) {rel}"),
    ("quarter", "q", r"(?P<qunit>q) ?(?P<ordinal>[1-4])(?: ?[/-] ?{year}| (?:tahun )?{year}| tahun {rel}|(?![\w-]))"),
    ("year_alone", "year", r"{year}(?: (?:{past}|{this}))?"),
    # -- relative
    ("relative", "period", r"(?P<runit>pekan|minggu|bulan|tahun)(?:-(?:bulan|tahun))? (?:{past}|{future}|{this})(?! lintas)"),
    ("day_word", "day_word", r"(?P<dayword>{days})\b(?: \(\s?(?:{numeric}|{dmy}|{weekday})\s?\))?(?:,? {part})?(?: {clock})?"),
    (
        "part_day",
        "part day_word",
        r"(?:tadi {part}|{part} tadi|{part} (?:hari )?{this}|nanti {part}|{part} nanti|{part} (?:kemarin)|kemarin {part}|(?:besok|esok) {part}|(?P<lastnight>semalam|tadi malam|malam tadi)|{part} (?P<itu>itu))(?:,? {clock})?",
    ),
    (
        "part_alone",
        "part",
        r"(?<=sejak ){part}|(?<=jelang )(?!malam \w){part}|(?<=dari ){part}|(?<=hingga ){part}|(?<=sampai ){part}|{part} hari\b(?! (?:ini|itu|tersebut|kemarin|raya|bolong))",
    ),
    ("clock", "clock approx", r"{clock}"),
    ("day_word", "clock", r"{clock},? (?P<dayword>besok|esok hari|esok|kemarin|hari ini|lusa)\b"),
    (
        "clock",
        "day",
        r"(?P<hour>[0-2]?\d)[.:](?P<minute>[0-5]\d)(?: ?(?:{zone}|{part}(?: {zone})?)| ?(?=(?:[-–]|hingga|sampai) ?[0-2]?\d[.:][0-5]\d (?:wib|wita|wit)\b))",
    ),
    # -- durations
    ("span_of_days", "day", r"(?P<times>\d) ?x ?(?P<hours>24) jam"),
    (
        "plural",
        "plural",
        r"ber(?P<plural>detik|menit|jam|hari|minggu|pekan|bulan|tahun|abad|dekade)-(?:detik|menit|jam|hari|minggu|pekan|bulan|tahun|abad|dekade)(?:-tahun)?(?: lamanya)?",
    ),
    (
        "amount",
        "counted number se approx",
        r"{approx}(?:(?!(?:19|20)\d\d (?:hari|pekan|minggu|bulan|tahun) ini\b){num} {unit}(?:{turn}|(?: {num2} {unit2}(?: {num3} (?:{unit3})(?! (?:yang )?(?:lalu|silam|kemudian|lagi|terakhir)))?)?{tail})"
        r"|{num} (?P<andhalf>setengah) {unit}{turn}?|{se}(?:{turn}|{tail}))",
    ),
    ("day_count", "h", r"h ?(?P<sign>[-+–]) ?(?P<offset>\d{{1,2}})\b(?: (?P<named>{named}))?(?: {year})?"),
    (
        "named",
        "named",
        r"(?P<eve>malam )?(?P<named>{named})\b(?: ke-\d+(?: (?:ri|republik indonesia))?)?(?: (?P<hyear>1[34]\d\d)(?: ?(?:hijriah|hijriyah|h)\b)?| (?P<imlek>25\d\d)(?: be\b)?| {year}| tahun {rel})?",
    ),
    ("feast", "day", r"(?P<named>17) ?- ?an\b(?! (?:tahun|orang|ribu|juta))"),
    ("anniversary", "hut", r"(?P<named>hut) ke-\d+ (?:kemerdekaan )?(?:ri|republik indonesia)(?: {year})?"),
    ("vague", "vague", r"(?P<vague>{vague})(?![\w-])"),
    ("vague_ahead", "ke", r"ke ?depan\b"),
)


_ADDED = frozenset({"num2", "unit2", "num3", "unit3"})  # parts of a duration that add up, where others are the same told twice


class Form:
    """One form of `FORMS`, compiled when it is first tried: one article needs few of them."""

    def __init__(self, kind: str, source: str) -> None:
        self.kind = kind
        self.source = source

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression, for a text in small letters."""
        source = self.source.replace(" ", r"\s+") if "(?<=" not in self.source else self.source
        source = source.replace(r"\s+?", r"\s?")
        return re.compile(r"(?<![\w#@/])(?:" + _once(source.format(**_all_atoms())) + ")")

    @cached_property
    def match(self) -> Callable[[str, int], re.Match[str] | None]:
        """Match the form at an offset of a text in small letters."""
        return self.pattern.match

    @cached_property
    def _names(self) -> tuple[str, ...]:
        """The names of its groups, by their numbers."""
        names = [name.split("__")[0] for name in self.pattern.groupindex]
        return ("", *(name if name in _ADDED else name.rstrip("2") for name in names))

    def parts(self, match: re.Match[str], text: str) -> dict[str, str]:
        """Return the parts that a match of the form names, as the text writes them; of a part told twice the first."""
        names, span = self._names, match.span
        found: dict[str, str] = {}
        for group in range(match.lastindex or 0, 0, -1):  # the last that matched: none holds another, and most of a form match nothing
            start, end = span(group)
            if start >= 0:
                found[names[group]] = text[start:end]
        return found


@cache
def _all_atoms() -> dict[str, str]:
    data = load("dates")
    atoms = dict(_atoms())
    atoms["days"] = _folded(data["days"])
    atoms["named"] = _folded(data["named"])
    atoms["vague"] = _folded([phrase for phrases in data["vague"].values() for phrase in phrases])
    for again in ("part2", "num2", "num3", "unit2", "unit3", "rel2"):
        atoms[again] = re.sub(r"\(\?P<(\w+)>", rf"(?P<\g<1>{again[-1]}>", atoms[again[:-1]])
    return atoms


@cache
def all_forms() -> tuple[tuple[frozenset[str], Form], ...]:
    """Return the forms, each with the classes of triggers that it can begin with."""
    return tuple((frozenset(classes.split()), Form(kind, source)) for kind, classes, source in FORMS)


@cache
def forms(classes: tuple[str, ...]) -> tuple[Form, ...]:
    """Return the forms that these classes of triggers can begin, class by class, so that few are tried at each trigger."""
    return tuple(dict.fromkeys(form for name in classes for begins, form in all_forms() if name in begins))


def _once(source: str) -> str:
    """Number the groups that a form names more than once (a part may stand in several places)."""
    seen: dict[str, int] = {}

    def rename(match: re.Match[str]) -> str:
        name = match.group(1)
        seen[name] = seen.get(name, 0) + 1
        return match.group() if seen[name] == 1 else f"(?P<{name}__{seen[name]}>"

    return re.sub(r"\(\?P<(\w+)>", rename, source)


# Beginnings are looked for in a shadow of the text: bytes, one a character, with the small letters of ASCII, its digits and `_#@/`
# as they are, and a space for all that parts words. Half of the time goes there, and the engine is twice as fast where what it looks
# for begins with one plain letter. What is found is tried on the text itself, so the shadow may promise too much but never too little.
_SHADOW = bytes(ord(chr(byte).lower()) if chr(byte).isalnum() or chr(byte) in "_#@/" else ord(" ") for byte in range(128)).ljust(256)


@cache
def _beginnings() -> re.Pattern[bytes]:
    """Return the expression for what an expression can begin with, in a shadow: a word of `triggers` or a number, after a space.

    The words are folded by their first letters, so that nearly all of a text are passed over at their first one. What must follow
    is looked for here too: most `satu`, `lebih` of the news tell no time, and most numbers count something else.
    """
    words = load("dates")["words"]
    units = _folded((*words["unit"], "setengah"))
    months = _folded(re.split(r"[\s'-]", phrase)[0] for name in ("month", "hijri_month") for phrase in words[name])
    number = (
        r"\d(?:"
        rf"(?P<amount>\d{{0,15}})(?=(?: \d{{1,15}}){{0,6}} +{units}(?![a-z]))"  # an amount of time
        r"|(?:(?<=1)[5-9]|(?<=2)[01])\d\d(?!\d)"  # a year, or a date that begins with one
        rf"|\d?(?= *{months}(?![a-z])|[ /]\d{{1,2}}[ /]\d| ?/ ?\d|[ /][ivx]+[ /]\d| \d\d ?(?:wi|dini|subuh|pagi|siang|sore|petang|malam)| {{1,3}}an(?![a-z])| ?x ?\d| \d\d(?: +hingga| +sampai)? +\d\d? \d\d ?wi)"
        r")"
    )
    word = _folded(triggers(), {trigger: _what_follows(followers) for trigger, (_, followers) in triggers().items()})
    return re.compile(f" (?:{word}|{number})".encode())


def _what_follows(followers: frozenset[str] | None) -> str:
    """Return what stands after a trigger in a shadow: the end of the word, and one of its followers or a digit where it needs any."""
    return "(?![a-z])" if followers is None else rf"(?= +(?:\d|{_folded(followers)}(?![a-z])))"


def _literal(text: str) -> str:
    return re.escape(text).replace(r"\ ", r"\s+")


def _folded(words: Iterable[str], after: Mapping[str, str] | None = None) -> str:
    """Return an expression for any of the words, each with what `after` maps to it after it, that tries each letter once.

    `["mei", "mar"]` makes `m(?:ar|ei)`; a space stands for any white space.
    """
    return _branches({word: after[word] if after else "" for word in words})


def _branches(words: Mapping[str, str]) -> str:
    branches: dict[str, dict[str, str]] = {}
    for word, after in words.items():
        branches.setdefault(word[:1], {})[word[1:]] = after
    parts = [
        _literal(letter) + (_branches(rest) if len(rest) > 1 else "".join(map(_literal, rest)) + "".join(rest.values()))
        for letter, rest in sorted(branches.items(), reverse=True)  # the end of a word last: the longest goes first
        if letter
    ]
    if "" in branches:
        parts.append(branches[""][""])
    return f"(?:{'|'.join(parts)})"


_DAY_FOLLOWS = re.compile(r",?\s?\(?\s?\d")


@cache
def _week_dated() -> re.Pattern[str]:
    """Return the expression for the date after a week word: `Minggu lalu (5/7)` is a Sunday, `Minggu lalu, 20 orang` a week."""
    months = _folded(load("dates")["words"]["month"])
    return re.compile(
        rf"\s+(?:ini|(?:yang\s+)?lalu|(?:yang\s+)?silam|kemarin|depan|mendatang),?\s+(?:\(\s?\d{{1,2}}\s?/\s?\d|\(?\s?\d{{1,2}}\s+{months}\b)"
    )


_WEEK = re.compile(r"\s+(?:ini|lalu|depan|mendatang|kemarin|silam|yang)\b")


@cache
def triggers() -> dict[str, tuple[tuple[str, ...], frozenset[str] | None]]:
    """Return for each word that can begin an expression the classes of forms to try, in order, and what must follow it.

    Of a phrase the first part is the trigger and the second follows; a word that is a trigger by itself needs none (None).
    Digits may always follow.
    """
    data = load("dates")
    words = data["words"]
    vague = [phrase for phrases in data["vague"].values() for phrase in phrases]
    units = "detik menit jam hari minggu pekan bulan tahun abad dekade".split()
    weekdays = (*words["weekday"], "jum")
    amounts = ("beberapa", "sekian", "puluhan", "belasan", "ratusan", "ribuan")
    classes: tuple[tuple[str, Iterable[str]], ...] = (
        ("set", ("setiap", "tiap", "saban", "per")),
        ("weekday", (*weekdays, *(f"hari {day}" for day in weekdays))),
        ("tanggal", ("tanggal", "tgl")),
        ("month", (*words["month"], "bulan")),
        ("hijri", words["hijri_month"]),
        ("edge", (f"{edge} {period}" for edge in words["edge"] for period in (*words["month"], "pekan", "minggu", "bulan", "tahun"))),
        ("century", ("abad",)),
        ("q", ("q1", "q2", "q3", "q4")),
        ("quarter", ("kuartal", "triwulan", "caturwulan", "semester", "paruh")),
        ("period", ("minggu", "pekan", "bulan", "tahun")),
        (
            "se",
            "sedetik semenit sejam sehari seharian seminggu sepekan sebulan setahun sedekade sedasawarsa sewindu seabad setengah seperempat".split(),
        ),
        (
            "number",
            (
                f"{number} {thing}"
                for number in (*words["number"], *amounts)
                for thing in (*words["number"], *words["unit"], "belas", "puluh", "ratus", "ribu", "setengah")
            ),
        ),
        ("day_word", (*data["days"], "tadi", "nanti")),
        ("part", (*words["part"], "semalam")),
        ("clock", ("pukul", "jam", "pkl")),
        ("plural", ("ber" + unit for unit in units)),
        ("named", (*data["named"], *(f"malam {day}" for day in data["named"]))),
        ("h", ("h",)),
        ("hut", ("hut",)),
        ("vague", vague),
        ("ke", ("ke depan", "kedepan")),
    )
    table: dict[str, tuple[tuple[str, ...], frozenset[str] | None]] = {}

    def note(name: str, phrases: Iterable[str]) -> None:
        for phrase in phrases:
            word, *rest = re.split(r"[\s'-]", phrase)
            known, followers = table.get(word, ((), frozenset()))
            table[word] = tuple(dict.fromkeys((*known, name))), followers | {rest[0]} if followers is not None and rest else None

    for name, phrases in classes:
        note(name, phrases)
    counted = [trigger for trigger, (names, _) in table.items() if {"number", "se", "clock"} & set(names)]
    note(
        "approx",
        (f"{phrase} {amount}" for phrase in words["approximation"] for amount in counted),
    )
    return table


def _longest(lowered: str, at: int, tried: tuple[Form, ...]) -> tuple[Form, re.Match[str]] | None:
    """Return the form and its match, of these forms the one that goes furthest from an offset, the first of equals."""
    best: tuple[Form, re.Match[str]] | None = None
    furthest = at
    for form in tried:
        match = form.match(lowered, at)
        if match is not None and (end := match.end()) > furthest:
            best, furthest = (form, match), end
    return best


_PARAGRAPH = re.compile(r"\n(?=[^\S\n]*\n)")


def _lowered(text: str) -> str:
    """Return a text in small letters, character for character, with a mark at each blank line, over which no expression reaches."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter whose small form is longer (İ): offsets would shift
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return _PARAGRAPH.sub("\0", lowered)


@cache
def _of_words() -> dict[str, tuple[Form, ...]]:
    """Return the forms to try at each word that is a trigger, in order."""
    return {word: forms(classes) for word, (classes, _) in triggers().items()}


def find(text: str) -> list[Found]:
    """Return the expressions of a text, longest first where they overlap, in order of their start."""
    of_words, weekdays = _of_words(), load("dates")["words"]["weekday"]
    found: list[Found] = []
    blocked = 0
    lowered = _lowered(text)
    for trigger in _beginnings().finditer(b" " + text.encode("ascii", "replace").translate(_SHADOW)):
        at, end = trigger.span()
        end -= 1  # in the text, which has no space before it
        if at < blocked:
            continue
        word = lowered[at:end]
        if word[0].isdigit():
            before = lowered[max(0, at - 2) : at]
            open_at = at - 1 if before[-1:] == "(" else at - 2 if before[:1] == "(" and before[1:].isspace() else -1
            best = _longest(lowered, open_at, forms(("bracket",))) if open_at >= blocked else None
            if best is None:
                is_year, is_amount = len(word) == 4, trigger.lastgroup is not None
                if is_amount:  # what is no amount after all may be a date: `17-8-1945 hari Jumat`
                    classes = ("year", "counted") if is_year else ("counted",) if lowered[end : end + 1].isspace() else ("counted", "day")
                else:
                    classes = ("year",) if is_year else ("day",)
                best = _longest(lowered, at, forms(classes))
        elif word == "minggu" and _WEEK.match(lowered, end) and not (text[at] == "M" and _week_dated().match(lowered, end)):
            best = _longest(lowered, at, forms(("period", "named")))  # `minggu ini` is a week
        elif word in weekdays and _DAY_FOLLOWS.match(lowered, end):
            best = _longest(lowered, at, forms(("weekday", "period") if word == "minggu" else ("weekday",)))
        else:
            best = _longest(lowered, at, of_words[word])
        if best is None:
            continue
        form, match = best
        start, blocked = match.span()
        found.append(Found(start, blocked, form.kind, form.parts(match, text)))
    return found
