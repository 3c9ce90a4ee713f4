"""Quotes and speakers: content, cue, source, whom it names, and the outlet between."""

from typing import Any

import pytest
from marked import Case, cases, quotes_of

from .conftest import TRIM, Extract

CASES = list(cases("quotes.toml"))


def told(quote: dict[str, Any], speaker: str | None) -> dict[str, Any]:
    """Return what is compared of a quote; an unnamed sayer's description is written as it stands in the text, at a sentence's start or not."""
    spans = {key: quote[key] and quote[key]["text"].strip(TRIM) for key in ("cue", "source", "via")}
    contents = [part["text"].strip(TRIM) for part in quote["content"]]
    return {"type": quote["type"], "content": contents, "speaker": speaker and speaker.casefold(), **spans}


def compare(extract: Extract, case: Case) -> None:
    found = extract(case.text)
    names = {s["id"]: s["name"] for s in found["speakers"]}
    assert [told(q, names.get(q["speaker"])) for q in found["quotes"]] == [told(q, q["speaker"]) for q in quotes_of(case)]


@pytest.mark.parametrize("case", [c for c in CASES if not c.fails], ids=lambda c: c.name)
def test_quotes(extract: Extract, case: Case) -> None:
    compare(extract, case)


@pytest.mark.xfail(strict=True, reason="known failure, kept as data")
@pytest.mark.parametrize("case", [c for c in CASES if c.fails], ids=lambda c: c.name)
def test_known_failures(extract: Extract, case: Case) -> None:
    compare(extract, case)


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("kata Direktur Operasi PT Nusa, Rina Puspita", "Direktur Operasi PT Nusa"),
        ("kata Rina Puspita, Direktur Operasi PT Nusa", "Direktur Operasi PT Nusa"),
        ("kata Rina Puspita (41), pengacara Rudi Hartawan, Senin (3/3)", "pengacara Rudi Hartawan"),
        ("kata Rina Puspita selaku Ketua RT 05 kepada wartawan", "Ketua RT 05"),
        ("kata Project Director PT Nusa Rina Puspita", "Project Director PT Nusa"),
        ("kata Komandan Damkar Pos 1 Ranu, Rina Puspita", "Komandan Damkar Pos 1 Ranu"),
        ("kata Kepala penerangan kodam, Kolonel Inf Rina Puspita", "Kepala penerangan kodam"),
        ("kata pemilik warung bakso Rina Puspita", "pemilik warung bakso"),
        ("kata Rina Puspita, Senin (3/3)", None),
        ("kata Rina Puspita. Hadir pula Bupati Ranu Lina Kartika", None),
        ("kata Rina Puspita, Bupati Ranu Lina Kartika di sampingnya", None),
    ],
)
def test_the_office_of_a_speaker(extract: Extract, said: str, role: str | None) -> None:
    speakers = extract(f'"Pasar ditutup," {said}.')["speakers"]
    assert [s["role"] for s in speakers if s["name"] == "Rina Puspita"] == [role]
