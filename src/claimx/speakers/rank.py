"""The fitted judgement of who a source means: scores of candidates, as probabilities (`ranking/speakers.json`, fitted by `training/speakers.py`).

A linear model: each number counts by its weight, and by one more for the form of the source.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from claimx.ranking.model import file_of
from claimx.speakers.features import Features

FILE = "speakers.json"
_LEAST_REASON = 0.05  # of a score: less is not told


@dataclass(slots=True, frozen=True)
class Ranker:
    """`weights`: by feature, and by `form:feature`; `heat` divides the scores, so that the probabilities are right as often as they say."""

    weights: dict[str, float]
    heat: float

    def score(self, form: str, features: Features) -> float:
        """Return the score of one candidate."""
        weights = self.weights
        return sum(value * (weights.get(name, 0.0) + weights.get(f"{form}:{name}", 0.0)) for name, value in features.items())

    def probabilities(self, form: str, candidates: Sequence[Features]) -> list[float]:
        """Return how likely each candidate is the one that is meant; they sum to one."""
        scores = [self.score(form, features) / self.heat for features in candidates]
        best = max(scores)
        raised = [math.exp(score - best) for score in scores]
        return [share / sum(raised) for share in raised]

    def reasons(self, form: str, chosen: Features, rival: Features, most: int = 4) -> list[str]:
        """Return what spoke most for one candidate against another, the strongest first, as `name +1.2`."""
        shares = {
            name: (chosen.get(name, 0.0) - rival.get(name, 0.0)) * (self.weights.get(name, 0.0) + self.weights.get(f"{form}:{name}", 0.0))
            for name in chosen.keys() | rival.keys()
        }
        counted = sorted(shares.items(), key=lambda row: (-abs(row[1]), row[0]))[:most]
        return [f"{name} {share:+.1f}" for name, share in counted if abs(share) >= _LEAST_REASON]


@cache
def ranker() -> Ranker:
    """Return the fitted ranker, read once."""
    held = json.loads(file_of(FILE))
    return Ranker(held["weights"], held["heat"])
