"""Tell which records a change of the code changes: one digest a record over a set of texts.

    python tools/digest.py FILE [--texts PATH ...] [--show N]

Where FILE does not exist yet, the digests are written to it. Else they are compared with it, and the texts whose record differs are counted and N of them
begun. PATH is a folder of texts or a JSON Lines file with `text`; the samples and the cases under tests/data are always read. Each text is read
once with the day of publication that a JSON Lines file gives and once without. Exits with 1 where a record differs.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import claimx

ROOT = Path(__file__).resolve().parent.parent
_MARKS = re.compile(r"\[\[|(?:\|[^\]|]*)*\]\]|(?<= )\|(?=\w)|\{\w+ |\}| => .*|^\d{4}-\d\d-\d\d \| ")
_FEWEST_WORDS = 4


def cases(held: Any) -> Iterator[str]:
    """Yield the texts of a file of cases, without the marks of what is to be found; what else it holds does no harm."""
    if isinstance(held, str):
        yield _MARKS.sub("", held).strip()
    elif isinstance(held, list | dict):
        for part in held if isinstance(held, list) else held.values():
            yield from cases(part)


def sentences(code: str) -> Iterator[str]:
    """Yield the texts that stand in the code of a test: its strings of four words or more, docstrings too, which do no harm."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value.split()) >= _FEWEST_WORDS:
            yield _MARKS.sub("", node.value).strip()


def texts(paths: list[Path]) -> list[str]:
    """Return the samples, the cases and what lies under the paths, short ones first."""
    found = [p.read_text(encoding="utf-8") for p in (ROOT / "data/samples").rglob("*.txt")]
    for path in (ROOT / "tests").glob("test_*.py"):
        found += sentences(path.read_text(encoding="utf-8"))
    for path in (ROOT / "tests/data").glob("*.toml"):
        found += cases(tomllib.loads(path.read_text(encoding="utf-8")))
    for path in paths:
        if path.is_dir():
            found += [p.read_bytes().decode("utf-8") for p in sorted(path.glob("*.txt"))]
        else:
            rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
            found += [row.get("text") or row["sentence"] for row in rows]
    return sorted(dict.fromkeys(found), key=len)


def published(paths: list[Path]) -> dict[str, str]:
    """Return the day of publication of each text that a JSON Lines file dates."""
    files = [path for path in paths if path.suffix == ".jsonl"]
    articles = [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    return {article["text"]: article["published"] for article in articles if article.get("published") and "text" in article}


def digest(text: str, day: str | None) -> tuple[str, str]:
    """Return the key of a text and a day, and the digest of its record; of the fault where it raises one."""
    key = hashlib.sha256(f"{day}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
    try:
        record = json.dumps(claimx.extract(text, day, min_confidence=0), sort_keys=True)
    except Exception as fault:  # a change may mend or make one
        record = repr(fault)
    return key, hashlib.sha256(record.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def main() -> int:
    """Write the digests, or compare them with those of a file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--texts", type=Path, nargs="+", default=[])
    parser.add_argument("--show", type=int, default=5)
    arguments = parser.parse_args()
    days = published(arguments.texts)
    rows = [(text, day) for text in texts(arguments.texts) for day in dict.fromkeys([None, days.get(text)])]
    with ProcessPoolExecutor() as pool:
        found = dict(pool.map(digest, *zip(*rows, strict=True), chunksize=20))
    if not arguments.file.exists():
        arguments.file.write_text(json.dumps(found), encoding="utf-8")
        print(f"{len(found):,} digests written")
        return 0
    before = json.loads(arguments.file.read_text(encoding="utf-8"))
    changed = [row for row, key in zip(rows, found, strict=True) if before.get(key) != found[key]]
    for text, day in changed[: arguments.show]:
        print(f"{day or 'no day'}: {' '.join(text.split())[:100]}")
    print(f"{len(changed):,} of {len(found):,} records differ")
    return bool(changed)


if __name__ == "__main__":
    sys.exit(main())
