"""How long one article takes as a whole process, against a spaCy process that loads Indonesian and does nothing.

    python benchmarks/startup.py [--runs 9]

Prints seconds of each pair of runs and the median of their ratios; the two commands alternate, so that a machine whose
speed drifts drifts for both. Public tools only: the interpreter, `time.perf_counter`, `subprocess`.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

SAMPLE = Path(__file__).parents[1] / "data/samples/perintah_ditarik.txt"
OURS = [sys.executable, "-m", "claimx", "extract", "-q", "--format", "json", str(SAMPLE)]
SPACY = [sys.executable, "-c", "import spacy; spacy.blank('id')"]


def seconds(command: list[str]) -> float:
    """Run a command to its end and return its wall time in seconds."""
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def main() -> None:
    """Print the pairs and the median ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    for command in (OURS, SPACY):
        seconds(command)  # warm the file cache
    ratios = []
    for _ in range(runs):
        ours, empty = seconds(OURS), seconds(SPACY)
        ratios.append(ours / empty)
        print(f"claimx, one article {ours:6.3f} s   empty spaCy load {empty:6.3f} s   ratio {ours / empty:5.3f}")
    print(f"median ratio {statistics.median(ratios):.3f} over {runs} pairs")


if __name__ == "__main__":
    main()
