"""Write anew the record that each sample must give, an item a line, so that `git diff tests/data/samples` shows what a change of the rules changed.

python tools/samples.py
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import claimx

ROOT = Path(__file__).resolve().parent.parent


def told(record: dict[str, Any]) -> str:
    """Return a record as JSON: what it says of the article in one line, then one for each list and each item of it."""
    lists = {key: held for key, held in record.items() if isinstance(held, list) and held}
    head = ", ".join(f"{_json(key)}: {_json(held)}" for key, held in record.items() if key not in lists)
    return "{\n " + ",\n ".join([head, *(f"{_json(key)}: {_listed(held)}" for key, held in lists.items())]) + "\n}\n"


def _listed(held: list[Any]) -> str:
    return "[\n" + ",\n".join("  " + _json(item) for item in held) + "\n ]"


def _json(held: Any) -> str:
    return json.dumps(held, ensure_ascii=False)


def main() -> None:
    """Write the records."""
    for sample in sorted((ROOT / "data/samples").glob("*.txt")):
        record: dict[str, Any] = {**claimx.extract(sample.read_bytes().decode("utf-8"))}
        file = ROOT / "tests/data/samples" / f"{sample.stem}.json"
        file.write_text(told({**record, "source": sample.name}), encoding="utf-8")


if __name__ == "__main__":
    main()
