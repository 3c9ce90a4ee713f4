"""Every regular expression of claimx, tried on texts made of its own repetitions: where time hides that grows with the square.

    python fuzz/expressions.py [--length 10000] [--limit 1.0] [--jobs 2]

For each repetition of each expression (`\\s+`, `(?:\\w+ ){0,4}` …) an article is made in which what repeats stands thousands of
times after what has to come before it. Articles that take longer than the limit, in seconds, are named, with the expression.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import itertools
import multiprocessing
import re
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import claimx

ROOT = Path(claimx.__file__).parent
SAMPLES = Path(__file__).parents[1] / "data/samples"
REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
LETTERS = "a1 A.,-\"'(b\n”éZ_:;/"  # tried in this order where an expression takes several
IN_CLASS = {codes.CATEGORY_DIGIT: str.isdigit, codes.CATEGORY_SPACE: str.isspace, codes.CATEGORY_WORD: lambda c: c.isalnum() or c == "_"}
NOT_IN_CLASS = {codes.CATEGORY_NOT_DIGIT: codes.CATEGORY_DIGIT, codes.CATEGORY_NOT_SPACE: codes.CATEGORY_SPACE,
                codes.CATEGORY_NOT_WORD: codes.CATEGORY_WORD}  # fmt: skip


def expressions() -> dict[tuple[str, int], str]:  # noqa: C901
    """Return (pattern, flags) of every expression of the package, with its place: written out in the source, or compiled by a run."""
    found: dict[tuple[str, int], str] = {}
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "re"
            if called and node.args and isinstance(node.args[0], ast.Constant):
                rest = ast.unparse(node)
                flags = sum(getattr(re, name) for name in ("IGNORECASE", "VERBOSE", "DOTALL", "MULTILINE") if f"re.{name}" in rest)
                found[node.args[0].value, flags] = f"{path.relative_to(ROOT)}:{node.lineno}"
    compile_, here = re._compile, str(ROOT)  # type: ignore[attr-defined]

    def noted(pattern: Any, flags: int) -> Any:
        frame = sys._getframe(2)
        if isinstance(pattern, str) and frame.f_code.co_filename.startswith(here):
            found.setdefault((pattern, int(flags)), f"{Path(frame.f_code.co_filename).relative_to(ROOT)}:{frame.f_lineno}")
        return compile_(pattern, flags)

    re._compile = noted  # type: ignore[attr-defined]
    try:
        for name in [name for name in sys.modules if name.startswith("claimx.")]:
            del sys.modules[name]
        for path in sorted(ROOT.rglob("*.py")):
            if path.stem not in ("__init__", "__main__"):
                importlib.import_module("claimx." + ".".join(path.relative_to(ROOT).with_suffix("").parts))
        for _, form in importlib.import_module("claimx.timex.patterns").all_forms():
            assert form.pattern
        for rules in importlib.import_module("claimx.acts.rules").rules().values():
            for rule in rules:
                for part in ("cue", "before", "not_before", "after", "not_after"):
                    rule.part(part)
        for path in sorted(SAMPLES.glob("*.txt")):
            importlib.import_module("claimx.pipeline").extract(path.read_text(encoding="utf-8"))
    finally:
        re._compile = compile_  # type: ignore[attr-defined]
    return found


def example(items: Any, branch: int = 0) -> str:
    """Return a string that a parsed expression takes; `branch` chooses among alternatives."""
    parts = []
    for op, value in items:
        if op is codes.LITERAL:
            parts.append(chr(value))
        elif op is codes.NOT_LITERAL:
            parts.append("b" if value == ord("a") else "a")
        elif op is codes.ANY:
            parts.append("a")
        elif op is codes.IN:
            parts.append(_letter(value))
        elif op is codes.BRANCH:
            parts.append(example(value[1][branch % len(value[1])], branch))
        elif op is codes.SUBPATTERN:
            parts.append(example(value[-1], branch))
        elif op is codes.ATOMIC_GROUP:
            parts.append(example(value, branch))
        elif op in REPEATS:
            low, high, inner = value
            parts.append(example(inner, branch) * max(low, min(high, 1)))
    return "".join(parts)


def _letter(items: Any) -> str:
    negated = items[0][0] is codes.NEGATE

    def taken(letter: str) -> bool:
        code = ord(letter)
        for op, value in items:
            if (op is codes.LITERAL and value == code) or (op is codes.RANGE and value[0] <= code <= value[1]):
                return True
            if op is codes.CATEGORY and (IN_CLASS[value](letter) if value in IN_CLASS else not IN_CLASS[NOT_IN_CLASS[value]](letter)):
                return True
        return False

    named = (chr(value if op is codes.LITERAL else value[0]) for op, value in items if op in (codes.LITERAL, codes.RANGE))
    return next((letter for letter in itertools.chain(LETTERS, named) if taken(letter) != negated), "a")


def repetitions(items: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """Yield (what stands before, what repeats) for every repetition of a parsed expression that has no small limit."""
    items = list(items)
    for number, (op, value) in enumerate(items):
        if op in REPEATS:
            _, high, inner = value
            if high > 8:
                for branch in range(3):
                    yield before, example(inner, branch)
                yield before, example(inner) + example(items[number + 1 : number + 2])
                yield "", before + example(inner)
            yield from repetitions(inner, before)
        elif op is codes.SUBPATTERN:
            yield from repetitions(value[-1], before)
        elif op is codes.ATOMIC_GROUP:
            yield from repetitions(value, before)
        elif op in (codes.ASSERT, codes.ASSERT_NOT):
            yield from repetitions(value[1], before)
        elif op is codes.BRANCH:
            for branch in value[1]:
                yield from repetitions(branch, before)
        before += example([(op, value)])


class _TooLong(BaseException):
    """Past every handler of `Exception`."""


def _stop(*_: Any) -> None:
    raise _TooLong


def _seconds(job: tuple[str, float]) -> float:
    """Return how long the analysis of a text takes, at most the limit."""
    text, limit = job
    started = time.perf_counter()
    signal.setitimer(signal.ITIMER_REAL, limit)
    try:
        claimx.extract(text)
    except _TooLong:
        return limit
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return time.perf_counter() - started


def _article(attack: str) -> str:
    """Return an article with an attack as its first line and inside a sentence."""
    return f"{attack}\nBudi Hartono mengatakan {attack} kata Budi, Senin (4/3/2024)."


def main() -> int:
    """Try all and name what is slow; the exit code tells whether anything was."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--length", type=int, default=10_000)
    options.add_argument("--limit", type=float, default=1.0)
    options.add_argument("--jobs", type=int, default=2)
    chosen = options.parse_args()
    found = expressions()
    attacks: dict[tuple[str, str, str], str] = {}
    for (pattern, flags), place in found.items():
        for before, pump in repetitions(parser.parse(pattern, flags)):
            for tail in ("", "!") if pump else ():
                attacks.setdefault((before[-60:], pump, tail), f"{place} {pattern[:80]}")
    slow, worst = 0, 0.0
    texts = ((_article(before + pump * (chosen.length // len(pump)) + tail), chosen.limit) for before, pump, tail in attacks)
    with multiprocessing.Pool(chosen.jobs, signal.signal, (signal.SIGALRM, _stop)) as pool:
        for took, ((before, pump, tail), place) in zip(pool.imap(_seconds, texts, chunksize=20), attacks.items(), strict=True):
            worst = max(worst, took)
            if took >= chosen.limit:
                slow += 1
                print(f"{took:6.2f} s  {before!r} + {pump!r} … {tail!r}  {place}", flush=True)
    print(f"{len(found)} expressions, {len(attacks)} attacks, the slowest {worst:.2f} s, {slow} over {chosen.limit} s")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
