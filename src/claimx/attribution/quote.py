"""The record of one quote while it is being found: spans as (start, end) offsets, before speakers are known."""

from __future__ import annotations

from dataclasses import dataclass, field

from claimx.ranking.model import Features, model, probability
from claimx.timex.spans import Span

SELDOM = "seldom"


@dataclass(slots=True)
class Quote:
    """One act of saying. `type` is direct, indirect or mixed; `rule` names what found it (in words: `render/words.toml`);
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
    """Return how likely content and speaker of a quote are both right, 0 to 1 (fitted, `ranking/quote.toml`)."""
    weights = model("quote")["weights"]
    found = features(rule, doubt, speaker_rule)
    # a rule that was seen too seldom to be weighed alone counts as the other seldom ones do
    pooled = {name if name in weights else f"{name.partition('_')[0]}_{SELDOM}": value for name, value in found.items()}
    return round(probability("quote", pooled), 2)


def features(rule: str, doubt: float, speaker_rule: str) -> Features:
    """Return what the confidence of a quote rests on: the rules that found content and speaker, and the doubt of the case."""
    found = {f"rule_{rule.removesuffix('+middle')}": 1.0, f"speaker_{speaker_rule}": 1.0, "doubt": doubt}
    return found | {"middle": 1.0} if rule.endswith("+middle") else found
