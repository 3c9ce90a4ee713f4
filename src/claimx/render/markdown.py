"""Markdown of a record: the ledger, who said what, dates and cues. Article text is escaped: it makes no markup and no link."""

from __future__ import annotations

import re
from itertools import groupby

from claimx.records import Document
from claimx.render.days import in_words
from claimx.render.inert import plain
from claimx.render.ledger import lines, unplaced
from claimx.render.words import published_in_words, say, warning_in_words

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+!|<>~&])")
_MAIL = re.compile(r"(?<![\w.+-])([\w.+-]+@[\w.-]+)")


def escaped(text: str | None) -> str:
    """Return text that Markdown shows as it is, on one line; an address stays words, since nothing marks it up.

    A mail address is set as code: GitHub makes a link of any other, escaped or not.
    """
    if not text:
        return "–"
    parts = _MAIL.split(plain(text))
    return "".join(f"`{part}`" if number % 2 else _escaped(part) for number, part in enumerate(parts))


def _escaped(text: str) -> str:
    shown = _MARKUP.sub(r"\\\1", text)
    shown = re.sub(r"^(\s*)([-=])", r"\1\\\2", shown)
    shown = re.sub(r"^(\s*\d+)\.", r"\1\\.", shown)
    shown = re.sub(r"(?i)(https?|ftp|mailto|xmpp):", r"\1\\:", shown)
    return re.sub(r"(?i)(www)\.", r"\1\\.", shown).replace("@", "\\@")


Cells = tuple[str, ...]


def _table(head: Cells, lines: list[Cells]) -> list[str]:
    return ["| " + " | ".join(head) + " |", "|" + "---|" * len(head), *("| " + " | ".join(line) + " |" for line in lines), ""]


def markdown(document: Document, lang: str = "en") -> str:
    """Return a record as Markdown. An act that was not done (denied, planned, asked for …) is in italics and says so."""
    out = [f"# {escaped(document['title'] or document['source'])}", "", _facts(document, lang), ""]
    for possible, found in groupby(lines(document, lang), key=lambda line: bool(line.doubt)):
        out += [f"## {say(lang, 'section.possible' if possible else 'section.acted')}", ""]
        for line in found:
            out.append(f"- **{say(lang, 'status.' + line.claim['status']).upper()}** {escaped(line.claimed)}")
            for act in line.acts:
                mark = "" if act.done else "*"
                out.append(f"  - {mark}{escaped(act.sentence)}{mark} ({escaped(', '.join(act.verbs))})")
            out.append(f"  - {' · '.join(part for part in (line.lag, line.sure, line.doubt) if part)}")
        out.append("")

    if acts := unplaced(document, lang):
        out += [f"## {say(lang, 'section.unplaced')}", ""]
        out += [*(f"- {escaped(act.sentence)} ({escaped(', '.join(act.verbs))})" for act in acts), ""]

    for section, (columns, cells) in _tables(document, lang).items():
        if cells:
            out += [f"## {say(lang, f'section.{section}')}", "", *_table(columns, cells)]
    out += [f"> {escaped(warning_in_words(warning, lang))}" for warning in document["warnings"]]
    return "\n".join(out).rstrip("\n") + "\n"


def _tables(document: Document, lang: str) -> dict[str, tuple[Cells, list[Cells]]]:
    """Return the head and the rows of the table of each layer."""
    names = {speaker["id"]: speaker["name"] for speaker in document["speakers"]}
    values = {date["id"]: in_words(date["value"], lang=lang) for date in document["dates"]}

    def head(*columns: str) -> Cells:
        return tuple(say(lang, f"column.{column}") for column in columns)

    return {
        "quotes": (
            head("who", "what", "when"),
            [
                (
                    escaped(names.get(q["speaker"] or "")),
                    escaped(" … ".join(part["text"] for part in q["content"])),
                    values.get(q["date"] or "", ""),
                )
                for q in document["quotes"]
            ],
        ),
        "dates": (
            head("text", "meaning", "value"),
            [(escaped(d["text"]), in_words(d["value"], d["mod"], lang), d["value"]) for d in document["dates"]],
        ),
        "cues": (
            head("class", "cue", "agent", "target"),
            [
                (
                    say(lang, f"class.{c['class']}"),
                    escaped(c["cue"]["text"]),
                    escaped(names.get(c["agent"] or "")),
                    escaped(c["target"]["text"] if c["target"] else None),
                )
                for c in document["cues"]
            ],
        ),
    }


def _facts(document: Document, lang: str) -> str:
    outlet = escaped(document["outlet"]) if document["outlet"] else ""
    return " · ".join(part for part in (escaped(document["source"]), outlet, published_in_words(document, lang)) if part)
