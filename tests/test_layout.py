"""Body told apart from boilerplate; outlet, authors and editors come from the frame."""

import pytest

from claimx.language.layout import read_layout, without_wraps

from .conftest import Extract

NEWS = "Harga gabah naik pekan ini."


def body(text: str) -> list[str]:
    return [text[start:end] for start, end in read_layout(text).paragraphs]


@pytest.mark.parametrize(
    ("dateline", "outlet"),
    [
        ("Jakarta, CNN Indonesia --", "CNN Indonesia"), ("Liputan6.com, Jakarta -", "Liputan6.com"), ("Padang (ANTARA) -", "ANTARA"),
        ("PADANG, KOMPAS.com -", "KOMPAS.com"), ("REPUBLIKA.CO.ID, PALU --", "REPUBLIKA.CO.ID"), ("TEMPO.CO, Medan -", "TEMPO.CO"),
        ("KONTAN.CO.ID - JAKARTA.", "KONTAN.CO.ID"), ("Medan, Radar Medan, Senin -", "Radar Medan"), ("Jakarta -", None),
        *((f"Jakarta, {said} -", None) for said in ("Senin", "Kemarin", "Hari Ini", "Maret", "Jawa Barat", "WIB")),
    ],
)  # fmt: skip
def test_datelines(dateline: str, outlet: str | None) -> None:
    text = f"{dateline} {NEWS}"
    assert read_layout(text).outlet == outlet
    assert body(text) == [NEWS]


@pytest.mark.parametrize(
    ("frame", "authors", "editors"),
    [
        ("\n\nPewarta: Rudi Hartawan\nEditor: Sinta Melani\nCOPYRIGHT © ANTARA Sulteng 2023", ["Rudi Hartawan"], ["Sinta Melani"]),
        (
            " Pewarta: Rudi Hartawan Editor: Sinta Melani dan Yoga Prasaja Sumber: Antara",
            ["Rudi Hartawan"],
            ["Sinta Melani", "Yoga Prasaja"],
        ),
        (" Pewarta: Budi, Editor: Ani", ["Budi"], ["Ani"]),
        (" Reporter: Budi Santoso Redaktur: Ani", ["Budi Santoso"], ["Ani"]),
        (" Penulis: Siti binti Ali", ["Siti binti Ali"], []),
        ("\n\nPilihan Editor: Gudang Penuh Beras Impor", [], []),  # a related article has no editor
    ],
)
def test_labels_have_their_names(frame: str, authors: list[str], editors: list[str]) -> None:
    layout = read_layout(f"İstri Rudi panen.{frame}")
    assert (layout.authors, layout.editors, body(layout.text)) == (authors, editors, ["İstri Rudi panen."])


@pytest.mark.parametrize(
    ("sign", "outlet", "year"),
    [
        ("COPYRIGHT © ANTARA Sulteng 2023", "ANTARA Sulteng", 2023),
        ("Tata kelola (å¼©æ¾) Kemajuan Desa: Hukum dan Pasar", None, None),  # within letters that were read wrong
    ],
)
def test_whose_copyright_it_is(sign: str, outlet: str | None, year: int | None) -> None:
    layout = read_layout(f"Harga turun.\n\n{sign}")
    assert (layout.outlet, layout.copyright_year) == (outlet, year)


@pytest.mark.parametrize(
    "line",
    [
        "Baca juga: Petani menjual gabah basah, kata dinas",
        "Baca Selengkapnya: KPK Bantah Tangkap Wali Kota",
        "Simak juga: Gabah petani ditolak gudang",
        "SIMAK JUGA - Menteri Tarik Ucapan",
        "SCROLL TO CONTINUE WITH CONTENT",
        "ADVERTISEMENT",
        "Beranda | Ekonomi | Hak Jawab | Kontak",
        "[Gambas:Video 20detik]",
        "Artikel ini telah tayang di Kabar.com dengan judul Menteri Tarik Ucapan",
        "Berita ini sudah terbit di Harian Ranu",
        *(
            f'{label}\n\nMenteri bantah stok habis\nKetua: "Pasar Harus Buka"'
            for label in ("Baca juga:", "Berita Terkait", "Paling banyak dibaca")
        ),
    ],
)
def test_boilerplate_lines(line: str) -> None:
    assert body(f"{NEWS}\n\n{line}") == [NEWS]
    assert body(f"{NEWS}\n\n{line}\n\nPetani di lima desa senang dengan harga itu.") == [
        NEWS,
        "Petani di lima desa senang dengan harga itu.",
    ]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        # a label may be glued to the word before, and is a word of its own
        ("Polisi menangkap pelakuBaca juga: Banjir di Rengas", ["Polisi menangkap pelaku"]),
        ("Rudi membaca: gabah naik lagi. Ia menulis di papan pengumuman: gabah dibeli.", None),
        # a link in running text ends where a sentence begins
        (
            "Gabah naik, kata Rudi Hartawan. Baca juga: Gudang penuh beras impor Rudi Hartawan menyebut stok aman.",
            ["Gabah naik, kata Rudi Hartawan.", "Rudi Hartawan menyebut stok aman."],
        ),
        ("Harga gabah naik pekan ini - kata orang.", None),
        (f"{NEWS}\n\n(rta/hns)", [NEWS]),
    ],
)
def test_what_of_a_line_is_text(text: str, paragraphs: list[str] | None) -> None:
    assert body(text) == ([text] if paragraphs is None else paragraphs)


@pytest.mark.parametrize(
    ("line", "is_title"),
    [
        ("Menteri bantah vaksin kedaluwarsa", True), ("Rina: Jembatan Wangi Selesai Bulan Depan", True),
        ("Jembatan Wangi Retak, Siapa Salah?", True), ("Harga Gabah Rontok di Lima Desa!", True), ("Penulis: Rina Puspita", False),
        ("Reporter: Rina Puspita, Bagus Karya, Surya Mahesa", False), ("Siapa yang salah kalau jembatan itu retak?", False),
        ("Ralat: Korban Banjir Empat Orang, Bukan Lima", False), ("Cek Fakta: Kabar Rina Puspita Mundur Itu Hoaks", False),
        ('Rina Puspita: "Saya Tidak Tahu" Soal Itu', False), ('"Jembatan Retak," Kata Rina Puspita!', False),
    ],
)  # fmt: skip
def test_what_first_line_is_a_title(line: str, is_title: bool) -> None:
    layout = read_layout(f"{line}\n\nWarga menunggu di tepi jalan sejak pagi.")
    assert (layout.title == (0, len(line))) == is_title


def test_headings_are_no_body() -> None:
    text = "Harga Gabah Naik di Lima Kabupaten\n\nPetani senang.\n\nStok Gudang Menipis\n\nPedagang cemas."
    assert read_layout(text).title == (0, len("Harga Gabah Naik di Lima Kabupaten"))
    assert body(text) == ["Petani senang.", "Pedagang cemas."]


def test_nothing_in_boilerplate_is_found(extract: Extract) -> None:
    text = 'Gabah naik.\n\nBaca juga: Menteri membantah, "Harga aman," kata Budi, Senin (4/3)\n\nEditor: Budi'
    found = extract(text, "2024-03-05")
    assert (found["quotes"], found["dates"], found["cues"]) == ([], [], [])


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Bupati menyatakan bahwa jembatan itu akan\r\n dibuka lagi.", "Bupati menyatakan bahwa jembatan itu akan   dibuka lagi."),
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


BULOG = "Bulog Bantah Beras Rusak"
HEAD = (
    f"{BULOG}\n\nRINA PUSPITA\nKabar.com - 14/03/2018, 17:22 WIB\n\nKepala gudang di Bumiharja, Rabu (14/3/2018).(Kabar/Rina Puspita)\n\n"
)


@pytest.mark.parametrize(
    ("head", "dateline"),
    [
        *((HEAD, place) for place in ("JAKARTA, KOMPAS.com", "jpnn.com, JAKARTA", "BUMIHARJA, iNews.id", "TRIBUN-BUMI.COM, BUMIHARJA")),
        (HEAD, "BUMIHARJA"),
        (f"Home > Berita\n{BULOG}\nRabu, 14 Maret 2018\n\n", "BUMIHARJA"),  # a way to a page is not its title
    ],
)
def test_the_head_of_a_page_is_no_body(head: str, dateline: str) -> None:
    said = "Bulog membantah beras di gudang itu rusak. Kepala gudang menyebut mutunya baik."
    layout = read_layout(f"{head}{dateline} - {said}")
    assert body(layout.text) == [said]
    assert layout.title is not None
    assert layout.text[slice(*layout.title)] == BULOG


def test_a_list_in_the_body_opens_no_text() -> None:
    text = "Harga naik.\nPetani senang.\nPedagang cemas.\nRina Puspita - Ketua\nBudi Wijaya - Sekretaris"
    assert read_layout(text).dateline is None


@pytest.mark.parametrize(
    ("before", "said", "after"),
    [
        ("Warga Tolak Tambang\n\n", '"Saya menolak tambang itu," kata Rina.', " \n\nJakarta - Bupati mengatakan izinnya belum terbit."),
        (
            "Bupati Rina Membantah Mundur\n",
            "Dia menegaskan kabar itu fitnah dari lawan politiknya",
            "\nRanu, Sigi - Warga meminta penjelasan.",
        ),
        (
            "Bupati Dilantik Hari Ini\n\nBaca juga:\n\nBudi Mundur dari Dewan\n\n",
            '"Kami menolak itu!" kata Rina kepada warga',
            "\n\nWarga pulang.",
        ),
        (
            "Polisi Tahan Pemilik Tambang\n\n",
            "Kuasa hukum membantah tambang itu liar.",
            "\n\nOleh\nRINA PUSPITA\n14 September 2022\n\nBUMIHARJA, KABAR — Polisi menahan pemilik tambang sejak Rabu pagi.",
        ),
        ("Jika Anda memiliki informasi soal pelaku, hubungi polisi, kata Rina. ", '"Kami menunggu laporan warga," ujarnya.', ""),
        ("Berita ini juga dimuat di koran lain, dan ", "Rina Puspita membantah isinya.", ""),
        ("", "Saya mundur dari jabatan saya sebagai bupati", "\n\nTerima kasih.\n\nRina Puspita"),
    ],
)
def test_what_is_said_is_no_frame(before: str, said: str, after: str) -> None:
    assert any(said in line for line in body(f"{before}{said}{after}"))
