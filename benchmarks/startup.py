"""How long one article takes as a whole process, against a spaCy process that loads Indonesian and does nothing.

    python benchmarks/startup.py [--runs 9]

Prints seconds of each pair of runs and the median of their ratios; the two commands alternate, so that a machine whose
speed drifts drifts for both. Bytecode is kept for both, as an installed program has it. Public tools only: the interpreter,
`time.perf_counter`, `subprocess`.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SAMPLE = Path(__file__).parents[1] / "data/samples/perintah_ditarik.txt"
OURS = [sys.executable, "-m", "claimx", "extract", "-q", "--format", "json", str(SAMPLE)]
SPACY = [sys.executable, "-c", "import spacy; spacy.blank('id')"]


def seconds(command: list[str], bytecode: str) -> float:
    """Run a command to its end, with a folder for bytecode, and return its wall time in seconds."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {"PYTHONPYCACHEPREFIX": bytecode}
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=kept)
    return time.perf_counter() - started


def main() -> None:
    """Print the pairs and the median ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    ratios = []
    with tempfile.TemporaryDirectory() as bytecode:
        for command in (OURS, SPACY):
            seconds(command, bytecode)  # compiles, and warms the file cache
        for _ in range(runs):
            ours, empty = seconds(OURS, bytecode), seconds(SPACY, bytecode)
            ratios.append(ours / empty)
            print(f"claimx, one article {ours:6.3f} s   empty spaCy load {empty:6.3f} s   ratio {ours / empty:5.3f}")
    print(f"median ratio {statistics.median(ratios):.3f} over {runs} pairs")


if __name__ == "__main__":
    main()
