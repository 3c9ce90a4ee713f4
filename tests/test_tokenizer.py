"""Tokens of Indonesian news: the text is kept to the last character, and the known traps fall apart where they should."""

import pytest

from claimx.language.tokenizer import scan


def words(text: str) -> list[str]:
    return [word for word, _ in scan(text) if not word.isspace()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Belum tahu",ujar Wati', ['"', "Belum", "tahu", '"', ",", "ujar", "Wati"]),
        ("Selasa(12/3) siang", ["Selasa", "(", "12", "/", "3", ")", "siang"]),
        ("STNK-nya hilang, ujarnya", ["STNK-nya", "hilang", ",", "ujarnya"]),
        ("Ir. Laksana Budi, S.T., M.T. hadir", ["Ir.", "Laksana", "Budi", ",", "S.T.", ",", "M.T.", "hadir"]),
        ("di Jl. Melati No. 7", ["di", "Jl.", "Melati", "No.", "7"]),
        ("Rp4,25 miliar pukul 09.45", ["Rp", "4,25", "miliar", "pukul", "09.45"]),
        ("pukul07.15 WIB", ["pukul", "07.15", "WIB"]),
        ("periode 2011-2016", ["periode", "2011", "-", "2016"]),
        ("Jum'at dan Ma'mun", ["Jum'at", "dan", "Ma'mun"]),
        ("ujarnya kepadadetikcom, Senin", ["ujarnya", "kepada", "detikcom", ",", "Senin"]),
        ("ditemuidetikJatengdi Solo", ["ditemui", "detikJateng", "di", "Solo"]),
        ("DilansirAntara, DarwisHadi dan Timnas PADANG", ["Dilansir", "Antara", ",", "DarwisHadi", "dan", "Timnas", "PADANG"]),
        ("gaduh--lalu sepi", ["gaduh", "--", "lalu", "sepi"]),
        ("lihat https://contoh.example/a?b=1.", ["lihat", "https://contoh.example/a?b=1", "."]),
        ("tiba-tiba R. Surya pergi", ["tiba-tiba", "R.", "Surya", "pergi"]),
        ("akun @warta_desa #DesaKu", ["akun", "@warta_desa", "#DesaKu"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "a\u00a0b", "dua  spasi", "“lengkung” dan ”serupa”", "baris\r\nlain\tdan\u200b nol", "\ud800 pecahan", "x" * 5000],
)
def test_text_is_kept_to_the_last_character(text: str) -> None:
    assert "".join(word + space for word, space in scan(text)) == text


def test_doc_text_is_the_input() -> None:
    from claimx.pipeline import shared

    text = '  "Sudah",\u00a0kata Nn. Ayu--pelan.\n\nSelesai  '
    assert shared().make_doc(text).text == text
