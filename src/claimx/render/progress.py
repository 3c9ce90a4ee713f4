"""How far a long run is: a bar on standard error, only on a terminal, with count, rate and time left."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

Item = TypeVar("Item")
_COUNTABLE = 200_000_000  # bytes of a JSON Lines file whose lines are counted first


def shown(items: Iterable[Item], inputs: list[str], hidden: bool = False) -> Iterator[Item]:
    """Yield the items, showing on standard error how many have come; nothing where that is no terminal, or for a single file."""
    if hidden or not sys.stderr.isatty():
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
        for item in items:
            speed = progress.tasks[0].speed
            progress.update(task, advance=1, rate=f"{speed:.0f}/s" if speed else "")
            yield item


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
