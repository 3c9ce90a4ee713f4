"""Kills a batch at random moments, goes on with `--resume` each time, and counts documents lost or doubled.

python benchmarks/kills.py [--documents 10000] [--kills 20] [--jobs 2] [--seed 1]
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main() -> int:
    """Run and report; the exit code is 1 where a document is lost or doubled."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "data/samples").glob("*.txt"))]
    with tempfile.TemporaryDirectory() as name:
        path, out = Path(name, "in.jsonl"), Path(name, "out.jsonl")
        with path.open("w", encoding="utf-8") as lines:
            for number in range(options.documents):
                lines.write(json.dumps({"id": number, "text": texts[number % len(texts)]}) + "\n")
        given = f"extract -q -f jsonl -j {options.jobs} --resume -o".split()
        command = [sys.executable, "-m", "claimx", *given, str(out), str(path)]
        killed = 0
        while killed < options.kills:
            process = subprocess.Popen(command)
            try:
                process.wait(timeout=chance.uniform(0.5, 3.5))
                break  # it was done before it could be killed
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                killed += 1
            time.sleep(0.05)
        if not out.exists():
            subprocess.run(command, check=True)
        found = [json.loads(line)["source"] for line in out.read_bytes().split(b"\n") if line]
        lost = options.documents - len(set(found))
        doubled = len(found) - len(set(found))
    print(f"{options.documents:,} documents, {killed} kills: {lost} lost, {doubled} doubled")
    return 1 if lost or doubled else 0


if __name__ == "__main__":
    sys.exit(main())
