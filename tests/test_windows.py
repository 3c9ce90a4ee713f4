"""Texts longer than any article: windows that lose nothing, and one record. That time grows with length and no faster is `fuzz/growth.py`."""

from typing import Any

import pytest

import claimx
from claimx.analysis import Analysis
from claimx.inputs import Article
from claimx.language.reading import LONGEST_SENTENCE, Reading
from claimx.pipeline import analyse
from claimx.windows import WINDOW, windows

from .conftest import Extract, check

ARTICLE = '"Harga naik," kata Rudi Hartawan, Senin (4/3/2024). Rudi membantah kabar kelangkaan itu.\n\n'


@pytest.mark.parametrize("text", [ARTICLE * 2000, "kata " * 40_000, "x" * 200_000, "", "a\n" * 90_000])
def test_windows_put_together_are_the_text(text: str) -> None:
    parts = list(windows(text))
    assert "".join(part for _, part in parts) == text
    assert all(text[offset : offset + len(part)] == part for offset, part in parts)
    assert all(len(part) <= WINDOW for _, part in parts)


def test_a_gap_is_read_by_nobody_and_parts_no_record() -> None:
    text = "\n" * 300 + ARTICLE + " " * 5_000 + ARTICLE.replace("naik", "turun")
    document = check(claimx.extract(text), text)
    assert [q["content"][0]["text"] for q in document["quotes"]] == ["Harga naik,", "Harga turun,"]
    assert [s["name"] for s in document["speakers"]] == ["Rudi Hartawan"]
    assert all(part.strip() and " " * 200 not in part for _, part in windows(text))
    assert claimx.extract(" " * 1_000)["quotes"] == []


def test_what_stands_after_a_gap_is_of_the_whole_record() -> None:
    text = "Harga Beras Naik Tajam Sekali" + "\n" * 250 + ARTICLE * 3 + " " * 300 + "Copyright © ANTARA 2024" + " " * 300
    document = claimx.extract(text)
    assert (document["published"]["value"], document["published"]["basis"]) == ("2024-03-04", "inferred")
    assert document["outlet"] == "ANTARA"
    record: Any = analyse(Article("-", "Harga naik." + " " * 300, "0"), Analysis(include_text=True))
    assert len(record["text"]) == 311


def test_one_record_with_true_offsets_and_ids(extract: Extract) -> None:
    count = 2 * WINDOW // len(ARTICLE) + 1
    text = ARTICLE * count
    document = check(claimx.extract(text), text)
    assert len(document["quotes"]) == count
    assert [s["name"] for s in document["speakers"]] == ["Rudi Hartawan"]
    for layer, letter in (("quotes", "Q"), ("dates", "D"), ("cues", "R"), ("claims", "C")):
        assert [item["id"] for item in document[layer]] == [f"{letter}{n}" for n in range(1, len(document[layer]) + 1)]
    assert {q["speaker"] for q in document["quotes"]} == {"S1"}
    assert {c["claim"] for c in document["cues"]} <= {c["id"] for c in document["claims"]} | {None}


def test_a_sentence_is_never_longer_than_what_is_bearable() -> None:
    reading = Reading("kata " * 10_000)
    assert max(end - start for start, end in reading.sentences) <= LONGEST_SENTENCE
    assert "".join(reading.text[s:e] for s, e in reading.sentences).replace(" ", "") == "kata" * 10_000
