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
from claimx.render.ledger import GROUPS, Act, Line, lines, unplaced
from claimx.render.words import published_in_words, say, warning_in_words

# What one takes back oneself, what is out of force, what a checker finds, what others dispute; the word says it too.
STYLES = {
    "own": "bold magenta", "void": "bold blue", "checked": "bold red", "disputed": "bold yellow", "clarified": "cyan", "confirmed": "green",
    "open": "dim",
}  # fmt: skip


def _text(text: str | None, style: str = "") -> Text:
    return Text(plain(text) if text else "–", style=style, overflow="fold")


def _grid() -> Table:
    return Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0), expand=False)


def _section(title: str, body: RenderableType) -> Group:
    return Group(Text(title, style="bold underline"), Padding(body, (0, 0, 1, 2)))


def _heading(document: Document, console: Console, lang: str, *facts: str | None) -> None:
    """Print what an article is, and a line of facts about it."""
    console.print(Text(plain(document["source"]), style="bold"), soft_wrap=True)
    console.print(_text(" · ".join(fact for fact in (document["outlet"], published_in_words(document, lang), *facts) if fact), "dim"))
    console.print()


def _dates(document: Document, lang: str) -> Table:
    table = _grid()
    for found in document["dates"]:
        conflict = found["conflict"]
        against = say(lang, "facts.conflict", day=in_words(conflict["weekday"], lang=lang)) if conflict else ""
        table.add_row(_text(found["text"]), Text(in_words(found["value"], found["mod"], lang)), Text(against, style="red", overflow="fold"))
    return table


def show_dates(document: Document, console: Console, lang: str = "en") -> None:
    """Print the dates of one record alone."""
    _heading(document, console, lang, say(lang, "count.dates", n=len(document["dates"])))
    console.print(_dates(document, lang) if document["dates"] else Text(say(lang, "facts.nothing"), style="dim"))


CLAIMS, QUOTES, DATES, CUES = SECTIONS = ("claims", "quotes", "dates", "cues")


def _ledger(document: Document, lang: str, everything: bool) -> Group | None:
    """Return the section of the ledger, None where it is empty."""
    found = lines(document, lang, everything)
    if not found:
        return None
    sure, possible = [line for line in found if not line.doubt], [line for line in found if line.doubt]
    acted = all(line.acts for line in sure)
    parts = [_section(say(lang, "section.acted" if acted else "section.claims").upper(), _lines(sure, lang))] if sure else []
    parts += [_section(say(lang, "section.possible").upper(), _lines(possible, lang, dim=True))] if possible else []
    return Group(*parts)


def _unplaced(found: list[Act]) -> Table:
    table = _grid()
    table.add_column("act", overflow="fold")
    for act in found:
        table.add_row(Text.assemble(("→ ", "dim"), plain(act.sentence), (f"  “{plain(', '.join(act.verbs))}”", "dim")))
    return table


def _lines(found: list[Line], lang: str, dim: bool = False) -> Table:
    """Return a table of lines; of those that are only possible everything is dimmed, and what is doubtful is told."""
    table = _grid()
    for column in ("status", "claim"):
        table.add_column(column, overflow="fold", no_wrap=False)
    for line in found:
        parts = [_text(line.claimed, "dim" if dim else "")]
        for act in line.acts:
            told = Text.assemble(("→ ", "dim"), (plain(act.sentence), ("dim" if dim else "") if act.done else "dim italic"))
            told.append(f"  “{plain(', '.join(act.verbs))}”", style="dim")
            parts.append(told)
        if line.acts:
            parts.append(Text(" · ".join(part for part in (line.lag, line.sure, line.doubt, line.place) if part), style="dim"))
        status = line.claim["status"]
        table.add_row(Text(say(lang, f"status.{status}").upper(), style="dim" if dim else STYLES[GROUPS[status]]), Group(*parts))
    return table


def _quotes(document: Document, width: int, lang: str) -> Table:
    names = {speaker["id"]: speaker["name"] for speaker in document["speakers"]}
    days = {found["id"]: in_words(found["value"], lang=lang) for found in document["dates"]}
    table = _grid()
    table.add_column("who", overflow="fold", max_width=max(18, width // 4))
    table.add_column("what", overflow="fold")
    for quote in document["quotes"]:
        parts = " … ".join(part["text"] for part in quote["content"])
        said = f"“{plain(parts)}”" if quote["type"] == "direct" else plain(parts)
        extra = []
        if quote["via"]:
            extra.append(say(lang, "facts.via", name=plain(quote["via"]["text"])))
        if quote["date"]:
            extra.append(days[quote["date"]])
        what = Text(said, overflow="fold")
        if extra:
            what.append(f"  [{', '.join(extra)}]", style="dim")
        table.add_row(_text(names.get(quote["speaker"] or ""), "bold"), what)
    return table


def _cues(document: Document, lang: str) -> Table:
    names = {speaker["id"]: speaker["name"] for speaker in document["speakers"]}
    table = _grid()
    for column in ("class", "cue", "agent", "target"):
        table.add_column(column, overflow="fold")
    for cue in document["cues"]:
        marks = [say(lang, f"scope.{m}") for m in (cue["polarity"], cue["modality"]) if m not in ("affirmed", "asserted")]
        label = say(lang, f"class.{cue['class']}") + (f" ({', '.join(marks)})" if marks else "")
        table.add_row(
            Text(label),
            _text(cue["cue"]["text"], "bold"),
            _text(names.get(cue["agent"] or "")),
            _text(cue["target"]["text"] if cue["target"] else None),
        )
    return table


def show(document: Document, console: Console, sections: Collection[str] = (CLAIMS, QUOTES), lang: str = "en") -> None:
    """Print some `SECTIONS` of one record, and its warnings."""
    held = {section: len(document[section]) for section in SECTIONS}  # type: ignore[literal-required]
    _heading(document, console, lang, say(lang, "facts.counts", **held))
    # What nobody acted on stands among the quotes already.
    everything = QUOTES not in sections
    ledger = _ledger(document, lang, everything) if CLAIMS in sections else None
    if ledger:
        console.print(ledger)
    acts = unplaced(document, lang) if CLAIMS in sections else []
    if acts:
        console.print(_section(say(lang, "section.unplaced").upper(), _unplaced(acts)))
    if document["quotes"] and QUOTES in sections:
        console.print(_section(say(lang, "section.quotes").upper(), _quotes(document, console.width, lang)))
    if document["dates"] and DATES in sections:
        console.print(_section(say(lang, "section.dates").upper(), _dates(document, lang)))
    if document["cues"] and CUES in sections:
        console.print(_section(say(lang, "section.cues").upper(), _cues(document, lang)))
    for warning in document["warnings"]:
        console.print(Text.assemble((f"{say(lang, 'facts.warning')} ", "yellow"), plain(warning_in_words(warning, lang))))
    shown = {**held, CLAIMS: int(ledger is not None or bool(acts))}
    if not any(shown[section] for section in sections):
        rest = ", ".join(say(lang, f"count.{name}", n=held[name]) for name in SECTIONS if held[name] and name not in sections)
        console.print(Text(say(lang, "facts.hidden", what=rest) if rest else say(lang, "facts.nothing"), style="dim"))
