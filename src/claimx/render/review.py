"""Lines of the ledger before a reviewer, one by one: what is shown, what is asked, and the accepted ones in the end."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from typing import IO

from rich.console import Console

from claimx.render.days import in_words
from claimx.render.inert import cell, plain
from claimx.render.words import say
from claimx.review import ACCEPTED, COLUMNS, MENDS, REJECTED, SKIPPED, Line, Verdict, claim_review

_ANSWERS = {"y": ACCEPTED, "n": REJECTED, "s": SKIPPED}
_MENDED = {"w": "actor", "k": "claimant", "c": "wording", "o": "note"}
_SHOWN = {"actor": "acted", "claimant": "claimed_by", "wording": "what", "note": "note"}


def show(line: Line, number: int, of: int, console: Console, lang: str) -> None:
    """Show a line with its sentences, article and address, and what was said of it before."""
    status = say(lang, f"status.{line['status']}")
    console.print(f"\n[{number}/{of}] {status} · {say(lang, 'line.sure', p=format(line['confidence'], '.2f'))}", style="bold")
    rows = [("what", line["claim"]), ("claimed_by", line["claimant"]), ("acted", line["actor"]), ("by_word", line["verb"])]
    if line["act_date"]:
        rows.append(("on_day", in_words(line["act_date"], lang=lang)))
    if line["old_value"]:
        rows.append(("values", f"{line['old_value']} → {line['new_value']}"))
    rows += [("stated", line.get("stated")), ("before", line.get("before")), ("sentence", line["sentence"])]
    rows += [("article", line["title"] or line["source"]), ("address", line["url"])]
    if line.get("verdict"):
        mends = [(_SHOWN[name], line.get(f"mended_{name}")) for name in MENDS]
        told = [f"{say(lang, f'review.{name}')} “{value}”" for name, value in mends if value]
        rows.append(("earlier", ", ".join([say(lang, f"review.{line['verdict']}"), *told])))
    for name, value in rows:
        if value:
            console.print(f"  {say(lang, f'review.{name}')}: {plain(str(value))}")


def ask(line: Line, read: Callable[[str], str], put: Callable[[str], None], lang: str) -> Verdict | None:
    """Ask for a verdict until one is given, with what is mended before, in this round or an earlier one; None where the reviewer wants to end.

    `read` raises EOFError at the end of the answers. A line that is skipped keeps an earlier verdict.
    """
    mended = {name: line[f"mended_{name}"] for name in MENDS if line.get(f"mended_{name}")}
    begun = dict(mended)
    try:
        while True:
            answer = read(say(lang, "review.ask")).strip().lower()
            if answer == "q":
                break
            if answer in _ANSWERS:
                verdict = line.get("verdict") if answer == "s" else None
                return Verdict(verdict or _ANSWERS[answer], **(begun if answer == "s" else mended))
            if answer in _MENDED:
                name = _MENDED[answer]
                told = read(say(lang, f"review.ask_{name}")).strip()
                mended = {other: value for other, value in mended.items() if other != name} | ({name: told} if told else {})
                put(say(lang, "review.mended", name=say(lang, f"review.{_SHOWN[name]}"), value=plain(told)))
            else:
                put(say(lang, "review.help"))
    except EOFError:
        put("")
    if mended != begun:
        put(say(lang, "review.lost"))
    return None


def write(lines: list[Line], format: str, stream: IO[str], lang: str) -> None:
    """Write accepted lines in a format: table, jsonl, csv or claimreview."""
    if format == "jsonl":
        stream.writelines(json.dumps({name: line[name] for name in COLUMNS}, ensure_ascii=False) + "\n" for line in lines)
    elif format == "claimreview":
        stream.writelines(json.dumps(claim_review(line), ensure_ascii=False) + "\n" for line in lines)
    elif format == "csv":
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows([cell(line[name]) for name in COLUMNS] for line in lines)
    else:
        console = Console(file=stream, markup=False, emoji=False, highlight=False)
        for number, line in enumerate(lines, start=1):
            show(line | {"verdict": None}, number, len(lines), console, lang)
            console.print(f"  {say(lang, 'review.by', who=plain(line['reviewer']), day=line['day'])}")
            if line["note"]:
                console.print(f"  {say(lang, 'review.note')}: {plain(line['note'])}")
        if not lines:
            console.print(say(lang, "facts.none"))
