"""A logistic model over named features."""

from __future__ import annotations

import json
import math
import os
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypedDict

from claimx.ranking import CHOSEN

Features = dict[str, float]
FILES = {
    "same": "trace.toml",
    "moved": "trace.toml",
    "accept": "accept.json",
    "year": "year.toml",
    "published": "published.toml",
    "quote": "quote.toml",
    "one": "ledger.toml",
    "line": "ledger.toml",
}
_LEAST_REASON = 0.05  # of a score: less is not told
_MOST_REASONS = 4


def file_of(name: str) -> bytes:
    """Return the content of a model file: of the folder that `CLAIMX_MODELS` names where it holds one of this name, else the program's."""
    chosen = os.environ.get(CHOSEN)
    own = Path(chosen, name) if chosen else None
    return own.read_bytes() if own is not None and own.exists() else files(__package__).joinpath(name).read_bytes()


class Model(TypedDict):
    """The weights of one judgement: `bias`, a weight a feature, and the `threshold` from which it is made."""

    bias: float
    threshold: float
    weights: dict[str, float]


@cache
def model(name: str) -> Model:
    """Return the fitted model of a judgement: `one` (matter) and `line` of the ledger, `same` of traces, `year` and `published` of dates, `quote` of the confidence of quotes, `accept` of paraphrase."""
    held = file_of(FILES[name]).decode("utf-8")
    found = json.loads(held) if FILES[name].endswith(".json") else tomllib.loads(held)[name]
    return {"bias": found["bias"], "threshold": found["threshold"], "weights": found["weights"]}


def with_brief(features: Features, brief: float) -> Features:
    """Return features with each once more as far as the text is brief (`Reading.brief`), so that it has a weight of its own there."""
    return features | {f"brief_{name}": value * brief for name, value in features.items()} if brief else features


def log_odds(p: float, low: float = 1e-3, high: float = 1 - 1e-3) -> float:
    """Return the log odds of a probability, which is taken for no less sure than `low` and no surer than `high`."""
    p = min(high, max(low, p))
    return math.log(p / (1 - p))


def share(score: float) -> float:
    """Return the probability, 0 to 1, that a score in log odds is."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def probability(name: str, features: Features) -> float:
    """Return the probability, 0 to 1, that the judgement holds; features without a weight count nothing."""
    fitted = model(name)
    return share(fitted["bias"] + sum(fitted["weights"].get(key, 0.0) * value for key, value in features.items()))


def reasons(name: str, features: Features) -> list[str]:
    """Return the features that counted most, the strongest first, as `name +1.2`."""
    weights = model(name)["weights"]
    return strongest({key: weights.get(key, 0.0) * value for key, value in features.items()})


def strongest(shares: Features) -> list[str]:
    """Return the shares of a score that count most, the strongest first, as `name +1.2`."""
    counted = sorted(shares.items(), key=lambda row: -abs(row[1]))[:_MOST_REASONS]
    return [f"{name} {share:+.1f}" for name, share in counted if abs(share) >= _LEAST_REASON]
