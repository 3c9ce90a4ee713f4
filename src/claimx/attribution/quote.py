"""The record of one quote while it is being found: spans as (start, end) offsets, before speakers are known."""

from __future__ import annotations

from dataclasses import dataclass, field

from claimx.attribution.phrases import Span


@dataclass(slots=True)
class Quote:
    """One act of saying. `type` is direct, indirect or mixed; `rule` names what found it; `lost` keeps rejected readings."""

    type: str
    content: list[Span]
    cue: Span | None
    source: Span | None
    rule: str
    confidence: float
    via: Span | None = None
    flags: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Return the offset of the first content character."""
        return self.content[0][0]

    @property
    def end(self) -> int:
        """Return the offset behind the last content character."""
        return self.content[-1][1]
