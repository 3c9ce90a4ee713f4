"""The fitted model of the tagger: a conditional random field over the words of runs, as arrays.

The file (`ranking/names.json.gz`, or `names.json.gz` in the folder that `CLAIMX_MODELS` names) holds the source, day and number of articles it was fitted on.
"""

from __future__ import annotations

import base64
import gzip
import json
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from claimx.names.table import Table, use
from claimx.ranking.model import file_of

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG")
FILE = "names.json.gz"
_STEP = 1 / 512  # weights are stored as whole numbers of this


@dataclass(slots=True, frozen=True)
class Model:
    """`rows`: of each prefix of features (`-1` of `-1:low=kata`) the row of each in `weights` (features and one row of zeros, labels); `transitions` (labels, labels): from, to."""

    rows: dict[str, dict[str, int]]
    weights: NDArray[np.float32]
    transitions: NDArray[np.float32]
    about: dict[str, object]


@cache
def load() -> Model:
    """Return the model, read once, and let its table be the one that features read."""
    held = json.loads(gzip.decompress(file_of(FILE)))
    words = held["words"].split(" ")
    uses = {word: code[:8] for word, code in zip(words, held["codes"].split(" "), strict=True) if code[0] != "-"}
    clusters = {word: code[8:].split("/") for word, code in zip(words, held["codes"].split(" "), strict=True) if len(code) > 8}
    use(
        Table(
            uses,
            {word: pair[0] for word, pair in clusters.items()},
            {word: pair[1] for word, pair in clusters.items()},
            frozenset(held["given"].split(" ")),
            frozenset(held["family"].split(" ")),
        )
    )
    stored = np.frombuffer(base64.b64decode(held["weights"]), dtype="<i2").reshape(-1, len(LABELS))
    weights = np.vstack([stored * np.float32(_STEP), np.zeros((1, len(LABELS)), np.float32)]).astype(np.float32)
    return Model(_by_prefix(held["features"].split("\n")), weights, np.array(held["transitions"], np.float32), held["about"])


def _by_prefix(features: list[str]) -> dict[str, dict[str, int]]:
    """Return the place of each feature in a list, by its prefix."""
    found: dict[str, dict[str, int]] = {}
    for row, feature in enumerate(features):
        prefix, _, name = feature.partition(":")
        found.setdefault(prefix, {})[name] = row
    return found


def stored(
    weights: dict[str, list[float]], transitions: list[list[float]], table: Table, about: dict[str, object], least: float = 0.02
) -> bytes:
    """Return the bytes of a model file; features whose weights are all below `least` are left out."""
    kept = {name: row for name, row in sorted(weights.items()) if max(map(abs, row)) >= least}
    array = np.clip(np.round(np.array(list(kept.values())) / _STEP), -32768, 32767).astype("<i2")
    words = sorted(table.uses.keys() | table.fine.keys())
    codes = [table.uses.get(w, "-" * 8) + (f"{table.coarse[w]}/{table.fine[w]}" if w in table.fine else "") for w in words]
    held = {
        "about": about,
        "transitions": [[round(value, 4) for value in row] for row in transitions],
        "features": "\n".join(kept),
        "weights": base64.b64encode(array.tobytes()).decode(),
        "words": " ".join(words),
        "codes": " ".join(codes),
        "given": " ".join(sorted(table.given)),
        "family": " ".join(sorted(table.family)),
    }
    return gzip.compress(json.dumps(held, ensure_ascii=False).encode(), mtime=0)
