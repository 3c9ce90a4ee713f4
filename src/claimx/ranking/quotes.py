"""How sure a quote is: a fitted judgement over the rule that found its content and how likely its speaker is (`ranking/quote.toml`)."""

from __future__ import annotations

from claimx.ranking.model import Features, log_odds, model, probability

SELDOM = "seldom"


def confidence(rule: str, uncertainty: float, speaker: float) -> float:
    """Return how likely content and speaker of a quote are both right, 0 to 1 (fitted, `ranking/quote.toml`)."""
    weights = model("quote")["weights"]
    found = features(rule, uncertainty, speaker)
    # a rule that was seen too seldom to be weighed alone counts as the other seldom ones do
    pooled = {name if name in weights else f"{name.partition('_')[0]}_{SELDOM}": value for name, value in found.items()}
    return round(probability("quote", pooled), 2)


def features(rule: str, uncertainty: float, speaker: float) -> Features:
    """Return what the confidence of a quote rests on: the rule that found it, the uncertainty of the case, and how likely its speaker is (0 to 1), as log odds."""
    found = {f"rule_{rule.removesuffix('+middle')}": 1.0, "uncertainty": uncertainty, "speaker": log_odds(speaker)}
    return found | {"middle": 1.0} if rule.endswith("+middle") else found
