"""Inputs: what is read, from where, in which encoding, with which day of publication, and what bad input says."""

import bz2
import gzip
import json
import lzma
import os
import shlex
import signal
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import zstandard

from claimx.errors import InputError
from claimx.inputs import Settings, kinds, page_read, pages, read_all
from claimx.inputs.neighbours import years_beside
from claimx.inputs.paths import expand
from claimx.language.identify import foreign

from .conftest import Put
from .program import records, run

TEXT = '"Harga naik," kata Rudi Hartawan, Senin (4/3/2024).\n'
PAGE = """<!doctype html><html><head><title>Harga Cabai Naik</title>
<meta property="og:site_name" content="Kabar Lembah"><meta name="author" content="Sinta Dewi">
<meta property="article:published_time" content="2024-03-04T10:00:00+07:00"></head><body><nav>Beranda Berita Olahraga</nav>
<article><h1>Harga Cabai Naik</h1>
<p>Harga cabai di Pasar Lembah naik dua kali lipat sejak pekan lalu karena hujan yang tidak berhenti di kebun.</p>
<p>"Pasokan dari petani terlambat tiga hari," kata Kepala Pasar Lembah, Rudi Hartawan, di kantornya pada Senin pagi.</p>
<p>Ia meminta para pedagang tidak menimbun barang dan menjual dengan harga yang wajar kepada warga.</p>
</article><footer>Hak cipta Kabar Lembah</footer></body></html>"""


def read(*arguments: object, **settings: Any) -> list[Any]:
    """Return the articles and errors of some inputs, pages read as well."""

    def whole(item: Any) -> Any:
        try:
            return item if isinstance(item, InputError) else page_read(item)
        except InputError as error:
            return error

    return [whole(item) for item in read_all([str(a) for a in arguments], Settings(**settings))]


@pytest.mark.parametrize(
    ("ending", "pack"),
    [
        (".gz", gzip.compress),
        (".bz2", bz2.compress),
        (".xz", lzma.compress),
        (".zst", zstandard.compress),
        (".zst", lambda data: zstandard.compress(data[:9]) + zstandard.compress(data[9:])),  # several frames are one file
    ],
)
def test_compressed_files_are_read(tmp_path: Path, put: Put, ending: str, pack: Callable[..., Any]) -> None:
    put(f"a.txt{ending}", pack(TEXT.encode()))
    put(f"b.jsonl{ending}", pack(json.dumps({"id": 1, "text": TEXT}).encode() + b"\n"))
    assert [article.text for article in read(tmp_path)] == [TEXT, TEXT]


def with_attributes(attributes: str) -> str:
    return PAGE.replace("<article>", f"<article {attributes}>")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt.gz", gzip.compress(TEXT.encode() * 50)[:-9], "is no whole compressed file"),
        ("a.txt.xz", lzma.compress(TEXT.encode() * 50)[:-9], "is no whole compressed file"),
        ("a.txt.zst", zstandard.compress(TEXT.encode() * 50)[:-9], "is no whole compressed file"),
        ("a.html", "<html><body><script>x()</script></body></html>", "no article text"),
        ("a.html", with_attributes(" ".join(f"x{n}=1" for n in range(5000))), "more than 1,000 attributes"),
        ("a.html", with_attributes(" ".join(f"x{n}" for n in range(5000))), "more than 1,000 attributes"),
        ("a.html", with_attributes(" ".join(f"x{n}='<'" for n in range(5000))), "more than 1,000 attributes"),
    ],
    ids=range(7),
)
def test_a_file_that_cannot_be_read_is_refused(put: Put, name: str, content: str | bytes, said: str) -> None:
    (error,) = read(put(name, content))
    assert isinstance(error, InputError)
    assert said in str(error)


@pytest.mark.parametrize("ending", ["txt", "txt.gz", "txt.zst", "jsonl", "jsonl.gz"])
def test_an_input_over_the_limit_is_refused_and_a_bomb_stops_at_it(put: Put, ending: str) -> None:
    data = b"a" * 5_000_000 if "txt" in ending else b'{"text": "' + b"a" * 5_000_000 + b'"}\n{"text": "kecil"}\n'
    packed = gzip.compress(data) if ending.endswith("gz") else zstandard.compress(data) if ending.endswith("zst") else data
    error, *rest = read(put(f"a.{ending}", packed), max_bytes=1000)
    assert isinstance(error, InputError)
    assert "more than 1,000 bytes" in str(error)
    assert [article.text for article in rest] == (["kecil"] if "jsonl" in ending else [])


SMALL = b'{"text": "kecil"}\n'


def test_a_line_without_end_stops_the_reading(put: Put) -> None:
    article, *_, error = read(put("a.jsonl.zst", zstandard.compress(SMALL + b'{"text": "' + b"a" * 150_000_000)), max_bytes=1000)
    assert article.text == "kecil"
    assert "does not end" in str(error)


@pytest.mark.parametrize(
    ("line", "few", "many", "errors", "said"),
    [
        (b"\n", 10_000, 1_000_001, 1, "1,000,000 blank lines in a row"),
        (b"1\n", 9_000, 30_000, 10_001, "10,000 records in a row"),
    ],
)
def test_lines_without_an_article_and_without_end_stop_the_reading(
    put: Put, line: bytes, few: int, many: int, errors: int, said: str
) -> None:
    first, *others = read(put("a.jsonl.gz", gzip.compress(SMALL + line * many + b'{"text": "besar"}\n')))
    assert first.text == "kecil"
    assert len(others) == errors
    assert said in str(others[-1])
    assert read(put("a.jsonl.gz", gzip.compress(SMALL + line * few + b'{"text": "besar"}\n')))[-1].text == "besar"


def test_html_gives_text_title_day_author_and_outlet(put: Put) -> None:
    (article,) = read(put("berita.html", PAGE))
    assert "Pasokan dari petani" in article.text
    assert "Hak cipta" not in article.text
    assert (article.title, article.outlet, article.authors) == ("Harga Cabai Naik", "Kabar Lembah", ["Sinta Dewi"])
    assert (article.published, article.basis) == ("2024-03-04", "metadata")
    assert article.include_text


def test_a_day_in_the_text_of_a_page_is_no_metadata(put: Put) -> None:
    undated = PAGE.replace('content="2024-03-04T10:00:00+07:00"', 'content=""')
    (article,) = read(put("berita.html", undated.replace("</p>", " Pasar itu dibuka pada 5 Mei 2011.</p>", 1)))
    assert "5 Mei 2011" in article.text
    assert article.published is None


@pytest.mark.parametrize(
    ("head", "encoding", "words"),
    [
        ('<meta charset="windows-1252">', "cp1252", "kata “Kepala” Pasar"),
        ('<meta charset="zlib">', "latin-1", "kata André"),  # an encoding, but of no text
        (f'<img src="data:image/png;base64,{"A" * 90_000}">', "utf-8", "kata “Kepala” Pasar"),  # long, but no thousands of attributes
    ],
    ids=["declared", "zlib", "long"],
)
def test_html_is_known_without_its_ending_and_read_whatever_stands_at_its_head(put: Put, head: str, encoding: str, words: str) -> None:
    page = PAGE.replace("<head>", f"<head>{head}").replace("kata Kepala Pasar", words)
    (article,) = read(put("berita", page.encode(encoding)))
    assert words in article.text


@pytest.mark.parametrize(
    ("text", "day", "identifier"),
    [("text", "published", "id"), ("content", "date", "_id"), ("body", "tanggal", "uuid"), ("isi", "published_at", "id")],
)
def test_json_keys_are_found_by_their_usual_names(put: Put, text: str, day: str, identifier: str) -> None:
    record = {identifier: "x1", text: TEXT, day: "2024-03-05T08:00:00", "judul": "Judul"}
    (article,) = read(put("a.json", json.dumps([record])))
    assert (article.source, article.text, article.published, article.title) == ("x1", TEXT, "2024-03-05", "Judul")


def test_a_text_key_of_ones_own(put: Put) -> None:
    path = put("a.jsonl", [{"naskah": TEXT, "text": "bukan ini"}])
    assert [article.text for article in read(path, text_key="naskah")] == [TEXT]
    (error,) = read(path, text_key="lain")
    assert "It has naskah, text" in str(error)


@pytest.mark.parametrize(
    ("record", "day", "basis", "codes"),
    [
        ({"date": "Minggu, 12 Juli 2020 10:15 WIB"}, "2020-07-12", "metadata", []),
        ({"url": "https://kabar.example/2020/07/12/harga-naik"}, "2020-07-12", "url", []),
        ({"url": "https://kabar.example/ekonomi/20200712101533-92-1234/harga-naik"}, "2020-07-12", "url", []),
        ({"url": "https://kabar.example/baca/20200712/1234/harga-naik"}, "2020-07-12", "url", []),
        ({"url": "https://kabar.example/berita/20209912/harga-naik"}, None, "url", []),
        ({"url": "https://kabar.example/berita/2020071234567/harga-naik"}, None, "url", []),
        ({"date": "2020-07-11", "url": "https://kabar.example/2020/07/12/x"}, "2020-07-11", "metadata", []),
        *(
            ({"published": said}, None, "url", ["published_unread"])
            for said in ("entah", "2020-02-30", "31 Februari 2020", "2020-04-31T00:00:00Z", "32 Januari 2020")
        ),
    ],
)
def test_the_day_of_a_record(put: Put, record: dict[str, str], day: str | None, basis: str, codes: list[Any]) -> None:
    (article,) = read(put("a.jsonl", [{"text": "Ia pergi kemarin.", **record}]))
    assert (article.published, article.basis, [code for code, _ in article.warnings]) == (day, basis, codes)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_what_is_no_plain_file_of_a_folder_is_skipped_with_a_warning(tmp_path: Path, put: Put) -> None:
    folder, secret = tmp_path / "masuk", put("rahasia.txt", TEXT)
    put("masuk/a.txt", TEXT)
    for link, target in (("b.txt", secret), ("c.txt", folder / "a.txt"), ("d.txt", folder / "d.txt"), ("a.meta.json", "/dev/zero")):
        (folder / link).symlink_to(target)
    os.mkfifo(folder / "e.txt")
    assert [Path(article.source).name for article in read(folder)] == ["a.txt", "c.txt"]
    assert len(read(folder / "b.txt")) == 1  # named itself
    stderr = run("extract", "-f", "jsonl", folder).stderr.decode()
    assert [line.split(": ")[1:3] for line in stderr.splitlines() if ": skipped: " in line] == [
        [str(folder / name), "skipped"] for name in ("b.txt", "d.txt", "e.txt")
    ]


@pytest.mark.parametrize(
    ("name", "content", "what", "program"),
    [
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "is a PDF", "pdftotext"),
        ("b.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "is a PDF", "pdftotext"),
        ("c.docx", b"PK\x03\x04\x14\x00\x06\x00", "is a document of a word processor, or an archive", "pandoc"),
        ("d.rtf", b"{\\rtf1\\ansi Rapat besok.}", "is an RTF document", "pandoc"),
        ("e e.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old Word document", "antiword"),
    ],
)
def test_documents_are_no_text(put: Put, name: str, content: bytes, what: str, program: str) -> None:
    path = put(name, content)
    (error,) = read_all([str(path)])
    assert isinstance(error, InputError)
    assert error.what == what
    assert f"{program} " in error.hint
    assert shlex.quote(str(path)) in error.hint


AS_IT_IS = "\ufeffA\r\nb\rc\u2028d e\u0301 \u00e9\n"
ABOUT_DOCUMENTS = "PDF itu palsu, kata Rudi. PK 3 dan 4 menyusul."


@pytest.mark.parametrize(
    ("name", "content", "text", "codes"),
    [
        ("a.txt", "", "", ["empty"]),
        ("a.txt", " \n\t\n", " \n\t\n", ["empty"]),
        ("a.txt", AS_IT_IS, AS_IT_IS, []),
        ("a.txt", ABOUT_DOCUMENTS, ABOUT_DOCUMENTS, []),
        ("a.txt", "Rina: “Kami pulang”\nKaf".encode() + b"\xe9 tutup\n", "Rina: “Kami pulang”\nKafé tutup\n", ["encoding_mixed"]),
        ("n" * 251 + ".txt", TEXT, TEXT, []),  # too long for a sidecar to have its name
        ("a.jsonl", [{"text": "Harga \ud83d naik, kata Rudi."}], "Harga \ufffd naik, kata Rudi.", ["text_repaired"]),
    ],
    ids=range(7),
)
def test_text_is_read_as_it_is(put: Put, name: str, content: Any, text: str, codes: list[str]) -> None:
    (article,) = read(put(name, content))
    assert article.text == text
    assert [code for code, _ in article.warnings] == codes


@pytest.mark.parametrize("address", ["https://kabar.example/a", "http://kabar.example/a?b=1&c=2"])
def test_an_address_is_not_fetched(address: str) -> None:
    (error,) = read_all([address])
    assert isinstance(error, InputError)
    assert f"curl -sL {shlex.quote(address)} | claimx extract --from html -" in error.hint


def days(*arguments: object) -> list[tuple[str, str]]:
    """Return the day of publication of each article of some inputs, and where it is from."""
    return [(record["published"]["value"], record["published"]["basis"]) for record in records(*arguments)]


def test_neighbours_tell_a_missing_year(tmp_path: Path, put: Put) -> None:
    told = ["Rabu (6/3/2024)", "Rabu (8/3/2023)", "Rabu (20/3/2024)", "Rabu (13/3)"]  # 13 March was no Wednesday in 2023
    for number, day in enumerate(told):
        put(f"a/{number}.txt", f"Petani senang, kata Rudi, {day}.")
    put("b/5.txt", f"Petani senang, kata Rudi, {told[-1]}.")
    folders = [str(tmp_path / name) for name in "ab"]
    years = years_beside(folders, Settings())
    assert {Path(name).name: told for name, told in years.items()} == {"a": (2024, 2024, 2023)}
    assert days(*folders) == [
        ("2024-03-06", "inferred"), ("2023-03-08", "inferred"), ("2024-03-20", "inferred"), ("2024-03-13", "neighbours"), ("XXXX-03-13", "inferred"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("texts", "day"),
    [
        # neighbours of two years leave it open: both were Wednesdays
        (["Harga naik, kata Rudi, Rabu (13/3/2024).", "Harga naik, kata Rudi, Rabu (13/3/2013).", "Harga turun, kata Rudi, Rabu (20/3)."], "XXXX-03-20"),
        # a year that the text tells outweighs them: 13 March was a Wednesday in 2019 and in 2024
        (["Panen, kata Rudi, Rabu (6/3/2024).", "Panen, kata Rudi, Rabu (13/3/2024).", "Sejak 2019 harganya turun. Panen, kata Rudi, Rabu (13/3)."], "2019-03-13"),
        (["Petani senang, kata Rudi, Rabu (6/3/2024).", "Pasar itu sepi, kata Rudi, Rabu (13/3)."], "2024-03-13"),
        # two doubts are too many: a year that only neighbours tell stays open where nobody said anything on the day
        (["Petani senang, kata Rudi, Rabu (6/3/2024).", "Pasar itu sepi pada Rabu (13/3)."], "XXXX-03-13"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("files", [True, False])
def test_what_neighbours_tell_is_weighed(tmp_path: Path, put: Put, texts: list[str], day: str, files: bool) -> None:
    for number, text in enumerate(texts):
        put(f"{number}.txt", text)
    if not files:
        tmp_path = put("satu/a.jsonl", [{"text": text} for text in texts])
    assert days(tmp_path)[-1][0] == day


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_looking_for_neighbours_reads_no_pipe_dry(tmp_path: Path, put: Put) -> None:
    pipe, other = tmp_path / "pipa.txt", put("b.txt", TEXT)
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "claimx", "extract", "-q", "-f", "jsonl", str(other), str(pipe)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        pipe.write_text(TEXT, encoding="utf-8")
        out, _ = process.communicate(timeout=60)
    assert len(out.splitlines()) == 2


def test_the_day_of_a_file_in_its_order(tmp_path: Path, put: Put) -> None:
    path = put("2020-07-12-harga.txt", TEXT)
    assert read(path)[0].published == "2020-07-12"
    put("2020-07-12-harga.meta.json", '{"published": "2020-07-10"}')
    assert read(path)[0].published == "2020-07-10"
    assert read(path, published="2020-07-09")[0].published == "2020-07-09"
    assert [article.source for article in read(tmp_path)] == [str(path)]  # the sidecar is no article
    assert read(put("2020-13-45.txt", TEXT))[0].published is None


@pytest.mark.parametrize(
    ("content", "said"),
    [("{", "the sidecar cannot be read"), ("[1]", "sidecar"), ('{"published": "entah"}', "sidecar"), ("[" * 100_000, "sidecar")],
)
def test_a_sidecar_that_gives_no_day_is_named(put: Put, content: str, said: str) -> None:
    put("a.txt.meta.json", content)
    (error,) = read(put("a.txt", TEXT))
    assert said in str(error)


@pytest.mark.parametrize(("name", "encoding"), [("a.txt", "cp1252"), ("a.txt", "utf-16"), ("a.jsonl", "cp1252")])
def test_another_encoding_is_guessed_with_a_warning_or_named(put: Put, name: str, encoding: str) -> None:
    text = "“Harga cabai naik dua kali lipat sejak pekan lalu,” kata Kepala Pasar Lembah, Rudi Hartawan – di kantornya.\n" * 3
    path = put(name, (text if name == "a.txt" else json.dumps({"text": text}, ensure_ascii=False) + "\n").encode(encoding))
    (guessed,) = read(path)
    assert guessed.text == text
    assert [code for code, _ in guessed.warnings] == ["encoding_guessed"]
    (named,) = read(path, encoding=encoding)
    assert (named.text, named.warnings) == (text, [])
    assert "there is no encoding" in str(read(path, encoding="abc")[0])


def test_files_from_a_list_and_from_standard_input(put: Put) -> None:
    names = [str(put(name, TEXT)) for name in ("satu dua.txt", "b.txt")]
    listed = put("daftar", "".join(f"{name}\n" for name in names) + "\n")
    assert [record["source"] for record in records("--files-from", listed)] == names
    assert [record["source"] for record in records("--files-from", "-", stdin=listed.read_bytes())] == names


@pytest.mark.parametrize("name", ["a.jsonl", "tanpa_akhiran", "-"])
@pytest.mark.parametrize(  # PowerShell redirects in UTF-16; what Windows writes first does not hide JSON
    ("encoding", "options"), [("utf-8", []), ("utf-8-sig", []), ("utf-16", []), ("utf-16", ["--encoding", "utf-16"])]
)
def test_json_lines_are_known_in_a_file_and_in_standard_input(put: Put, name: str, encoding: str, options: list[str]) -> None:
    data = "".join(json.dumps({"id": n, "text": TEXT}) + "\r\n" for n in (1, 2)).encode(encoding)
    found = records(*options, name if name == "-" else put(name, data), stdin=data)
    assert [record["source"] for record in found] == ["1", "2"]


def test_a_folder_of_a_pattern_that_may_not_be_listed_is_named(tmp_path: Path, put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    readable = str(put("a/x.txt", TEXT))
    put("b/x.txt", TEXT)
    access = os.access
    monkeypatch.setattr("claimx.inputs.paths.os.access", lambda path, mode: path != tmp_path / "b" and access(path, mode))
    found: list[str] = []
    with pytest.raises(InputError, match="b: cannot be listed"):
        found.extend(expand(f"{tmp_path}/*/x.txt"))
    assert readable in found


@pytest.mark.parametrize("pattern", ["**/" * 1300 + "*.txt", "*/" * 1300 + "*.txt"])
def test_a_pattern_of_a_thousand_parts_ends(tmp_path: Path, pattern: str) -> None:
    with pytest.raises(InputError, match="no file matches"):
        next(expand(f"{tmp_path}/{pattern}"))


@pytest.mark.parametrize("unit", ['"author":{', '"@type":"Person",'])
def test_broken_data_of_a_page_never_reach_the_parser(monkeypatch: pytest.MonkeyPatch, unit: str) -> None:
    """It takes the square of their length: a minute for 300,000 characters."""
    seen: list[str] = []

    def parse(page: str, timeout: float) -> pages.Found:
        seen.append(page)
        return pages.Found("teks", None, None, None, None, None)

    monkeypatch.setattr(pages, "_here", parse)
    page = '<html><head><script type="application/ld+json">{}</script></head><body></body></html>'
    whole = page.format(json.dumps({"author": [{"name": "A B"}] * 5_000}))
    for given in (page.format(unit * 30_000), whole):
        pages.article_of("-", given, 60.0)
    assert seen == [page.format(""), whole]


@pytest.mark.parametrize(
    "head",
    [
        '<SCRIPT TYPE="application/ld+json">{data}</SCRIPT>',
        '<script type="application/ld+json">{data},}}</script>',
        '<script type="application/ld+json">{data};</script>',
        '<script type="application/ld+json" src="/x.json"/>',
        '<!-- <script type="application/ld+json"> -->',
        '<script id="state-json">var a = "{filler}";</script>',
    ],
)
def test_data_that_are_no_json_take_no_article_with_them(head: str) -> None:
    """As pages have them: written large, with a comma too many, unclosed, or a script that only its name calls JSON."""
    text = "<p>Bupati membantah kabar itu di pasar kota.</p>" * 700
    data = json.dumps({"author": {"name": "Budi Santoso"}, "articleBody": "Kabar itu. " * 3000})
    page = f"<html><head>{head.format(data=data, filler='a' * 30_000)}</head><body><article>{text}</article></body></html>"
    assert pages.article_of("-", page, 20.0).text.count("membantah") > 600


@pytest.mark.parametrize("text", ['{"tags":\n{}\n,"text":"Bupati membantah."}', '{"text": "Bupati membantah.",\n"meta":\n{"id":1}\n}'])
def test_an_object_over_several_lines_is_one(put: Put, text: str) -> None:
    for source in (put("a", text), "-"):
        assert [record["text"] for record in records("--include-text", source, stdin=text)] == ["Bupati membantah."]


def test_a_bad_first_line_takes_no_good_one_with_it(put: Put) -> None:
    done = run("extract", "-q", "-f", "jsonl", put("a", '{"id": 1, "text":\n{"id": 2, "text": "Bupati membantah."}\n'))
    assert done.returncode == 2
    assert [json.loads(line)["source"] for line in done.stdout.splitlines()] == ["2"]


FINNISH = "hän sanoi että talo on suuri ja piha on pieni mutta se ei haittaa koska kesä tulee pian ja lapset leikkivät aina ulkona järven rannalla"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("polis berkata bahawa pihaknya telah menerima laporan kerana kejadian itu berlaku manakala mangsa mahu pulang dan wang sahaja hilang", "Malay"),
        ("polis menafikan dakwaan itu dan siasatan masih dijalankan", "Malay"),
        ("the police said that they have not found the man who was seen at the station and they will go on with the search for him", "English"),
        ("the minister denied it on monday", "English"),
        (FINNISH, "another language"),
        (FINNISH[:50], None),  # too short to tell
        ("polisi mengatakan bahwa mereka telah menerima laporan karena kejadian itu terjadi saat korban mau pulang dan uangnya hilang", None),
        ("kabar itu dimuat koran the star", None),
        ("perdana menteri malaysia menjawab pertanyaan di parlimen kemarin siang bersama para menteri", None),
    ],
)  # fmt: skip
def test_a_language_that_is_not_indonesian_is_told(text: str, language: str | None) -> None:
    assert foreign(text.split()) == language


def test_the_warning_of_another_language_comes_with_the_record() -> None:
    (record,) = records(stdin="The police said that they have not found the man who was seen at the station and they will go on.")
    assert [warning["code"] for warning in record["warnings"]] == ["not_indonesian"]


@pytest.mark.parametrize(
    ("options", "data", "said"),
    [
        ([], b'{"a":' * 100_000, b"not JSON"),  # nested deeper than any record
        ([], gzip.compress(TEXT.encode()), b"is compressed"),
        (["--files-from", "/dev/zero"], b"", b"is a list of more than"),  # without end
    ],
    ids=["nested", "compressed", "list"],
)
def test_standard_input_or_a_list_that_cannot_be_read_is_refused(options: list[str], data: bytes, said: bytes) -> None:
    done = run("extract", "-q", "-f", "jsonl", *options, stdin=data)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert said in done.stderr


def test_standard_input_of_many_lines_is_bounded_by_line_not_in_all() -> None:
    line = json.dumps({"text": TEXT}) + "\n"
    assert len(records("--max-bytes", len(line) + 10, stdin=line * 30)) == 30


@pytest.mark.parametrize("identifier", ["", " ", None, [1], {"a": 1}])
def test_an_id_that_names_nothing_is_not_taken(put: Put, identifier: dict[str, int] | list[int] | str | None) -> None:
    path = put("a.jsonl", [{"id": identifier, "text": TEXT}])
    assert read(path)[0].source == f"{path}#1"


def test_nothing_that_strangers_wrote_acts_on_the_terminal_through_an_error() -> None:
    lines = json.dumps({"id": "\x1b[2Jjahat\u202e", "text": TEXT, "date": "entah"}) + '\n{"\\u001b[31mkunci": 1}\n'
    stderr = run("extract", "-f", "jsonl", stdin=lines).stderr.decode()
    assert "jahat" in stderr
    assert "kunci" in stderr
    assert "\x1b" not in stderr
    assert "\u202e" not in stderr


def test_warnings_of_a_long_text_are_told_once(put: Put) -> None:
    path = put("a.txt", ("“Harga naik,” kata Kepala Pasar Lembah – kemarin pagi.\n\n" * 4000).encode("cp1252"))
    assert run("extract", "-f", "jsonl", path).stderr.count(b"not UTF-8") == 1


def test_the_library_refuses_what_is_no_text_and_no_layer() -> None:
    import claimx

    with pytest.raises(TypeError, match="a text is a str"):
        claimx.extract(None)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="none of quotes"):
        claimx.rows(claimx.extract(TEXT), "speakers")
    with pytest.raises(ValueError, match="no ISO day"):
        claimx.extract(TEXT, published="20200712")


MANY_LINKS = "<html><head><title>Uji</title></head><body><article>{}</article></body></html>".format(
    "".join(f'<p><a href="x{n}">Bupati Rahmat Salim membantah kabar {n}.</a> Kata dia, harga tidak naik.</p>' for n in range(1500))
)


def test_a_page_that_takes_too_long_is_that_inputs_error_and_the_run_goes_on(
    tmp_path: Path, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("a.html", MANY_LINKS)
    put("b.txt", TEXT)
    for longest in (len(MANY_LINKS) + 1, len(MANY_LINKS) - 1):  # read here, and in a process of its own
        monkeypatch.setattr(pages, "LONG", longest)
        slow, text = read(tmp_path, timeout=0.05)
        assert "was not read within 0.05 seconds" in str(slow)
        assert text.text == TEXT
    assert signal.getsignal(signal.SIGALRM) is signal.SIG_DFL
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


@pytest.mark.slow
def test_a_page_is_read_where_it_is_analysed_and_ends_in_time_in_a_thread_too(put: Put) -> None:
    page = put("a.html", MANY_LINKS)
    code = (
        "import sys; from claimx.cli import app;"
        f"app(['extract', '-q', '-f', 'jsonl', '--jobs', '2', {str(page)!r}], standalone_mode=False); print('trafilatura' in sys.modules)"
    )
    *found, loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout.splitlines()
    assert loaded == "False"
    assert "Bupati Rahmat Salim" in json.loads(found[0])["text"]
    with ThreadPoolExecutor(1) as pool:
        (late,) = pool.submit(read, page, timeout=0.05).result()
    assert "was not read within 0.05 seconds" in str(late)


UNDATED = '<html><head><title>Uji</title><meta property="og:site_name" content="{}"></head><body><article>{}</article></body></html>'
ON_A_DAY = "<p>Bupati Rahmat Salim membantah kabar itu pada Selasa (14/1). Warga menunggu keterangan dinas sejak pagi.</p>" * 3


@pytest.mark.parametrize(("outlet", "year"), [("Kabar Lembah", "2014"), ("Warta Bukit", None)])
def test_the_year_of_a_page_comes_from_articles_of_its_outlet(tmp_path: Path, put: Put, outlet: str, year: str | None) -> None:
    put("lama.jsonl", [{"id": n, "outlet": "Kabar Lembah", "published": "2014-03-04", "text": "Rapat ditunda."} for n in range(4)])
    put("a.html", UNDATED.format(outlet, ON_A_DAY))
    page = records(tmp_path)[0]
    assert page["outlet"] == outlet
    assert page["published"]["value"] == f"{year or 'XXXX'}-01-14"


def test_a_long_page_runs_no_code_of_the_folder_it_lies_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "trafilatura.py").write_text("open('dijalankan', 'w')\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pages, "LONG", 10)
    assert "Bupati" in pages.article_of("x", MANY_LINKS, 60).text
    assert not (tmp_path / "dijalankan").exists()


def test_a_long_page_gives_the_same_in_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    here = pages.article_of("x", MANY_LINKS, 60)
    monkeypatch.setattr(pages, "LONG", 10)
    assert pages.article_of("x", MANY_LINKS, 60) == here
    with pytest.raises(InputError, match="no article text"):
        pages.article_of("x", "<html><body></body></html>", 60)


def test_a_day_is_metadata_where_a_script_holds_it() -> None:
    assert not kinds.in_metadata("<p>Diterbitkan 2019-03-04</p>" + '<script type="application/ld+json">' * 400, "2019-03-04")
    assert kinds.in_metadata('<script type="application/ld+json">{"datePublished": "2019-03-04"}</script>', "2019-03-04")


def test_a_name_that_cannot_be_is_an_error_of_its_own(put: Put) -> None:
    first, second, article = read("a\0b", "a" * 5000, put("a.txt", TEXT))
    assert isinstance(first, InputError)
    assert isinstance(second, InputError)
    assert article.text == TEXT


def test_a_pattern_waits_for_no_pipe(tmp_path: Path, put: Put) -> None:
    put("a.txt", TEXT)
    os.mkfifo(tmp_path / "b.txt")
    assert [article.text for article in read(tmp_path / "*.txt")] == [TEXT]


def test_messages_that_nobody_hears_lose_no_output(tmp_path: Path, put: Put) -> None:
    put("a.txt", TEXT)
    put("b.txt", "The price of rice went up in the market today and nobody knows why it did.")
    for closed in ("2>&-", "2>/dev/full"):
        command = f"{sys.executable} -m claimx extract -f jsonl a.txt b.txt {closed}"
        done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, check=False)
        assert len(done.stdout.splitlines()) == 2, closed


# -- lists of JSON, page by page of what they hold ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "articles", "error"),
    [
        ("[]", 0, None), (" [ ] \n", 0, None), ('[{"text": "Harga naik."}, {"text": "Harga turun."}]\n', 2, None),
        ('[{"text": "Harga naik."}, {"isi": ""}, {"text": "Harga turun."}]', 2, "no text in the record"),
        ('[{"text": "Harga naik."}, {"text": "Har', 1, "not JSON"),  # it breaks off
        ('[{"text": "Harga naik."} {"text": "Harga turun."}]', 1, "not JSON"), ('[{"text": "Harga naik."},]', 1, "not JSON"),
        ('[{"text": "Harga naik."}] [', 1, "Extra data"), ("[", 0, "not JSON"), ("[,]", 0, "not JSON"),
    ],
)  # fmt: skip
def test_a_list_gives_what_can_be_read_of_it(put: Put, content: str, articles: int, error: str | None) -> None:
    found = read(put("a.json", content))
    failed = [item for item in found if isinstance(item, InputError)]
    assert len(found) - len(failed) == articles
    assert [error in str(item) for item in failed if error] == ([True] if error else [])
    assert bool(failed) is bool(error)


@pytest.mark.parametrize("unit", ["[]", "{}"])
def test_a_list_of_millions_of_nothing_takes_no_memory(put: Put, unit: str) -> None:
    path = put("a.json", f"[{unit}{f',{unit}' * 2_000_000}]")
    tracemalloc.start()
    try:
        count = len(read(path, max_bytes=path.stat().st_size))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == kinds._MOST_BAD + 1
    assert peak < 5 * path.stat().st_size


# -- folders and patterns -------------------------------------------------------------------------------------------------------


def test_a_pattern_follows_no_link_that_leads_out(tmp_path: Path, put: Put) -> None:
    inside = tmp_path / "masuk"
    (inside / "c.txt").symlink_to(put("masuk/a.txt", TEXT))
    (inside / "b.txt").symlink_to(put("luar/a.txt", TEXT))
    (inside / "dalam").symlink_to(tmp_path / "luar")
    skipped: list[str] = []
    found = list(expand(f"{inside}/**/*.txt", skipped=skipped.append))
    assert [Path(path).name for path in found] == ["a.txt", "c.txt"]
    assert {str(Path(path).relative_to(inside)) for path in skipped} == {"b.txt"}  # linked folders are not entered, as in a folder
    assert list(expand(str(inside / "b.txt"))) == [str(inside / "b.txt")]  # named itself


def test_a_pattern_follows_no_link_to_its_own_folder(tmp_path: Path, put: Put) -> None:
    """Two such links once gave an article 2 to the 40th times."""
    for name in ("a.txt", ".b.txt", "x/y/c.txt"):
        put(name, TEXT)
    for name in ("satu", "dua"):
        (tmp_path / name).symlink_to(".")
    assert list(expand(f"{tmp_path}/**")) == [f"{tmp_path}/a.txt", f"{tmp_path}/x/y/c.txt"]
    assert list(expand(f"{tmp_path}/**/y/*.txt")) == [f"{tmp_path}/x/y/c.txt"]
    assert list(expand(f"{tmp_path}/.*")) == [f"{tmp_path}/.b.txt"]
    with pytest.raises(InputError, match="no file"):
        list(expand(f"{tmp_path}/{'n' * 300}*/a.txt"))


def test_all_folders_that_cannot_be_listed_are_named(tmp_path: Path, put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    put("a.txt", TEXT)
    closed = [tmp_path / name for name in ("satu", "dua", "tiga")]
    for folder in closed:
        folder.mkdir()
    listing = os.scandir

    def scandir(path: Any) -> Any:  # root may list every folder
        if Path(path) in closed:
            raise PermissionError(13, "Permission denied", str(path))
        return listing(path)

    monkeypatch.setattr(os, "scandir", scandir)
    article, error = read(tmp_path)
    assert article.text == TEXT
    assert all(str(folder) in str(error) for folder in closed)
