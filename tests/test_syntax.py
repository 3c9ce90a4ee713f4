"""The clauses of sentences as data: `tests/data/syntax.toml`."""

import tomllib
from pathlib import Path

import pytest

import claimx
from claimx.language.reading import Reading
from claimx.syntax.classes import by_affix, lexical_class
from claimx.syntax.sentence import Syntax, brackets
from claimx.timex import find
from claimx.timex.spans import Dates

CASES = tomllib.loads((Path(__file__).parent / "data/syntax.toml").read_text(encoding="utf-8"))


def syntax_of(text: str) -> Syntax:
    return Syntax(Reading(text), Dates([(found.start, found.end) for found in find(text)]))


@pytest.mark.parametrize(("text", "clauses"), CASES.items())
def test_clauses(text: str, clauses: str) -> None:
    assert brackets(syntax_of(text), 0).splitlines() == clauses.split(" / ")


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("mencabut", "verb"), ("dicabut", "verb"), ("ditanya", "verb"), ("disampaikannya", "verb"), ("berita", "noun"), ("menteri", "noun"),
        ("terdakwa", "noun"), ("penangkapan", "noun"), ("hilang", "adjective"), ("yang", "that"), ("bahwa", "complementizer"),
        ("setelah", "adverbial"), ("tidak", "negator"), ("adalah", "copula"), ("dan", "coordinator"), ("di", "preposition"), ("batal", "auxiliary"),
    ],
)  # fmt: skip
def test_word_classes(word: str, kind: str) -> None:
    assert lexical_class(word) == kind


def test_affixes_alone_call_a_word_verb_or_noun() -> None:
    assert {by_affix(word) for word in ("membantah", "dibantah", "bantahan", "berkata")} == {"verb", "noun"}


@pytest.mark.parametrize(
    ("text", "start", "whole"),
    [
        (
            "Ia membantah kabar siswa itu dikeluarkan dari sekolah karena kritis.",
            "kabar",
            "kabar siswa itu dikeluarkan dari sekolah karena kritis",
        ),
        (
            "Dinas mencabut larangan mudik bagi warga yang belum divaksin, Senin.",
            "larangan",
            "larangan mudik bagi warga yang belum divaksin",
        ),
        ("Ia mencabut laporan terhadap tetangganya di kantor polisi.", "laporan", "laporan terhadap tetangganya"),
        ("Ia mencabut gugatan dengan alasan kesehatan.", "gugatan", "gugatan"),
        ("Polda meralat jumlah korban meninggal akibat longsor karena data ganda.", "jumlah", "jumlah korban meninggal akibat longsor"),
    ],
)
def test_objects_end(text: str, start: str, whole: str) -> None:
    syntax = syntax_of(text)
    first = syntax.reading.low.index(start)
    low, high = syntax.offsets((first, syntax.tokens.object_end(first, syntax.bounds(0)[1])))
    assert text[low:high] == whole


@pytest.mark.parametrize("unit", ["dan harga ", "bahwa ", "jika ", "Budi dan ", "yang beredar ", "kabar bahwa kabar yang beredar "])
def test_long_chains_are_read(unit: str) -> None:
    text = "Bupati Budi Santoso membantah " + unit * 1000 + "."
    assert claimx.extract(text)["cues"][0]["class"] == "denial"
