"""Lines of the ledger before a reviewer, one by one: what is shown, what is asked, and the accepted ones in the end."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from typing import IO, Any

from rich.console import Console

from claimx.render.days import in_words
from claimx.render.inert import cell, plain
from claimx.render.words import say
from claimx.review import ACCEPTED, COLUMNS, REJECTED, SKIPPED, Verdict, claim_review

_ANSWERS = {"y": ACCEPTED, "n": REJECTED, "s": SKIPPED}
_MENDS = {"w": "actor", "c": "wording", "o": "note"}


def show(line: dict[str, Any], number: int, of: int, console: Console, lang: str) -> None:
    """Show a line with its sentence, article and address."""
    status = say(lang, f"status.{line['status']}")
    console.print(f"\n[{number}/{of}] {status} · {say(lang, 'line.sure', p=format(line['confidence'], '.2f'))}", style="bold")
    rows = [("what", line["claim"]), ("claimed_by", line["claimant"]), ("acted", line["actor"]), ("by_word", line["verb"])]
    if line["act_date"]:
        rows.append(("on_day", in_words(line["act_date"], lang=lang)))
    if line["old_value"]:
        rows.append(("values", f"{line['old_value']} → {line['new_value']}"))
    rows += [("sentence", line["sentence"]), ("article", line["title"] or line["source"]), ("address", line["url"])]
    if line["verdict"]:
        rows.append(("earlier", say(lang, f"review.{line['verdict']}")))
    for name, value in rows:
        if value:
            console.print(f"  {say(lang, f'review.{name}')}: {plain(str(value))}")


def ask(line: dict[str, Any], read: Callable[[str], str], tell: Callable[[str], None], lang: str) -> Verdict | None:
    """Ask for a verdict until one is given, with what is mended before; None where the reviewer wants to end. `read` raises EOFError at the end of the answers."""
    mended: dict[str, str] = {}
    while True:
        answer = read(say(lang, "review.ask")).strip().lower()[:1]
        if answer == "q":
            return None
        if answer in _ANSWERS:
            return Verdict(_ANSWERS[answer], **mended)
        if answer in _MENDS:
            told = read(say(lang, f"review.ask_{_MENDS[answer]}")).strip()
            mended = {name: value for name, value in mended.items() if name != _MENDS[answer]} | ({_MENDS[answer]: told} if told else {})
        else:
            tell(say(lang, "review.help"))


def write(lines: list[dict[str, Any]], format: str, stream: IO[str], lang: str) -> None:
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
