"""Fit how far the latest day that an article states is its day of publication: `python training/publication.py GOLD_DIR... [--articles FILE.jsonl] [--write]`.

GOLD_DIR holds texts with their gold (`x.txt`, `x.gold.json`), FILE.jsonl articles with `text` and `published`. For each kind of stated
day (see `lexicons/publication.toml`) it prints the share of articles whose latest such day is the day of publication; `--write` keeps them.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from claimx.language.reading import Reading
from claimx.timex import find
from claimx.timex.published import days_of

LEXICON = Path(__file__).parent.parent / "src/claimx/lexicons/publication.toml"


def articles(folders: list[Path], files: list[Path]) -> Iterator[tuple[str, date]]:
    """Yield the text and the day of publication of each article that has one."""
    for folder in folders:
        for gold in sorted(folder.glob("*.gold.json")):
            published = json.loads(gold.read_text(encoding="utf-8")).get("published")
            if published:
                yield gold.with_name(gold.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8"), date.fromisoformat(published)
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if record.get("published"):
                yield record["text"], date.fromisoformat(record["published"])


def main() -> None:
    """Print the shares and, with `--write`, keep them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--articles", action="append", type=Path, default=[])
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    right: Counter[str] = Counter()
    all_of: Counter[str] = Counter()
    order = ("said", "closing", "other")
    for text, published in articles(arguments.folders, arguments.articles):
        reading = Reading(text)
        days = list(days_of(find(text), reading))
        if not days:
            continue
        latest = max(on for on, _ in days)
        kind = next(kind for kind in order if (latest, kind) in days)
        all_of[kind] += 1
        right[kind] += latest == published
    shares = {kind: round((right[kind] + 1) / (all_of[kind] + 2), 2) for kind in order}  # Laplace's rule of succession
    for kind in order:
        print(f"{kind:10} {shares[kind]:5.2f}   {right[kind]} of {all_of[kind]}")
    if arguments.write:
        source = f"{', '.join(p.name for p in [*arguments.folders, *arguments.articles])}, {datetime.now(UTC).date()}, n = {sum(all_of.values())} articles"
        section = "\n".join(f"{kind} = {share}" for kind, share in shares.items())
        text = LEXICON.read_text(encoding="utf-8")
        text = re.sub(r"(?s)source = .*", f'source = "{source}"\n{section}\n', text)
        LEXICON.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
