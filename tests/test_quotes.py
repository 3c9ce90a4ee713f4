"""Quotes and speakers: content, cue, source, whom it names, and the outlet between."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from .conftest import TRIM, Extract

CASES = tomllib.loads((Path(__file__).parent / "data/quotes.toml").read_text(encoding="utf-8"))["case"]


def bare(text: str | None) -> str | None:
    return None if text is None else text.strip(TRIM)


def folded(name: str | None) -> str | None:
    """Fold case: an unnamed sayer's description is written as it stands in the text, at a sentence's start or not."""
    return None if name is None else name.casefold()


def compare(extract: Extract, case: dict[str, Any]) -> None:
    found = extract(case["text"])
    names = {s["id"]: s["name"] for s in found["speakers"]}
    got = [
        {
            "type": q["type"],
            "content": [bare(c["text"]) for c in q["content"]],
            "cue": bare(q["cue"] and q["cue"]["text"]),
            "source": bare(q["source"] and q["source"]["text"]),
            "speaker": folded(names.get(q["speaker"])),
            "via": q["via"] and q["via"]["text"],
        }
        for q in found["quotes"]
    ]
    wanted = [
        {
            "type": q["type"],
            "content": [bare(c) for c in q["content"]],
            "cue": bare(q.get("cue")),
            "source": bare(q.get("source")),
            "speaker": folded(q.get("speaker")),
            "via": q.get("via"),
        }
        for q in case["quotes"]
    ]
    assert got == wanted


@pytest.mark.parametrize("case", [c for c in CASES if "known_failure" not in c], ids=lambda c: c["name"])
def test_quotes(extract: Extract, case: dict[str, Any]) -> None:
    compare(extract, case)


@pytest.mark.xfail(strict=True, reason="known failure, kept as data")
@pytest.mark.parametrize("case", [c for c in CASES if "known_failure" in c], ids=lambda c: c["name"])
def test_known_failures(extract: Extract, case: dict[str, Any]) -> None:
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
