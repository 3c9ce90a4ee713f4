"""How sure a quote is: a fitted judgement over the rules that found its content and its speaker (`ranking/quote.toml`)."""

from __future__ import annotations

from claimx.ranking.model import Features, model, probability

SELDOM = "seldom"


def confidence(rule: str, uncertainty: float, speaker_rule: str) -> float:
    """Return how likely content and speaker of a quote are both right, 0 to 1 (fitted, `ranking/quote.toml`)."""
    weights = model("quote")["weights"]
    found = features(rule, uncertainty, speaker_rule)
    # a rule that was seen too seldom to be weighed alone counts as the other seldom ones do
    pooled = {name if name in weights else f"{name.partition('_')[0]}_{SELDOM}": value for name, value in found.items()}
    return round(probability("quote", pooled), 2)


def features(rule: str, uncertainty: float, speaker_rule: str) -> Features:
    """Return what the confidence of a quote rests on: the rules that found content and speaker, and the uncertainty of the case."""
    found = {f"rule_{rule.removesuffix('+middle')}": 1.0, f"speaker_{speaker_rule}": 1.0, "uncertainty": uncertainty}
    return found | {"middle": 1.0} if rule.endswith("+middle") else found
