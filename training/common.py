"""What the scripts of this folder share: the logistic model, readers' judgements of news, and how a model is written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from logit import logistic, sparse

from claimx.ranking.model import share

Rows = list[tuple[dict[str, float], bool]]


def fit(rows: Rows, penalty: float, counts: list[float] | None = None) -> dict[str, Any]:
    """Return the weights of a logistic model with an L2 penalty; `counts`: how much each row counts, 1 where it is not given."""
    names = sorted({name for features, _ in rows for name in features})
    known = {name: n for n, name in enumerate(names)}
    right = np.array([float(holds) for _, holds in rows])
    weights, bias = logistic(sparse([features for features, _ in rows], known), right, penalty, 1.0 if counts is None else np.array(counts))
    kept = {name: round(float(w), 3) for name, w in zip(names, weights, strict=True) if abs(w) >= 0.005 and not name.startswith("judged")}
    return {"bias": round(bias, 3), "threshold": 0.5, "weights": kept}


def chance(model: dict[str, Any], features: dict[str, float]) -> float:
    """Return the probability that a logistic model gives."""
    return share(model["bias"] + sum(model["weights"].get(name, 0.0) * value for name, value in features.items()))


def judged(file: str, folder: Path) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Yield each record of FOLDER/NAME.jsonl of which a file beside this one judges something, with its verdicts (`article`: NAME/id)."""
    verdicts: dict[str, list[dict[str, Any]]] = {}
    for line in Path(__file__).with_name(file).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        verdicts.setdefault(row["article"], []).append(row)
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if rows := verdicts.get(f"{path.stem}/{record['id']}"):
                yield record, rows


def table(name: str, model: dict[str, Any], more: str = "") -> str:
    """Return a model as tables of TOML; `more` are further lines of the first."""
    text = f"\n[{name}]\nbias = {model['bias']}\nthreshold = {model['threshold']}\n{more}\n[{name}.weights]\n"
    return text + "".join(f'"{key}" = {weight}\n' for key, weight in sorted(model["weights"].items()))


def write_model(file: Path, name: str, model: dict[str, Any], head: str, more: str = "") -> None:
    """Write a model as a file of its own, under comments that say where it comes from; `more` are further lines of its table."""
    file.write_text(head + table(name, model, more), encoding="utf-8")
