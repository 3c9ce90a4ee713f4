"""How far a long run is: a bar on standard error, only on a terminal, with count, rate and time left."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.console import Console

Item = TypeVar("Item")
_bar_on: list[Console] = []  # the console of the bar that is shown, if one is
_COUNTABLE = 200_000_000  # bytes of a JSON Lines file whose lines are counted first


def shown(items: Iterable[Item], inputs: list[str], hidden: bool = False) -> Iterator[Item]:
    """Yield the items, showing on standard error how many have come; nothing where that is no terminal, or for a single file."""
    if hidden or sys.stderr is None or not sys.stderr.isatty():
        yield from items
        return
    total = _total(inputs)
    if total == 1:
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    with Progress(
        BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeElapsedColumn(), TimeRemainingColumn(),
        console=Console(stderr=True), transient=True,
    ) as progress:  # fmt: skip
        task = progress.add_task("", total=total, rate="")
        _bar_on.append(progress.console)
        try:
            for item in items:
                speed = progress.tasks[0].speed
                progress.update(task, advance=1, rate=f"{speed:.0f}/s" if speed else "")
                yield item
        finally:
            _bar_on.pop()


def told_above(line: str) -> bool:
    """Print a line above the bar and return whether one is shown: what is written past it would tear it."""
    for console in _bar_on:
        console.print(line, markup=False, highlight=False, soft_wrap=True, emoji=False)
    return bool(_bar_on)


def _total(inputs: list[str]) -> int | None:
    """Return how many articles the inputs hold, None where only reading them would tell."""
    from claimx.errors import InputError
    from claimx.inputs.paths import LINES, expand

    count = 0
    for argument in inputs:
        try:
            for path in expand(argument):
                if path == "-" or path.endswith((".gz", ".bz2", ".xz", ".zst", ".json")):
                    return None
                if path.endswith(LINES):
                    if Path(path).stat().st_size > _COUNTABLE:
                        return None
                    with Path(path).open("rb") as lines:
                        count += sum(1 for _ in lines)
                else:
                    count += 1
        except (InputError, OSError):
            count += 1
    return count
