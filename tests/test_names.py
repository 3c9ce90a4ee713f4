"""Where a personal name begins and ends (`claimx.names`): marked sentences of our own, and what the component leaves on a Doc."""

import tomllib
from pathlib import Path

import pytest

import claimx
from claimx.language.reading import Reading
from claimx.names.tagger import names_of

CASES = tomllib.loads((Path(__file__).parent / "data/names.toml").read_text(encoding="utf-8"))


def check(case: str, kind: str = "PER") -> None:
    """Hold the first name whose beginning is marked, and its end where that is marked too, against the names of a kind that are found."""
    text = case.replace("|", "")
    reading = Reading(text)
    found = {(reading.starts[n.start], reading.ends[n.stop - 1]) for n in names_of(reading).found if n.kind == kind}
    begun = case.index("|")
    end = case.find("|", begun + 1)
    if end >= 0:
        assert (begun, end - 1) in found
    else:
        assert begun in {start for start, _ in found}


@pytest.mark.parametrize("case", CASES["names"])
def test_a_name_stands_where_it_is_marked(case: str) -> None:
    check(case)


@pytest.mark.parametrize("case", CASES["bodies"])
def test_a_body_stands_where_it_is_marked(case: str) -> None:
    check(case, "ORG")


@pytest.mark.xfail(strict=True, reason="known failure, kept as data")
@pytest.mark.parametrize("case", CASES["known_failures"])
def test_known_failures(case: str) -> None:
    check(case)


@pytest.mark.parametrize("case", CASES["none"])
def test_no_person_is_named(case: str) -> None:
    reading = Reading(case)
    assert [reading.words[n.start : n.stop] for n in names_of(reading).found if n.kind == "PER"] == []


def test_the_component_sets_the_entities_of_a_doc() -> None:
    doc = claimx.load()("Gubernur Rina Puspita menolak usul Komisi Pemberantasan Korupsi (KPK).")
    assert [(e.text, e.label_) for e in doc.ents if e.label_ == "PER"] == [("Rina Puspita", "PER")]
    assert ("Komisi Pemberantasan Korupsi", "ORG") in [(e.text, e.label_) for e in doc.ents]
