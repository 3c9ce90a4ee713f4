"""One cue while it is being found: offsets, class and attributes; agent and target still as spans."""

from __future__ import annotations

from dataclasses import dataclass

from claimx.attribution.phrases import Span

LOOK_BACK = 800  # characters before a cue that are looked at


@dataclass(slots=True)
class Cue:
    """One cue found: offsets, class and attributes; agent and target still as spans."""

    start: int
    end: int
    label: str
    subtype: str | None
    rule: str
    form: str
    polarity: str
    modality: str
    aspect: str | None
    strength: str
    confidence: float
    agent_span: Span | None = None
    agent_quote: int | None = None  # index of the quote whose speaker is the agent
    agent_same_as: int | None = None  # index of the cue whose agent this one shares
    demander_span: Span | None = None
    target: Span | None = None
    old_value: str | None = None
    new_value: str | None = None
    reason: str | None = None
    quote: int | None = None  # index of the quote in whose content the cue stands
