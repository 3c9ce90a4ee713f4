"""Where a personal name begins and ends (`attribution/naming.py`): marked sentences, and the weights that the features have."""

import tomllib
from itertools import chain
from pathlib import Path

import pytest

from claimx.attribution.descriptions import describe
from claimx.attribution.naming import candidates, features, run_start
from claimx.language.reading import Reading
from claimx.ranking.model import model

CASES = tomllib.loads((Path(__file__).parent / "data/names.toml").read_text(encoding="utf-8"))


def marked(case: str) -> tuple[Reading, int, int, int]:
    """Return a sentence without its mark, and three tokens: where the source begins, where the name does, and after it."""
    reading = Reading(case.replace("|", ""))
    begun = reading.token_at(case.index("|"))
    said = next(k for k in range(begun, -1, -1) if reading.low[k - 1] in ("kata", "ujar", "tanya"))
    return reading, said, begun, reading.words.index(".", begun)


@pytest.mark.parametrize("case", CASES["cut"] + CASES["keep"])
def test_a_source_is_named_from_the_mark_on(case: str) -> None:
    reading, said, begun, stop = marked(case)
    named = describe(reading, (reading.starts[said], reading.ends[stop - 1]))
    assert named.kind == "person"
    assert named.name.split() == reading.text[reading.starts[begun] : reading.ends[stop - 1]].split()


@pytest.mark.parametrize("case", CASES["cut"])
def test_what_is_cut_off_could_be_part_of_the_name(case: str) -> None:
    reading, said, begun, stop = marked(case)
    assert run_start(reading, said, (begun, stop)) < begun


@pytest.mark.parametrize("case", CASES["cut"] + CASES["keep"])
def test_each_feature_has_a_weight(case: str) -> None:
    reading, said, begun, stop = marked(case)
    first = run_start(reading, said, (begun, stop))
    seen = set(chain.from_iterable(chain.from_iterable(features(reading, first, stop, k) for k in candidates(reading, first, stop))))
    assert seen <= set(model("name")["weights"])


@pytest.mark.parametrize("case", CASES["end"])
def test_a_name_ends_at_its_mark(case: str) -> None:
    _, name, _ = case.split("|")
    reading = Reading(case.replace("|", ""))
    named = describe(reading, (reading.text.index(name), len(reading.text) - 1))
    assert (named.kind, named.name) == ("person", name)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A.M. Wiraguna membantah kabar itu.", "person"),
        ("BJ Wiraguna membantah kabar itu. Wiraguna menilai kabar itu fitnah.", "person"),
        ("BJ Iskandar membantah kabar itu.", "person"),  # a surname that is listed
        ("PN Wiraguna membantah kabar itu.", "organization"),  # a court: nothing tells it from initials but what it does
        ("RS Wiraguna membantah kabar itu. Dokter di RS Wiraguna mogok.", "organization"),
        ("PT Iskandar membantah kabar itu.", "organization"),
    ],
)
def test_initials_before_a_surname_make_a_person(text: str, kind: str) -> None:
    """Two capitals are a body's as well: without stops, the surname must speak elsewhere or be one that is listed."""
    reading = Reading(text)
    assert describe(reading, (0, text.index(" membantah"))).kind == kind
