"""Sentences and quotation marks: no break inside a quotation nor before its cue, and no mark swallows the article."""

import pytest

from claimx.language.reading import Reading


def sentences(text: str) -> list[str]:
    reading = Reading(text)
    return [text[start:end] for start, end in reading.sentences]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ('"Kami siap. Alat sudah tiba," kata Ratna di lokasi. Hujan turun lagi.', 2),
        ('"Siapa yang tahu?" tanya Ratna. Semua diam.', 2),
        ("Dr. H. Salim, S.E. tiba di Jl. Anggrek No. 5. Ia lalu pergi.", 2),
        ("Nilainya Rp 2.500 per kg. Petani rugi.", 2),
        ("Ia pulang.\nTetangga datang", 2),
        ("Laporan itu dicabut.Hal tersebut diumumkan kemarin.", 2),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count, sentences(text)


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('"Satu," kata A. "Dua," kata B.', ["Satu,", "Dua,"]),
        ("“Satu,” kata A.", ["Satu,"]),
        ("”Satu dan dua,” kata A.", ["Satu dan dua,"]),
        ("„Satu dan dua,“ kata A.", ["Satu dan dua,"]),
        ("«Satu dan dua,» kata A.", ["Satu dan dua,"]),
        ("Pada Jum'at, Ma'mun menjawab ‘belum siap’ kepada warga.", ["belum siap"]),
        ('“Ia bilang "pergi" lalu diam,” kata A.', ["Ia bilang", "pergi", "lalu diam"]),
    ],
)
def test_marks(text: str, inner: list[str]) -> None:
    reading = Reading(text)
    found = " ".join(text[q.inner : q.inner_end] for q in reading.quotations)
    for piece in inner:
        assert piece in found


def test_quotation_over_paragraphs_is_one_group() -> None:
    text = '"Kami mulai dari desa. Semua ikut.\n\n"Lalu kami ke kota," kata Ratna.'
    first, second = Reading(text).quotations
    assert first.carried
    assert text[second.inner : second.inner_end] == "Lalu kami ke kota,"


def test_missing_closer_is_repaired_and_swallows_nothing() -> None:
    text = '"Kami belum tahu, kata Ratna.\n\nHujan turun.\n\n"Besok dicek," ujar Budi.'
    quotations = Reading(text).quotations
    assert [text[q.inner : q.inner_end] for q in quotations] == ["Kami belum tahu,", "Besok dicek,"]
    assert quotations[0].flags == ["mark_repaired"]


def test_stray_opener_is_dropped() -> None:
    text = '"Hujan turun di kota itu sejak pagi. Warga mengungsi. "Air naik cepat," kata Ratna.'
    assert [text[q.inner : q.inner_end] for q in Reading(text).quotations] == ["Air naik cepat,"]


@pytest.mark.parametrize(("words", "brief"), [(12, 1.0), (150, 1.0), (175, 0.5), (200, 0.0), (600, 0.0)])
def test_a_text_is_brief_by_the_words_of_its_sentences(words: int, brief: float) -> None:
    text = " ".join(["Harga beras turun."] * (words // 3) + ["Ya."] * (words % 3))
    assert Reading(text).brief == brief
    assert Reading(f"{text}\n\nEditor: Rina Puspita").brief == brief
