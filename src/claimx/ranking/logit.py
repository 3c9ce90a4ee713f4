"""A fitted choice among candidates: a conditional logit over named features, its weights data (`sources.json`, `bounds.json`, `speakers.json`, `targets.json`,
`agents.json`, `matters.json`).

A linear model: each number counts by its weight, by one more for the form of what is asked, and by one more the briefer the text is, where the model has such weights.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache

from claimx.ranking.model import Features, file_of, strongest

BRIEF = "brief"  # the form whose weights count as far as the text is brief (`Reading.brief`)


class Ranker:
    """`weights`: by feature; `of_forms`: of each form that has weights of its own, those beside them; `heat` divides the scores of
    `probabilities`, so that they are right as often as they say."""

    def __init__(self, weights: dict[str, float], of_forms: dict[str, dict[str, float]], heat: float) -> None:
        self.weights = weights
        self.heat = heat
        self._own = of_forms
        self._of_form: dict[tuple[str, float], dict[str, float]] = {}

    def of_form(self, form: str, brief: float = 0.0) -> dict[str, float]:
        """Return the weights that features have where a form is asked for, in a text that is brief to some degree (0 to 1)."""
        brief = round(brief, 1) if BRIEF in self._own else 0.0
        known = self._of_form.get((form, brief))
        if known is None:
            known = dict(self.weights)
            for own, share in ((form, 1.0), (BRIEF, brief)):
                for name, weight in self._own.get(own, {}).items() if share else ():
                    known[name] = known.get(name, 0.0) + share * weight
            self._of_form[form, brief] = known
        return known

    def score(self, form: str, features: Features) -> float:
        """Return the score of one candidate."""
        weight = self.of_form(form).get
        total = 0.0  # a loop, as a generator takes a third longer
        for name, value in features.items():
            total += value * weight(name, 0.0)
        return total

    def probabilities(self, form: str, candidates: Sequence[Features]) -> list[float]:
        """Return how likely each candidate is the one that is meant; they sum to one."""
        scores = [self.score(form, features) / self.heat for features in candidates]
        best = max(scores)
        raised = [math.exp(score - best) for score in scores]
        total = sum(raised)
        return [share / total for share in raised]

    def reasons(self, form: str, chosen: Features, rival: Features) -> list[str]:
        """Return what spoke most for one candidate against another, the strongest first, as `name +1.2`."""
        weights = self.of_form(form)
        names = sorted(chosen.keys() | rival.keys())
        return strongest({name: (chosen.get(name, 0.0) - rival.get(name, 0.0)) * weights.get(name, 0.0) for name in names})


@cache
def ranker(name: str) -> Ranker:
    """Return a fitted ranker, read once: `sources` (where one begins and ends), `bounds` (of a paraphrase), `speakers` (who a source means), `targets` (what an act
    is done to), `agents` (who does it) or `matters` (what it is about)."""
    held = json.loads(file_of(f"{name}.json"))
    return Ranker(held["weights"], held["of_forms"], held["heat"])
