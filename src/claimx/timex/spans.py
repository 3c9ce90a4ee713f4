"""Where the temporal expressions of a text stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from claimx.annotations import Span, Timex


def first_from(dates: Sequence[Timex], offset: int) -> int:
    """Return the index of the first date that begins at or after an offset; dates stand in order."""
    return bisect_left(dates, offset, key=lambda timex: timex.start)


def nearest(dates: Sequence[Timex], within: Span, anchor: Span, ahead: int, fits: Callable[[Timex], bool]) -> int | None:
    """Return the index of the date that fits and stands nearest to an anchor, None where none does; one before it counts as `ahead` characters farther."""

    def distance(number: int) -> int:
        found = dates[number]
        return found.start - anchor[1] if found.start >= anchor[1] else anchor[0] - found.end + ahead

    inside = range(first_from(dates, within[0]), first_from(dates, within[1]))
    return min((number for number in inside if dates[number].type in ("DATE", "TIME") and fits(dates[number])), key=distance, default=None)


class Dates:
    """The spans of temporal expressions, for asking whether one begins or lies at an offset."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.by_start = dict(spans)
        self.spans = sorted(spans)

    def at(self, offset: int) -> int | None:
        """Return the end of an expression that begins at `offset`."""
        return self.by_start.get(offset)

    def covering(self, offset: int) -> Span | None:
        """Return the expression that covers `offset`."""
        index = bisect_right(self.spans, (offset, float("inf"))) - 1
        return self.spans[index] if index >= 0 and offset < self.spans[index][1] else None

    def within(self, start: int, end: int) -> list[Span]:
        """Return the expressions that begin in [start, end)."""
        return self.spans[bisect_left(self.spans, (start, 0)) : bisect_left(self.spans, (end, 0))]
