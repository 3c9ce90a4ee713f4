"""Body told apart from boilerplate; outlet, authors and editors come from the frame."""

from typing import Any

import pytest

from claimx.language.layout import read_layout, without_wraps

from .conftest import Extract


def body(text: str) -> list[str]:
    return [text[start:end] for start, end in read_layout(text).paragraphs]


@pytest.mark.parametrize(
    ("text", "outlet", "first"),
    [
        ("Jakarta, CNN Indonesia -- Harga gabah naik pekan ini.", "CNN Indonesia", "Harga gabah naik pekan ini."),
        ("Liputan6.com, Jakarta - Harga gabah naik pekan ini.", "Liputan6.com", "Harga gabah naik pekan ini."),
        ("Padang (ANTARA) - Harga gabah naik pekan ini.", "ANTARA", "Harga gabah naik pekan ini."),
        ("PADANG, KOMPAS.com - Harga gabah naik pekan ini.", "KOMPAS.com", "Harga gabah naik pekan ini."),
        ("REPUBLIKA.CO.ID, PALU -- Harga gabah naik pekan ini.", "REPUBLIKA.CO.ID", "Harga gabah naik pekan ini."),
        ("TEMPO.CO, Medan - Harga gabah naik pekan ini.", "TEMPO.CO", "Harga gabah naik pekan ini."),
        ("KONTAN.CO.ID - JAKARTA. Harga gabah naik pekan ini.", "KONTAN.CO.ID", "Harga gabah naik pekan ini."),
        ("Jakarta, Senin - Harga gabah naik pekan ini.", None, "Harga gabah naik pekan ini."),
        *(
            (f"Jakarta, {said} - Harga gabah naik pekan ini.", None, "Harga gabah naik pekan ini.")
            for said in ("Kemarin", "Hari Ini", "Maret", "Jawa Barat", "WIB")
        ),
        ("Medan, Radar Medan, Senin - Harga gabah naik pekan ini.", "Radar Medan", "Harga gabah naik pekan ini."),
        ("Jakarta - Harga gabah naik pekan ini.", None, "Harga gabah naik pekan ini."),
        ("Harga gabah naik pekan ini - kata orang.", None, "Harga gabah naik pekan ini - kata orang."),
    ],
)
def test_datelines(text: str, outlet: str | None, first: str) -> None:
    layout = read_layout(text)
    assert layout.outlet == outlet
    assert body(text)[0] == first


def test_bylines_and_copyright() -> None:
    text = "Gabah naik lagi.\n\nPewarta: Rudi Hartawan\nEditor: Sinta Melani\nCOPYRIGHT © ANTARA Sulteng 2023"
    layout = read_layout(text)
    assert (layout.authors, layout.editors) == (["Rudi Hartawan"], ["Sinta Melani"])
    assert (layout.outlet, layout.copyright_year) == ("ANTARA Sulteng", 2023)
    assert body(text) == ["Gabah naik lagi."]


def test_a_link_to_the_whole_of_another_article_is_no_text() -> None:
    assert body("Harga turun.\n\nBaca Selengkapnya: KPK Bantah Tangkap Wali Kota\n\nPasar ramai.") == ["Harga turun.", "Pasar ramai."]


def test_a_sign_within_letters_that_were_read_wrong_is_no_copyright() -> None:
    assert read_layout("Harga turun.\n\nTata kelola (å¼©æ¾) Kemajuan Desa: Hukum dan Pasar").outlet is None


def test_labels_in_one_line_each_have_their_names() -> None:
    layout = read_layout("Gabah naik lagi. Pewarta: Rudi Hartawan Editor: Sinta Melani dan Yoga Prasaja Sumber: Antara")
    assert (layout.authors, layout.editors) == (["Rudi Hartawan"], ["Sinta Melani", "Yoga Prasaja"])
    assert [layout.text[slice(*piece)] for piece in layout.paragraphs] == ["Gabah naik lagi."]


@pytest.mark.parametrize(
    ("line", "authors", "editors"),
    [
        ("Pewarta: Budi, Editor: Ani", ["Budi"], ["Ani"]),
        ("Reporter: Budi Santoso Redaktur: Ani", ["Budi Santoso"], ["Ani"]),
        ("Penulis: Siti binti Ali", ["Siti binti Ali"], []),
    ],
)
def test_a_label_is_no_name(line: str, authors: list[str], editors: list[Any]) -> None:
    layout = read_layout(f"İstri Rudi panen. {line}")
    assert (layout.authors, layout.editors, body(layout.text)) == (authors, editors, ["İstri Rudi panen."])


def test_a_label_may_be_glued_to_the_word_before() -> None:
    assert body("Polisi menangkap pelakuBaca juga: Banjir di Rengas") == ["Polisi menangkap pelaku"]


def test_a_related_article_has_no_editor() -> None:
    layout = read_layout("Gabah naik lagi.\n\nPilihan Editor: Gudang Penuh Beras Impor")
    assert (layout.editors, body(layout.text)) == ([], ["Gabah naik lagi."])


def test_a_label_is_a_word_of_its_own() -> None:
    text = "Rudi membaca: gabah naik lagi, kata dinas. Ia menulis di papan pengumuman: gabah dibeli."
    assert body(text) == [text]


@pytest.mark.parametrize(
    "line",
    [
        "Baca juga: Petani menjual gabah basah, kata dinas",
        "Simak juga: Gabah petani ditolak gudang",
        "SCROLL TO CONTINUE WITH CONTENT",
        "ADVERTISEMENT",
        "Beranda | Ekonomi | Hak Jawab | Kontak",
        "[Gambas:Video 20detik]",
        "(rta/hns)",
    ],
)
def test_boilerplate_lines(line: str) -> None:
    assert body(f"Gabah naik lagi hari ini di pasar.\n\n{line}\n\nPetani senang. (x)") == [
        "Gabah naik lagi hari ini di pasar.",
        "Petani senang. (x)",
    ] or body(f"Gabah naik lagi.\n\n{line}") == ["Gabah naik lagi."]


def test_related_link_in_running_text_ends_where_a_sentence_begins() -> None:
    text = "Gabah naik, kata Rudi Hartawan. Baca juga: Gudang penuh beras impor Rudi Hartawan menyebut stok aman."
    assert body(text) == ["Gabah naik, kata Rudi Hartawan.", "Rudi Hartawan menyebut stok aman."]


@pytest.mark.parametrize(
    ("line", "is_title"),
    [
        ("Rina: Jembatan Wangi Selesai Bulan Depan", True),
        ("Jembatan Wangi Retak, Siapa Salah?", True),
        ("Harga Gabah Rontok di Lima Desa!", True),
        ("Penulis: Rina Puspita", False),
        ("Reporter: Rina Puspita, Bagus Karya, Surya Mahesa", False),
        ("Siapa yang salah kalau jembatan itu retak?", False),
        ("Ralat: Korban Banjir Empat Orang, Bukan Lima", False),
        ("Cek Fakta: Kabar Rina Puspita Mundur Itu Hoaks", False),
        ('Rina Puspita: "Saya Tidak Tahu" Soal Itu', False),
        ('"Jembatan Retak," Kata Rina Puspita!', False),
    ],
)
def test_a_first_line_that_names_a_speaker_or_asks_is_a_title(line: str, is_title: bool) -> None:
    layout = read_layout(f"{line}\n\nWarga menunggu di tepi jalan sejak pagi.")
    assert (layout.title == (0, len(line))) == is_title


def test_title_and_headings_are_no_body() -> None:
    text = "Harga Gabah Naik di Lima Kabupaten\n\nPetani senang.\n\nStok Gudang Menipis\n\nPedagang cemas."
    layout = read_layout(text)
    assert layout.title is not None
    assert text[slice(*layout.title)] == "Harga Gabah Naik di Lima Kabupaten"
    assert body(text) == ["Petani senang.", "Pedagang cemas."]


def test_nothing_in_boilerplate_is_found(extract: Extract) -> None:
    text = 'Gabah naik.\n\nBaca juga: Menteri membantah, "Harga aman," kata Budi, Senin (4/3)\n\nEditor: Budi'
    found = extract(text, "2024-03-05")
    assert (found["quotes"], found["dates"], found["cues"]) == ([], [], [])


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "Bupati Ranu menyatakan bahwa jembatan itu akan\r\n dibuka lagi pekan depan.",
            "Bupati Ranu menyatakan bahwa jembatan itu akan   dibuka lagi pekan depan.",
        ),
        (  # a capital goes on where the next word would have made the line too long
            "Jembatan yang rusak sejak pekan lalu itu, kata\nBupati Ranu, sudah selesai diperbaiki dan akan\ndibuka lagi. Kendaraan berat belum boleh lewat\nsampai uji beban selesai.",
            "Jembatan yang rusak sejak pekan lalu itu, kata Bupati Ranu, sudah selesai diperbaiki dan akan dibuka lagi. Kendaraan berat belum boleh lewat sampai uji beban selesai.",
        ),
        ("Jembatan Ranu Dibuka Lagi Setelah Rusak Sepekan\nBupati senang.", None),
        ("Jembatan itu dibuka lagi pekan depan oleh bupati.\n\nwarga senang.", None),
        ("Syarat:\nkartu keluarga\nakta lahir", None),
        ("Presiden Resmikan Jembatan Ranu yang Retak Parah\ntirto.id - Bupati senang.", None),
        ("Jembatan itu akan dibuka lagi pekan depan.\nBupati senang.", None),
    ],
)
def test_line_breaks_that_only_fit_a_width_are_blanks(text: str, read: str | None) -> None:
    assert without_wraps(text) == (text if read is None else read)


HEAD = "Bulog Bantah Beras Rusak\n\nRINA PUSPITA\nKabar.com - 14/03/2018, 17:22 WIB\n\nKepala gudang di Bumiharja, Rabu (14/3/2018).(Kabar/Rina Puspita)\n\n"


@pytest.mark.parametrize(
    "dateline", ["JAKARTA, KOMPAS.com -", "jpnn.com, JAKARTA -", "BUMIHARJA, iNews.id -", "TRIBUN-BUMI.COM, BUMIHARJA -", "BUMIHARJA -"]
)
def test_the_head_of_a_page_is_no_body(dateline: str) -> None:
    text = f"{HEAD}{dateline} Bulog membantah beras di gudang itu rusak. Kepala gudang menyebut mutunya baik."
    layout = read_layout(text)
    assert [text[start:end] for start, end in layout.paragraphs] == [
        "Bulog membantah beras di gudang itu rusak. Kepala gudang menyebut mutunya baik."
    ]
    assert layout.title is not None
    assert text[slice(*layout.title)] == "Bulog Bantah Beras Rusak"


def test_a_way_to_a_page_is_not_its_title() -> None:
    text = "Home > Berita\nBulog Bantah Beras Rusak\nRabu, 14 Maret 2018\n\nBUMIHARJA - Bulog membantah beras di gudang itu rusak sejak bulan lalu."
    layout = read_layout(text)
    assert layout.title is not None
    assert text[slice(*layout.title)] == "Bulog Bantah Beras Rusak"


def test_a_list_in_the_body_opens_no_text() -> None:
    text = "Harga naik.\nPetani senang.\nPedagang cemas.\nRina Puspita - Ketua\nBudi Wijaya - Sekretaris"
    assert read_layout(text).dateline is None


def test_a_standfirst_above_a_dateline_is_read() -> None:
    text = "Polisi Tahan Pemilik Tambang\n\nKuasa hukum membantah tambang itu liar.\n\nOleh\nRINA PUSPITA\n14 September 2022\n\nBUMIHARJA, KABAR — Polisi menahan pemilik tambang sejak Rabu pagi."
    assert "Kuasa hukum membantah tambang itu liar." in body(text)


def test_a_title_in_small_letters() -> None:
    text = "Menteri bantah vaksin kedaluwarsa\n\nMenteri membantah kabar itu kemarin.\n\nWarga lega."
    layout = read_layout(text)
    assert layout.title == (0, 33)


@pytest.mark.parametrize("label", ["Baca juga:", "Berita Terkait", "Paling banyak dibaca"])
def test_links_under_a_label_are_no_text(label: str) -> None:
    text = f'Gabah naik lagi hari ini.\n\n{label}\n\nMenteri bantah stok habis\nKetua: "Pasar Harus Buka"\n\nPetani di lima desa senang dengan harga itu.'
    assert body(text) == ["Gabah naik lagi hari ini.", "Petani di lima desa senang dengan harga itu."]


@pytest.mark.parametrize(
    "line",
    [
        "Artikel ini telah tayang di Kabar.com dengan judul Menteri Tarik Ucapan",
        "SIMAK JUGA - Menteri Tarik Ucapan",
        "Berita ini sudah terbit di Harian Ranu",
    ],
)
def test_a_foot_that_names_another_page_is_no_text(line: str) -> None:
    assert body(f"Gabah naik lagi hari ini.\n\n{line}") == ["Gabah naik lagi hari ini."]


@pytest.mark.parametrize(
    "text",
    [
        'Warga Tolak Tambang\n\n"Saya menolak tambang itu," kata Rina Puspita. \n\nJakarta - Bupati Hendra Wibowo mengatakan izin tambang itu belum terbit.',
        "Bupati Rina Membantah Mundur\nDia menegaskan kabar itu fitnah dari lawan politiknya\nRanu, Sigi - Warga meminta bupati segera memberi penjelasan resmi di alun-alun.",
        'Bupati Rina Dilantik Hari Ini\n\nBaca juga:\n\nBudi Mundur dari Dewan\n\n"Kami menolak tambang itu!" kata Rina Puspita kepada warga\n\nWarga pulang.',
        'Jika Anda memiliki informasi soal pelaku, hubungi polisi, kata Rina Puspita. "Kami menunggu laporan warga," ujarnya.',
        "Berita ini juga dimuat di koran lain, dan Rina Puspita membantah isinya.",
        "Saya mundur dari jabatan saya sebagai bupati\n\nTerima kasih.\n\nRina Puspita",
    ],
)
def test_what_is_said_is_no_frame(text: str) -> None:
    said = (
        "Saya menolak tambang itu",
        "Dia menegaskan",
        "Kami menolak tambang itu",
        "Kami menunggu laporan",
        "membantah isinya",
        "Saya mundur",
    )
    wanted = next(words for words in said if words in text)
    assert any(wanted in line for line in body(text))
