"""Linear models, fitted with an L2 penalty: a conditional logit (of the candidates of each question, one that is right is chosen), and a logistic one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Numbers = np.ndarray[Any, Any]
LEAST = 0.02  # a smaller weight is not kept


class Logit:
    """The questions of a fit: `rows` holds the numbers of each candidate, `sizes` how many candidates each question has, `right` which of them are."""

    def __init__(self, rows: csr_matrix, sizes: list[int], right: list[bool]) -> None:
        self.rows = rows
        self.sizes = np.array(sizes)
        self.starts = np.concatenate([[0], np.cumsum(self.sizes)[:-1]])
        self.right = np.array(right, float)

    def shares(self, scores: Numbers) -> Numbers:
        """Return the probability of each candidate."""
        raised = np.exp(scores - np.repeat(np.maximum.reduceat(scores, self.starts), self.sizes))
        found: Numbers = raised / np.repeat(np.add.reduceat(raised, self.starts), self.sizes)
        return found

    def fit(self, penalty: float) -> Numbers:
        """Return the weights, one a column of `rows`; a question of which no candidate is right teaches nothing."""
        asked = np.maximum.reduceat(self.right, self.starts) > 0

        def loss(weights: Numbers) -> tuple[float, Numbers]:
            shares = self.shares(self.rows @ weights)
            held = np.where(asked, np.add.reduceat(shares * self.right, self.starts), 1.0)
            wanted = shares * self.right / np.repeat(np.maximum(held, 1e-12), self.sizes)
            value = -np.log(np.maximum(held, 1e-12)).sum() + penalty / 2 * weights @ weights
            return value, self.rows.T @ ((shares - wanted) * np.repeat(asked, self.sizes)) + penalty * weights

        found: Numbers = minimize(loss, np.zeros(self.rows.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
        return found

    def split(self, scores: Numbers) -> list[Numbers]:
        """Return the scores of each question."""
        return np.split(scores, self.starts[1:])


def columns(rows: Iterable[dict[str, float]], fewest: int) -> dict[str, int]:
    """Return a column for each number that enough rows have."""
    seen = Counter(name for row in rows for name in row)
    return {name: n for n, name in enumerate(sorted(name for name, count in seen.items() if count >= fewest))}


def sparse(rows: Sequence[dict[str, float]], columns: dict[str, int]) -> csr_matrix:
    """Return rows of named numbers as a matrix; a number without a column is left out."""
    held = [[(columns[name], value) for name, value in row.items() if name in columns] for row in rows]
    ends = np.cumsum([0, *map(len, held)])
    return csr_matrix(([v for row in held for _, v in row], [n for row in held for n, _ in row], ends), shape=(len(held), len(columns)))


def crossed(form: str, row: dict[str, float]) -> dict[str, float]:
    """Return a row with each number once more for its form alone, as `form:name`."""
    return row | {f"{form}:{name}": value for name, value in row.items()}


def placed(rows: csr_matrix, names: Iterable[str], columns: dict[str, int]) -> csr_matrix:
    """Return rows whose columns have names with other columns; a number without a column is left out."""
    places = np.array([columns.get(name, len(columns)) for name in names])
    return csr_matrix((rows.data, places[rows.indices], rows.indptr), shape=(rows.shape[0], len(columns) + 1))[:, : len(columns)]


def logistic(rows: csr_matrix, right: Numbers, penalty: float, counts: Numbers | float = 1.0) -> tuple[Numbers, float]:
    """Return the weights and the bias of a logistic model with an L2 penalty; `counts`: how much each row counts."""

    def loss(held: Numbers) -> tuple[float, Numbers]:
        scores = rows @ held[:-1] + held[-1]
        p = 1 / (1 + np.exp(-scores))
        value = float((counts * (np.logaddexp(0, scores) - scores * right)).sum() + penalty / 2 * held[:-1] @ held[:-1])
        return value, np.append(rows.T @ (counts * (p - right)) + penalty * held[:-1], (counts * (p - right)).sum())

    found = minimize(loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return found[:-1], float(found[-1])


def store(
    file: Path, columns: dict[str, int], weights: Numbers, about: dict[str, Any], forms: Collection[str] = (), heat: float = 1.0
) -> None:
    """Write a model file (`ranking/logit.py` reads it); `forms` are those with weights of their own, in columns `form:feature`."""
    held: dict[str, dict[str, float]] = {form: {} for form in ("", *sorted(forms))}
    for name, n in columns.items():
        if abs(weights[n]) >= LEAST:
            form, _, feature = name.partition(":")
            own = form in forms and feature
            held[form if own else ""][feature if own else name] = round(float(weights[n]), 2)
    told = {"about": about, "heat": round(heat, 2), "weights": held.pop(""), "of_forms": {form: own for form, own in held.items() if own}}
    file.write_text(json.dumps(told, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
