"""Fuzzing by a grammar: articles made from nothing, each checked as `fuzz.py` checks its own, and for time against ordinary news.

    python fuzz/grammar.py [FOLDER OF TEXTS] [--executions 10000] [--jobs 2] [--seed 1] [--slow MINUTES]

The folder holds ordinary news to measure against. Without it these are the samples, whose many quotes and cues are allowed for.
`--slow` searches for input that takes long instead: clauses of the grammar, repeated and recombined, of which the slowest stay.
"""

from __future__ import annotations

import argparse
import gc
import heapq
import multiprocessing
import random
import re
import sys
import time
import tomllib
import unicodedata
from collections.abc import Callable
from functools import partial
from pathlib import Path

from fuzz import SAMPLES, Task, broken, fault, options, run, texts

from claimx.lexicons import entries, load

DEEPEST = 9  # symbols inside one another
MOST = 10  # times as long as ordinary news
DENSE = 2.7  # times as long as ordinary news the samples take
SHORTEST = 500  # characters below which the time of a text says nothing
KEPT = 30  # units that the search for slow ones goes on from
LONGEST = 160  # characters of a unit
DAYS = [None, "0001-01-01", "2024-02-29", "2024-03-05", "9999-12-31"]  # of publication
ODD = ["\u0301", "\u0323\u0308", "\u200e", "\u202e", "\u2067", "\u00a0", "\u2009", "\u3000", "\u200b", "\ufeff", "\u00ad", "\ud800", "\udfff", "😀", "👩\u200d🚒", "，", "：", "＂", "（", "７", "Ｂ", "\x00", "\u2028"]  # fmt: skip
CHANGES: list[Callable[[str], str]] = [str.upper, str.lower, str.title, partial(unicodedata.normalize, "NFD"), lambda text: text.replace(" ", "\u00a0")]  # fmt: skip

# symbols and what they can be; lists of words of the cues are symbols too
GRAMMAR: dict[str, list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")) | {"odd": ODD}
for _name, _words in load("cues")["lists"].items():
    GRAMMAR.setdefault(f"any_{_name}", [word.replace("*", "") for word in entries(_words)])
UNITS = list(GRAMMAR)[list(GRAMMAR).index("title") :]  # what is shorter than a paragraph
SYLLABLES = [consonant + vowel for consonant in "bdgklmnprst" for vowel in "aiou"]


def made(symbol: str, chance: random.Random, depth: int = 0) -> str:
    """Return a text that a symbol can be; where it is deep enough, one with no symbol in it, else the first, which leads to an end."""
    choices = GRAMMAR[symbol]
    if depth >= DEEPEST:
        choices = [choice for choice in choices if "<" not in choice] or choices[:1]
    return re.sub(r"<(\w+)>", lambda inner: made(inner[1], chance, depth + 1), chance.choice(choices))


def named(text: str) -> str:
    """Return a text with another name for each `№` and another word for each `¤`: a word that was read before is soon read."""

    def name(place: re.Match[str]) -> str:
        word = "".join(SYLLABLES[place.start() // len(SYLLABLES) ** n % len(SYLLABLES)] for n in range(3))
        return word.title() if place[0] == "№" else word

    return re.sub("[№¤]", name, text)


def article(chance: random.Random) -> str:
    """Return an article, every other one with odd characters, and some in other letters, decomposed or without plain spaces."""
    text = named(made("article", chance))
    for _ in range(chance.choice([0, 0, 0, 1, 3, 20])):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(ODD) + text[at + chance.randrange(2) :]
    return chance.choice(CHANGES)(text) if chance.random() < 0.1 else text


def timed(text: str, published: str | None = None) -> tuple[float, str | None]:
    """Return how long the checks of a text take, in seconds of the processor, and what is wrong with it."""
    started = time.process_time()
    wrong = fault(text, published)
    return time.process_time() - started, wrong


def pace(seeds: list[str], dense: float) -> float:
    """Return the seconds that a character of ordinary news takes, where that of these texts takes so many times as long."""
    return min(sum(timed(text)[0] for text in seeds) for _ in range(4)) / sum(map(len, seeds)) / dense


def judged(text: str, published: str | None, limit: float, anew: Callable[[], float]) -> str | None:
    """Return what is wrong with a text of this day, a character of which may take so many seconds; None where nothing is.

    `anew` measures the limit again for what seems slow: other work on the machine slows news as well.
    """
    allowed = limit * max(len(text), SHORTEST)
    took, wrong = timed(text, published)
    if not wrong and took > allowed:
        took = min(took, *(timed(text, published)[0] for _ in range(2)))
        allowed = max(limit, anew()) * max(len(text), SHORTEST)
        wrong = f"slow: {MOST * took / allowed:.0f} times as long as news" if took > allowed else None
    return wrong and f"{wrong} (published {published})"


def work(task: Task, dense: float) -> tuple[int, list[tuple[bytes, str]]]:
    """Run a share of the executions; return how many and what was found."""
    seeds, seed, count = task
    chance = random.Random(seed)
    anew = lambda: MOST * pace(seeds, dense)  # noqa: E731
    limit = anew()
    cases = ((article(chance), partial(judged, published=chance.choice(DAYS), limit=limit, anew=anew)) for _ in range(count))
    return count, broken(cases, chance)


def unit_of(kept: list[tuple[float, str]], chance: random.Random) -> str:
    """Return a unit of the grammar, or one made of two that are kept: joined, crossed, with a word more, less or another."""
    if len(kept) < KEPT or chance.random() < 0.3:
        return made(chance.choice(UNITS), chance, DEEPEST - 3) + chance.choice([" ", ". ", ", ", "\n", "\n\n"])
    one, other = (chance.choice(kept)[1].split(" ") for _ in range(2))
    at, to = chance.randrange(len(one) + 1), chance.randrange(len(other) + 1)
    new = chance.choice([made(chance.choice(UNITS), chance, DEEPEST - 2), "№", "¤"])
    return " ".join(chance.choice([one[:at] + other[to:], one + other, one[:at] + one[at + 1 :], [*one[:at], new, *one[at + 1 :]], [*one[:at], new, *one[at:]]]))  # fmt: skip


def repeated(unit: str, size: int) -> float:
    """Return the seconds that a character of a unit takes which is repeated to this size."""
    text = named(unit * (size // len(unit)))
    gc.collect()
    return timed(text)[0] / len(text)


def slowest(task: Task, minutes: float, dense: float) -> list[tuple[float, str]]:
    """Return the units that take longest where they are repeated, each after how many times as long as news it takes."""
    chance, news = random.Random(task[1]), pace(task[0], dense)
    kept: list[tuple[float, str]] = []
    tried: set[str] = set()
    end = time.monotonic() + 60 * minutes
    while time.monotonic() < end:
        unit = unit_of(kept, chance)
        if not unit.strip() or len(unit) > LONGEST or unit in tried:
            continue
        tried.add(unit)
        least, worst = (kept[-1][0] if len(kept) == KEPT else 0.0), (kept[0][0] if kept else 0.0)
        ratio = repeated(unit, 6_000) / news
        if 4 * ratio >= least:  # what grows with the square may get there
            ratio = max(ratio, repeated(unit, 24_000) / news)
        if ratio > worst:
            ratio = min(ratio, max(repeated(unit, 6_000), repeated(unit, 24_000)) / news)  # twice: not a busy machine
        if ratio > worst:
            print(f"{ratio:5.1f} times as long as news: {unit!r}", flush=True)
        kept = heapq.nlargest(KEPT, [*kept, (ratio, unit)])
    print(f"{len(tried):,} units tried")
    return kept


def main() -> int:
    """Run and report; the exit code is 1 where something was found."""
    parser = options(__doc__)
    parser.add_argument("--slow", type=float, metavar="MINUTES", help="search for slow input instead")
    chosen: argparse.Namespace = parser.parse_args()
    dense = DENSE if chosen.folder == SAMPLES else 1.0
    if chosen.slow is None:
        return run(partial(work, dense=dense), chosen, "grammar-")
    tasks = [(texts(chosen.folder), chosen.seed * 1_000_003 + n, 0) for n in range(chosen.jobs)]
    with multiprocessing.Pool(chosen.jobs) as pool:
        kept = [unit for part in pool.map(partial(slowest, minutes=chosen.slow, dense=dense), tasks) for unit in part]
    for ratio, unit in heapq.nlargest(10, kept):
        print(f"{ratio:5.1f} times as long as news: {unit!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
