"""The record of one quote while it is being found: spans as (start, end) offsets, before speakers are known."""

from __future__ import annotations

from dataclasses import dataclass, field

from claimx.lexicons import load
from claimx.timex.spans import Span


@dataclass(slots=True)
class Quote:
    """One act of saying. `type` is direct, indirect or mixed; `rule` names what found it (`lexicons/rules.toml`);
    `doubt` is how far this case falls short of the rule's clearest, 0 to 1; `cuts` is where the content of the quote
    before must end, since this one begins inside it."""

    type: str
    content: list[Span]
    cue: Span | None
    source: Span | None
    rule: str
    via: Span | None = None
    flags: list[str] = field(default_factory=list)
    cuts: int | None = None
    doubt: float = 0

    @property
    def start(self) -> int:
        """Return the offset of the first content character."""
        return self.content[0][0]

    @property
    def end(self) -> int:
        """Return the offset after the last content character."""
        return self.content[-1][1]


def confidence(rule: str, doubt: float, speaker_rule: str) -> float:
    """Return how far to trust a quote's content and speaker, 0 to 1: the trust in both rules, less the doubt of the case."""
    rules = load("rules")
    trust: float = rules["quote"][rule.removesuffix("+middle")]["trust"] * rules["speaker"][speaker_rule]["trust"]
    return round(trust * (1 - doubt), 2)
