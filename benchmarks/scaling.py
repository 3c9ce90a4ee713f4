"""How far the program goes: workers, growth with the size of a batch and of one document, memory of a stream.

    python benchmarks/scaling.py [FILE.jsonl] [--quick]

Prints ratios measured in one run: 1 against 2 workers (medians of paired runs), seconds per MB of 1 to 16 MB of articles
and of one document of 0.1 to 10 MB, peak memory of 1,000 against 100,000 articles (`--quick`: less of everything).
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import claimx

ROOT = Path(__file__).parents[1]


def texts(path: Path | None) -> list[str]:
    """Return the texts to run on."""
    if path:
        return [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    return [p.read_text(encoding="utf-8") for p in sorted((ROOT / "data/samples").glob("*.txt"))]


def batch(folder: Path, articles: list[str], count: int) -> Path:
    """Write a JSON Lines file of `count` articles."""
    path = folder / f"{count}.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            out.write(json.dumps({"id": number, "text": articles[number % len(articles)]}) + "\n")
    return path


def seconds(*arguments: str) -> float:
    """Run `claimx extract` to its end and return its wall time."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "claimx", "extract", "-q", "-f", "jsonl", *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def peak(path: Path) -> float:
    """Return the peak memory of a run over a file, in MB; Linux tells it (`getrusage` would count this process, which it forks)."""
    code = (
        "import re, sys; from claimx.__main__ import main\n"
        "sys.argv = ['claimx', 'extract', '-q', '-f', 'jsonl', sys.argv[1]]\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "sys.stderr.write(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    return int(done.stderr) / 1024


def per_megabyte(sizes: list[float], make: object) -> None:
    """Print seconds per MB at each size, and the ratio of the largest to the smallest."""
    rates = []
    for size in sizes:
        articles = make(int(size * 1e6))  # type: ignore[operator]
        amount = sum(map(len, articles)) / 1e6
        started = time.perf_counter()
        for text in articles:
            claimx.extract(text)
        rates.append((time.perf_counter() - started) / amount)
        print(f"  {amount:6.1f} MB {rates[-1]:7.3f} s/MB", flush=True)
    print(f"  most against least {max(rates) / min(rates):.2f}")


def main() -> None:
    """Print all ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    articles = texts(options.file)
    claimx.extract(articles[0])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = batch(folder, articles, 1_000 if options.quick else 4_000)
        pairs = [(seconds(str(path)), seconds("-j", "2", str(path))) for _ in range(1 if options.quick else 5)]
        for one, two in pairs:
            print(f"1 worker {one:6.2f} s   2 workers {two:6.2f} s   {one / two:5.2f} x", flush=True)
        print(f"median {statistics.median(one / two for one, two in pairs):.2f} x")

        def several(size: int) -> list[str]:
            found: list[str] = []
            while sum(map(len, found)) < size:
                found += articles
            return found

        print("growth with the size of a batch")
        per_megabyte([1, 2] if options.quick else [1, 2, 4, 8, 16], several)
        print("growth with the size of one document")
        whole = "\n\n".join(articles)
        per_megabyte([0.1, 1] if options.quick else [0.1, 1, 10], lambda size: [(whole * (size // len(whole) + 1))[:size]])
        few, many = (200, 2_000) if options.quick else (1_000, 100_000)
        small, large = (peak(batch(folder, articles, count)) for count in (few, many))
        print(f"peak memory: {few:,} articles {small:.0f} MB, {many:,} articles {large:.0f} MB, ratio {large / small:.2f}")


if __name__ == "__main__":
    main()
