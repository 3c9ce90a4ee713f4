"""Invented sentences whose parts are marked within them, as `tests/data/quotes.toml` and `links.toml` hold them, and those of `dates.toml` and `cues.toml`.

`{LABEL words}` marks a stretch, and marks may stand inside one another. What follows ` => ` is told of the whole.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

DATA = Path(__file__).parents[1] / "tests/data"
TYPES = {"d": "direct", "i": "indirect", "m": "mixed"}  # of a content
FAILS = "known failures"  # how the name of a group begins that states what is not done yet
_CUE = re.compile(r"\[\[(.+?)(?:\|([\w ]+))?\]\](?!\])")
_PART = re.compile(r"\{(\w+) |\}")


class Mark(NamedTuple):
    """A marked stretch of a text: its label, where it begins and ends, in characters."""

    label: str
    start: int
    end: int


class Case(NamedTuple):
    """An invented text: the group and name it stands under, its marks in the order in which they begin, and what is told of the whole."""

    group: str
    name: str
    text: str
    marks: list[Mark]
    told: str

    @property
    def fails(self) -> bool:
        """Return whether the program does not do this yet."""
        return self.group.startswith(FAILS)

    def words(self, label: str) -> str | None:
        """Return the words of the first mark with this label."""
        return next((self.text[mark.start : mark.end] for mark in self.marks if mark.label == label), None)


def case(group: str, name: str, marked: str) -> Case:
    """Return a marked text, read. Raises `ValueError` where a mark is opened and not closed, or the other way round."""
    marked, _, told = marked.partition(" => ")
    text, last = "", 0
    marks: list[Mark] = []
    within: list[tuple[str, int]] = []
    for part in _PART.finditer(marked):
        text += marked[last : part.start()]
        last = part.end()
        if part[1]:
            within.append((part[1], len(text)))
        elif within:
            marks.append(Mark(*within.pop(), len(text)))
        else:
            raise ValueError(f"{name}: a mark that nothing opens")
    if within:
        raise ValueError(f"{name}: a mark that nothing closes")
    return Case(group, name, text + marked[last:], sorted(marks, key=lambda mark: mark.start), told)


def cases(file: str) -> Iterator[Case]:
    """Yield the marked texts of a file of `tests/data`, whose groups are lists, or tables where each text has a name."""
    for group, held in _read(file).items():
        named = held.items() if isinstance(held, dict) else ((text[:40], text) for text in held)
        yield from (case(group, name, marked) for name, marked in named)


def quotes_of(case: Case) -> list[dict[str, Any]]:
    """Return the quotes of a text as gold has them, with offsets; the speaker is the name of his entry, None where nobody is named.

    A label is `d`, `i` or `m` for a content, else `s`ource, `c`ue or `v`ia, and the number of the quote where there are several. The speakers are told in
    the order of the quotes, `-` for nobody; where none is told, each is named by his source.
    """
    found: dict[str, dict[str, Any]] = {}
    for label, start, end in case.marks:
        held = found.setdefault(label[1:], {"content": [], "cue": None, "source": None, "via": None})
        span = {"start": start, "end": end, "text": case.text[start:end]}
        if label[0] in TYPES:
            held["type"] = TYPES[label[0]]
            held["content"].append(span)
        else:
            held[{"s": "source", "c": "cue", "v": "via"}[label[0]]] = span
    quotes = [found[number] for number in sorted(found, key=int)] if len(found) > 1 else list(found.values())
    told = case.told.split("; ") if case.told else [quote["source"]["text"] if quote["source"] else "-" for quote in quotes]
    return [quote | {"speaker": None if name == "-" else name} for quote, name in zip(quotes, told, strict=True)]


class Dated(NamedTuple):
    """A sentence with its day of publication; marked are its dates, told by their values and modifiers: `(start, end, value, mod)`."""

    group: str
    published: str
    text: str
    dates: list[tuple[int, int, str, str | None]]

    @property
    def fails(self) -> bool:
        """Return whether the program does not do this yet."""
        return self.group.startswith(FAILS)


def dated() -> Iterator[Dated]:
    """Yield the sentences of `dates.toml`: `PUBLISHED | TEXT`, with `[[words|VALUE]]` or `[[words|VALUE|MOD]]` in it."""
    for group, held in _read("dates.toml").items():
        for line in held:
            published, _, marked = line.partition(" | ")
            text = ""
            dates = []
            for piece in re.split(r"(\[\[.+?\]\])", marked, flags=re.DOTALL):
                words, *told = piece[2:-2].split("|") if piece.startswith("[[") else (piece,)
                if told:
                    dates.append((len(text), len(text) + len(words), told[0], told[1] if told[1:] else None))
                text += words
            yield Dated(group, published, text, dates)


class Cued(NamedTuple):
    """A sentence for a rule of cues: the stretch on which it fires, or must not, in characters, polarity and modality of the act, and whether the program has it wrong."""

    rule: str
    text: str
    span: tuple[int, int] | None
    fires: bool
    scope: str
    fails: bool


def cued(file: str = "cues.toml") -> Iterator[Cued]:
    """Yield the sentences of `cues.toml`, or of another file like it: `[[words]]`, `[[words|MODALITY]]`, `[[words|negated]]` or both fire, `[[words|silent]]` and those without a mark do not."""
    held = _read(file)
    wrong = held.pop(FAILS, {})
    for fails, rules in ((False, held), (True, wrong)):
        for rule, marked in ((rule, text) for rule, texts in rules.items() for text in texts):
            found = _CUE.search(marked)
            told = (found and found[2]) or ""
            span = (found.start(), found.start() + len(found[1])) if found else None
            fires = found is not None and told != "silent"
            negated = told.startswith("negated")
            modality = told.removeprefix("negated").strip() if fires else ""
            scope = f"{'negated' if negated else 'affirmed'} {modality or 'asserted'}"
            yield Cued(rule, _CUE.sub(r"\1", marked, count=1), span, fires, scope, fails)


def _read(file: str) -> dict[str, Any]:
    return tomllib.loads((DATA / file).read_text(encoding="utf-8"))
