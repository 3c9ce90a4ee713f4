"""The view of `--explain`: for each quote its spans, its rules in words, what spoke for the speaker and who lost; for each cue its rule,
evidence and clauses.

Clauses are read again from the text, which the record then holds.
"""

from __future__ import annotations

from collections.abc import Callable

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from claimx.records import Document, Span
from claimx.render.inert import plain
from claimx.render.words import say


def _says(lang: str, rule: str) -> str:
    return f"{rule}: {say(lang, 'rule.' + rule.removesuffix('+middle'))}"


def _stretch(span: Span | None) -> str:
    return f"{plain(span['text'])}  [{span['start']}:{span['end']}]" if span else "–"


def _block(title: Text, rows: list[tuple[str, str]], console: Console, lang: str) -> None:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in rows:
        table.add_row(say(lang, f"explain.{name}"), Text(value))
    console.print(title)
    console.print(Padding(table, (0, 0, 1, 2)))


def _clauses(document: Document) -> Callable[[int], str]:
    """Return a function from an offset to the clauses of its sentence in brackets."""
    from claimx.language.reading import Reading
    from claimx.syntax.sentence import Syntax, brackets
    from claimx.timex.spans import Dates

    syntax = Syntax(Reading(document["text"] or ""), Dates([(found["start"], found["end"]) for found in document["dates"]]))
    return lambda offset: brackets(syntax, offset)


def show(document: Document, console: Console, lang: str = "en") -> None:
    """Print how each quote and each cue of a record came about."""
    names = {speaker["id"]: plain(speaker["name"]) for speaker in document["speakers"]}
    claims = {claim["id"]: claim["span"] for claim in document["claims"]}
    console.print(Text(plain(document["source"]), style="bold"), soft_wrap=True)
    console.print()
    for quote in document["quotes"]:
        rows = [("content", _stretch(part)) for part in quote["content"]]
        rows += [("cue", _stretch(quote["cue"])), ("source", _stretch(quote["source"]))]
        if quote["via"]:
            rows.append(("via", _stretch(quote["via"])))
        rows += [
            ("rule", _says(lang, quote["rule"])),
            ("speaker", names.get(quote["speaker"] or "", say(lang, "explain.open"))),
            ("because", _says(lang, quote["speaker_rule"])),
            ("evidence", "; ".join(map(plain, quote["evidence"])) or "–"),
            ("candidates", ", ".join(map(plain, quote["candidates"])) or "–"),
        ]
        if quote["flags"]:
            rows.append(("flags", ", ".join(quote["flags"])))
        sure = say(lang, "explain.confidence", p=f"{quote['confidence']:.2f}")
        _block(Text(f"{quote['id']}  {say(lang, 'quote.' + quote['type'])}, {sure}", style="bold"), rows, console, lang)
    clauses = _clauses(document)
    for cue in document["cues"]:
        rows = [
            ("cue", _stretch(cue["cue"])),
            ("rule", cue["rule"]),
            ("scope", f"{say(lang, 'scope.' + cue['polarity'])}, {say(lang, 'scope.' + cue['modality'])}"),
            ("agent", names.get(cue["agent"] or "", say(lang, "explain.untold"))),
            ("target", _stretch(cue["target"])),
            ("claim", _stretch(claims[cue["claim"]]) if cue["claim"] else say(lang, "explain.no_link")),
            ("evidence", "; ".join(map(plain, cue["evidence"])) or "–"),
            ("clauses", "\n".join(map(plain, clauses(cue["cue"]["start"]).split("\n"))) or "–"),
        ]
        _block(Text(f"{cue['id']}  {say(lang, 'class.' + cue['class'])}", style="bold"), rows, console, lang)
    if not document["quotes"] and not document["cues"]:
        console.print(Text(say(lang, "facts.nothing"), style="dim"))
