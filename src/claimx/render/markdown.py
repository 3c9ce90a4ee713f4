"""Markdown of a record: the ledger, who said what, dates and cues. Article text is escaped: it makes no markup and no link."""

from __future__ import annotations

import re

from claimx.records import Document
from claimx.render.days import in_words
from claimx.render.inert import plain
from claimx.render.rows import changed_values
from claimx.render.table import STATUS_STYLE

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+!|<>~&])")


def escaped(text: str | None) -> str:
    """Return text that Markdown shows as it is, on one line; an address stays words, since nothing marks it up."""
    if not text:
        return "–"
    shown = _MARKUP.sub(r"\\\1", plain(text))
    shown = re.sub(r"^(\s*)([-=]|\d+\.)", r"\1\\\2", shown)
    shown = re.sub(r"(?i)\b(https?|ftp|mailto):", r"\1\\:", shown)
    return re.sub(r"(?i)\bwww\.", r"www\\.", shown).replace("@", "\\@")


def _table(head: tuple[str, ...], lines: list[tuple[str, ...]]) -> list[str]:
    return ["| " + " | ".join(head) + " |", "|" + "---|" * len(head), *("| " + " | ".join(line) + " |" for line in lines), ""]


def markdown(document: Document) -> str:
    """Return a record as Markdown."""
    names = {speaker["id"]: speaker["name"] for speaker in document["speakers"]}
    values = {date["id"]: in_words(date["value"]) for date in document["dates"]}
    cues = {cue["id"]: cue for cue in document["cues"]}
    published = document["published"]
    out = [
        f"# {escaped(document['title'] or document['source'])}",
        "",
        " · ".join(
            part
            for part in (
                escaped(document["source"]),
                escaped(document["outlet"]) if document["outlet"] else "",
                f"published {published['value']} ({published['basis']})" if published else "publication day unknown",
            )
            if part
        ),
        "",
    ]
    acted = sorted((c for c in document["claims"] if c["history"]), key=lambda c: list(STATUS_STYLE).index(c["status"]))
    if acted:
        out += ["## Claims acted upon", ""]
        for claim in acted:
            out.append(
                f"- **{claim['status'].upper()}** {escaped(claim['span']['text'])}"
                + (f" ({escaped(names[claim['speaker']])})" if claim["speaker"] else "")
                + (f": {escaped(changed[0])} → {escaped(changed[1])}" if (changed := changed_values(claim, cues)) else "")
            )
            for identifier in claim["history"]:
                cue = cues[identifier]
                agent = f", by {escaped(names[cue['agent']])}" if cue["agent"] else ""
                marks = [m for m in (cue["polarity"], cue["modality"]) if m not in ("affirmed", "asserted")]
                out.append(f"  - {escaped(cue['cue']['text'])}: {cue['class']}{agent}{' (' + ', '.join(marks) + ')' if marks else ''}")
        out.append("")
    if document["quotes"]:
        out += ["## Who said what", ""]
        out += _table(
            ("who", "what", "when"),
            [
                (
                    escaped(names.get(q["speaker"] or "")),
                    escaped(" … ".join(part["text"] for part in q["content"])),
                    values.get(q["date"] or "", ""),
                )
                for q in document["quotes"]
            ],
        )
    if document["dates"]:
        out += ["## Dates", ""]
        out += _table(
            ("text", "meaning", "value"), [(escaped(d["text"]), in_words(d["value"], d["mod"]), d["value"]) for d in document["dates"]]
        )
    if document["cues"]:
        out += ["## Cues", ""]
        out += _table(
            ("class", "cue", "agent", "target"),
            [
                (
                    c["class"],
                    escaped(c["cue"]["text"]),
                    escaped(names.get(c["agent"] or "")),
                    escaped(c["target"]["text"] if c["target"] else None),
                )
                for c in document["cues"]
            ],
        )
    out += [f"> {escaped(warning['message'])}" for warning in document["warnings"]]
    return "\n".join(out).rstrip("\n") + "\n\n<!-- claimx -->\n"  # what proves later that the file is ours
