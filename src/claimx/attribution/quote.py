"""The record of one quote while it is being found: spans as (start, end) offsets, before speakers are known."""

from __future__ import annotations

from dataclasses import dataclass, field

from claimx.attribution.phrases import Span


@dataclass(slots=True)
class Quote:
    """One act of saying. `type` is direct, indirect or mixed; `rule` names what found it; `cuts` is where the
    content of the quote before must end, since this one begins inside it."""

    type: str
    content: list[Span]
    cue: Span | None
    source: Span | None
    rule: str
    confidence: float
    via: Span | None = None
    flags: list[str] = field(default_factory=list)
    cuts: int | None = None

    @property
    def start(self) -> int:
        """Return the offset of the first content character."""
        return self.content[0][0]

    @property
    def end(self) -> int:
        """Return the offset behind the last content character."""
        return self.content[-1][1]
