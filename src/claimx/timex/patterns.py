"""Where temporal expressions stand: forms composed of atoms, tried at each trigger word or number.

A form is a regular expression over atoms (`{weekday}`, `{month}`, `{unit}` …), both in `lexicons/forms.toml`, of the words that
`lexicons/dates.toml` lists. A match carries its kind and its named groups.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
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


_ADDED = frozenset({"num2", "unit2", "num3", "unit3"})  # parts of a duration that add up, where others are the same told twice


class Form:
    """One form, compiled when it is first tried: one article needs few of them."""

    def __init__(self, kind: str, source: str) -> None:
        self.kind = kind
        self.source = source

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression, for a text in small letters."""
        source = self.source.replace(" ", r"\s+") if "(?<=" not in self.source else self.source
        source = source.replace(r"\s+?", r"\s?")
        return re.compile(r"(?<![\w#@/])(?:" + _once(source.format(**_atoms())) + ")")

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
def _atoms() -> dict[str, str]:
    """Return the atoms by name; `part2` … are those that a form tells once more."""
    data = load("dates")
    words = {name: _folded(words) for name, words in data["words"].items()}
    short = [month for month in data["words"]["month"] if len(month) <= 4 and month not in _WHOLE_MONTHS_OF_FOUR]
    atoms = {name: _folded(data[name]) for name in ("days", "named", "one")}
    atoms["short_month"] = "|".join(f"(?<={month})" for month in short)
    atoms["vague"] = _folded([phrase for phrases in data["vague"].values() for phrase in phrases])
    for name, source in load("forms")["atoms"].items():
        atoms[name] = source.format(words=words, **atoms)
    for again in ("part2", "num2", "num3", "unit2", "unit3", "rel2"):
        atoms[again] = re.sub(r"\(\?P<(\w+)>", rf"(?P<\g<1>{again[-1]}>", atoms[again[:-1]])
    return atoms


@cache
def all_forms() -> tuple[tuple[frozenset[str], Form], ...]:
    """Return the forms, each with the classes of triggers that it can begin with."""
    return tuple((frozenset(classes.split()), Form(kind, "".join(parts))) for kind, classes, *parts in load("forms")["forms"])


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
    words, begins = data["words"], data["begins"]
    numbers = (*words["number"], *words["amount"])
    more: dict[str, Iterable[str]] = {
        "weekday": (*words["weekday"], *(f"hari {day}" for day in words["weekday"])),
        "month": words["month"],
        "hijri": words["hijri_month"],
        "edge": (f"{edge} {period}" for edge in words["edge"] for period in (*words["month"], *begins["period"])),
        "se": data["one"],
        "number": (f"{number} {thing}" for number in numbers for thing in (*words["number"], *words["unit"], *words["magnitude"])),
        "day_word": data["days"],
        "part": words["part"],
        "named": (*data["named"], *(f"malam {day}" for day in data["named"])),
        "vague": (phrase for phrases in data["vague"].values() for phrase in phrases),
    }
    table: dict[str, tuple[tuple[str, ...], frozenset[str] | None]] = {}

    def note(name: str, phrases: Iterable[str]) -> None:
        for phrase in phrases:
            word, *rest = re.split(r"[\s'-]", phrase)
            known, followers = table.get(word, ((), frozenset()))
            table[word] = tuple(dict.fromkeys((*known, name))), followers | {rest[0]} if followers is not None and rest else None

    for name, phrases in begins.items():
        note(name, (*phrases, *more.get(name, ())))
    counted = [trigger for trigger, (names, _) in table.items() if {"number", "se", "clock"} & set(names)]
    note("approx", (f"{phrase} {amount}" for phrase in words["approximation"] for amount in counted))
    return table


def _longest(lowered: str, at: int, tried: tuple[Form, ...]) -> tuple[Form, re.Match[str]] | None:
    """Return the form and its match, of these forms the one that goes furthest from an offset, the first of equals."""
    best: tuple[Form, re.Match[str]] | None = None
    furthest = at
    for form in tried:
        match = form.pattern.match(lowered, at)
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


def find(text: str) -> list[Found]:
    """Return the expressions of a text, longest first where they overlap, in order of their start."""
    known, weekdays = triggers(), load("dates")["words"]["weekday"]
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
            best = _longest(lowered, at, forms(known[word][0]))
        if best is None:
            continue
        form, match = best
        start, blocked = match.span()
        found.append(Found(start, blocked, form.kind, form.parts(match, text)))
    return found
