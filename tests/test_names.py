"""Where a personal name begins (`attribution/naming.py`): marked sentences, and the weights that the features have."""

import tomllib
from itertools import chain
from pathlib import Path

import pytest

from claimx.attribution.naming import candidates, features, name_start, run_start
from claimx.language.reading import Reading
from claimx.ranking.model import model

CASES = tomllib.loads((Path(__file__).parent / "data/names.toml").read_text(encoding="utf-8"))


def marked(case: str) -> tuple[Reading, int, int]:
    """Return a sentence without its mark, the token that the mark stands before, and the token after the name."""
    reading = Reading(case.replace("|", ""))
    return reading, reading.token_at(case.index("|")), reading.words.index(".", reading.token_at(case.index("|")))


@pytest.mark.parametrize("case", CASES["cut"] + CASES["keep"])
def test_a_name_begins_where_it_is_marked(case: str) -> None:
    reading, begun, stop = marked(case)
    said = reading.words.index(",") + 2  # after the comma and the verb of saying
    assert name_start(reading, said, (begun, stop)) == begun


@pytest.mark.parametrize("case", CASES["cut"])
def test_what_is_cut_is_weighed(case: str) -> None:
    reading, begun, stop = marked(case)
    first = run_start(reading, 0, (begun, stop))
    assert first <= begun
    assert begun in candidates(reading, first, stop)


def test_every_weight_is_that_of_a_feature() -> None:
    known = set(model("name")["weights"])
    seen: set[str] = set()
    for case in CASES["cut"] + CASES["keep"]:
        reading, begun, stop = marked(case)
        first = run_start(reading, 0, (begun, stop))
        for k in candidates(reading, first, stop):
            seen |= set(chain.from_iterable(features(reading, first, stop, k)))
    assert seen <= known, seen - known
    assert len(seen) > len(known) // 2
