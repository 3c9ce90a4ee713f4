"""Put the project's own annotation beside its texts, in `training/.work/own`, for the scripts that fit models.

    python training/own.py [--gold ../shared/gold] [--news ../shared/news]

Of `gold/standoff`, `everyday`, `news` and `news_acts` annotate articles of the news, `train_quotes` the quotes of articles of train. All are offsets; the
texts are found by their SHA-256. An article of the news is left out that shares more than a fifth of its runs of seven words with others: with those of
train, dev, dev2 and test, or of the files before its own. So nothing is learned from in one fold and judged in another.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

from gold import OF_NEWS, OWN, SHARED, WORK

ROOT = Path(__file__).parent.parent
RUN = 7  # words
MOST_SHARED = 0.2  # of the runs of an article


def main() -> None:
    """Write the texts of the news as files, and fill the annotations; raises `SystemExit` where no text of one is there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=SHARED / "gold")
    parser.add_argument("--news", type=Path, default=SHARED / "news")
    chosen = parser.parse_args()
    shutil.rmtree(OWN, ignore_errors=True)  # what is annotated no more is learned from no more
    texts = WORK / "texts"
    texts.mkdir(parents=True, exist_ok=True)
    for path in sorted(chosen.news.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            (texts / f"{record['id']}.txt").write_text(record["text"], encoding="utf-8", newline="")
    for name, folder in (*((name, texts) for name in OF_NEWS), ("train_quotes", chosen.gold / "train")):
        annotation = ROOT / "gold/standoff" / f"{name}.jsonl"
        done = subprocess.run([sys.executable, ROOT / "tools/standoff.py", "fill", annotation, folder, OWN / name], check=False)
        if done.returncode:
            raise SystemExit(f"{annotation}: none of its texts are in {folder}")
    held = {run for path in chosen.gold.glob("*/*.txt") for run in runs(path)}
    for name in OF_NEWS:
        kept: set[str] = set()
        for path in sorted((OWN / name).glob("*.txt")):
            own = runs(path)
            if len(own & held) > MOST_SHARED * len(own):
                path.unlink()
                path.with_name(f"{path.stem}.gold.json").unlink()
                print(f"left out, as other gold has it: {name}/{path.stem}")
            else:
                kept |= own
        held |= kept


def runs(path: Path) -> set[str]:
    """Return the runs of `RUN` words of a text."""
    words = re.findall(r"\w+", path.read_text(encoding="utf-8").lower())
    return {" ".join(words[k : k + RUN]) for k in range(len(words) - RUN + 1)}


if __name__ == "__main__":
    main()
