"""How far two annotators agree: the second one's annotation scored against the first's, with the figures of `claimx score`.

    python tools/agreement.py GOLD SECOND

GOLD is a folder of NAME.txt beside NAME.gold.json, SECOND one of NAME.gold.json by somebody who saw the texts and the definitions only.
Of an item that either calls optional nothing is asked. F1 is the same whichever of the two is taken for gold, but for names, of which
the first one's list says what is accepted.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from claimx import scoring

SHOWN = ("attributed.direct", "attributed.indirect", "source.exact", "dates.strict", "dates.value_f1", "cues.all", "cues.agent", "cues.target", "ledger.matter", "ledger.status")  # fmt: skip

_LAYERS = {"dates": "dates", "cues": "cues", "ledger": "matters"}


def as_record(annotation: dict[str, Any]) -> dict[str, Any]:
    """Return an annotation in the shape of claimx's output: names as speakers, and each matter whose status moved as a line."""
    ids: dict[str, str] = {}

    def speaker(name: str | None) -> str | None:
        return ids.setdefault(name, f"S{len(ids) + 1}") if name else None

    quotes = [{**q, "speaker": speaker(q.get("speaker"))} for q in annotation["quotes"] if not q.get("optional")]
    cues = [{**c, "agent": speaker(c.get("agent"))} for c in annotation.get("cues", ()) if not c.get("optional")]
    moved = (
        m
        for m in annotation.get("matters", ())
        if m["status"] != "asserted" and m["spans"] and not m.get("optional") and m["kind"] != "incident"
    )
    claims = [
        {
            "id": f"C{n}", "span": matter["spans"][0], "status": matter["status"], "set_by": next(iter(matter["set_by"]), None),
            "speaker": speaker(next((names[0] for names in matter["claimants"] if names), None)),
        }
        for n, matter in enumerate(moved, 1)
    ]  # fmt: skip
    speakers = [{"id": number, "name": name} for name, number in ids.items()]
    dates = [date for date in annotation.get("dates", ()) if not date.get("optional")]
    return {"speakers": speakers, "quotes": quotes, "dates": dates, "cues": cues, "claims": claims}


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("second", type=Path)
    chosen = parser.parse_args()
    tally, layers = scoring.Tally(), set[str]()
    both = sorted(chosen.second.glob("*.gold.json"))
    for path in both:
        name = path.name.removesuffix(".gold.json")
        text = (chosen.gold / f"{name}.txt").read_text(encoding="utf-8")
        gold, second = (json.loads(p.read_text(encoding="utf-8")) for p in (chosen.gold / path.name, path))
        layers |= gold.keys()
        scoring.score_document(name, text, gold, as_record(second), tally)
    print(f"{len(both)} articles")
    for key, value in scoring.figures(tally).items():
        if key in SHOWN and value is not None and _LAYERS.get(key.split(".")[0], "quotes") in layers:
            print(f"{key:20} {100 * (value.f1 if isinstance(value, scoring.Ratio) else value):5.1f}")


if __name__ == "__main__":
    main()
