"""The terminal view: claims with their status first, then who said what and warnings; dates and cues, which the claims repeat, on demand.

Article text goes in as plain `Text`: never as markup, never as an escape sequence. Nothing is cut off; long text folds.
"""

from __future__ import annotations

from collections.abc import Collection

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from claimx.records import Document
from claimx.render.days import in_words
from claimx.render.inert import plain
from claimx.render.rows import changed_values

STATUS_STYLE = {
    "retracted": "bold red", "revoked": "bold red", "debunked": "bold red", "denied": "bold yellow", "contested": "yellow",
    "corrected": "bold magenta", "clarified": "cyan", "confirmed": "green", "conceded": "green", "unanswered": "dim", "asserted": "",
}  # fmt: skip


def _text(text: str | None, style: str = "") -> Text:
    return Text(plain(text) if text else "–", style=style, overflow="fold")


def _grid() -> Table:
    return Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0), expand=False)


def _section(title: str, body: RenderableType) -> Group:
    return Group(Text(title, style="bold underline"), Padding(body, (0, 0, 1, 2)))


def _heading(document: Document, console: Console, *facts: str | None) -> None:
    """Print what an article is, and a line of facts about it."""
    published = document["published"]
    told = f"published {published['value']} ({published['basis']})" if published else "publication day unknown"
    console.print(Text(plain(document["source"]), style="bold"))
    console.print(_text(" · ".join(fact for fact in (document["outlet"], told, *facts) if fact), "dim"))
    console.print()


def _dates(document: Document) -> Table:
    table = _grid()
    for found in document["dates"]:
        conflict = found["conflict"]
        against = f"conflict: the weekday says {in_words(conflict['weekday'])}" if conflict else ""
        table.add_row(_text(found["text"]), Text(in_words(found["value"], found["mod"])), Text(against, style="red", overflow="fold"))
    return table


def show_dates(document: Document, console: Console) -> None:
    """Print the dates of one record alone."""
    _heading(document, console, f"{len(document['dates'])} dates")
    console.print(_dates(document) if document["dates"] else Text("Nothing found.", style="dim"))


CLAIMS, QUOTES, DATES, CUES = SECTIONS = ("claims", "quotes", "dates", "cues")


def show(document: Document, console: Console, sections: Collection[str] = (CLAIMS, QUOTES)) -> None:
    """Print some `SECTIONS` of one record, and its warnings."""
    names = {speaker["id"]: speaker["name"] for speaker in document["speakers"]}
    days = {found["id"]: in_words(found["value"]) for found in document["dates"]}
    cues = {cue["id"]: cue for cue in document["cues"]}
    _heading(document, console, f"{len(document['quotes'])} quotes, {len(document['dates'])} dates, {len(document['cues'])} cues")
    # What nobody acted on stands among the quotes already.
    acted = [claim for claim in document["claims"] if claim["history"] or QUOTES not in sections]
    if acted and CLAIMS in sections:
        table = _grid()
        for column in ("status", "claim"):
            table.add_column(column, overflow="fold", no_wrap=False)
        order = list(STATUS_STYLE)
        for claim in sorted(acted, key=lambda c: order.index(c["status"])):
            lines = [_text(claim["span"]["text"])]
            if changed := changed_values(claim, cues):
                lines.append(Text(f"{plain(changed[0])} → {plain(changed[1])}", style="bold"))
            said = names.get(claim["speaker"] or "")
            if said:
                lines.append(Text.assemble(("claimed by ", "dim"), plain(said)))
            for identifier in claim["history"]:
                cue = cues[identifier]
                line = Text.assemble(("→ ", "dim"), plain(cue["cue"]["text"]), (f"  {cue['class']}", "dim"))
                agent = names.get(cue["agent"] or "")
                if agent:
                    line.append(f", by {plain(agent)}")
                marks = [m for m in (cue["polarity"], cue["modality"]) if m not in ("affirmed", "asserted")]
                if marks:
                    line.append(f" ({', '.join(marks)})", style="dim")
                if cue["date"]:
                    line.append(f", {days[cue['date']]}", style="dim")
                lines.append(line)
            if claim["lag"]:
                about = "about " if claim["lag"]["mod"] == "APPROX" else ""
                lines.append(Text(f"{about}{in_words(claim['lag']['value'])} after", style="dim"))
            table.add_row(Text(claim["status"].upper(), style=STATUS_STYLE[claim["status"]]), Group(*lines))
        console.print(_section("CLAIMS ACTED UPON" if all(claim["history"] for claim in acted) else "CLAIMS", table))
    if document["quotes"] and QUOTES in sections:
        table = _grid()
        table.add_column("who", overflow="fold", max_width=max(18, console.width // 4))
        table.add_column("what", overflow="fold")
        for quote in document["quotes"]:
            parts = " … ".join(part["text"] for part in quote["content"])
            said = f"“{plain(parts)}”" if quote["type"] == "direct" else plain(parts)
            extra = []
            if quote["via"]:
                extra.append(f"via {plain(quote['via']['text'])}")
            if quote["date"]:
                extra.append(days[quote["date"]])
            what = Text(said, overflow="fold")
            if extra:
                what.append(f"  [{', '.join(extra)}]", style="dim")
            table.add_row(_text(names.get(quote["speaker"] or ""), "bold"), what)
        console.print(_section("WHO SAID WHAT", table))
    if document["dates"] and DATES in sections:
        console.print(_section("DATES", _dates(document)))
    if document["cues"] and CUES in sections:
        table = _grid()
        for column in ("class", "cue", "agent", "target"):
            table.add_column(column, overflow="fold")
        for cue in document["cues"]:
            marks = [m for m in (cue["polarity"], cue["modality"]) if m not in ("affirmed", "asserted")]
            label = cue["class"] + (f" ({', '.join(marks)})" if marks else "")
            table.add_row(
                Text(label),
                _text(cue["cue"]["text"], "bold"),
                _text(names.get(cue["agent"] or "")),
                _text(cue["target"]["text"] if cue["target"] else None),
            )
        console.print(_section("CUES", table))
    for warning in document["warnings"]:
        console.print(Text.assemble(("warning ", "yellow"), plain(warning["message"])))
    held = {CLAIMS: len(acted), QUOTES: len(document["quotes"]), DATES: len(document["dates"]), CUES: len(document["cues"])}
    if not any(held[section] for section in sections):
        rest = [f"{held[section]} {section}" for section in SECTIONS if held[section]]
        console.print(Text(f"None shown; -v shows {', '.join(rest)}." if rest else "Nothing found.", style="dim"))
