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
from claimx.inputs.bytes import decode
from claimx.inputs.neighbours import years_beside
from claimx.inputs.paths import expand
from claimx.language.identify import foreign

from .conftest import Extract
from .program import invocation, run

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
    ("ending", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress), (".zst", zstandard.compress)]
)
def test_compressed_files_are_read(tmp_path: Path, ending: str, pack: Callable[..., Any]) -> None:
    (tmp_path / f"a.txt{ending}").write_bytes(pack(TEXT.encode()))
    (tmp_path / f"b.jsonl{ending}").write_bytes(pack(json.dumps({"id": 1, "text": TEXT}).encode() + b"\n"))
    assert [article.text for article in read(tmp_path)] == [TEXT, TEXT]


@pytest.mark.parametrize(("ending", "pack"), [(".gz", gzip.compress), (".xz", lzma.compress), (".zst", zstandard.compress)])
def test_a_broken_compressed_file_is_named(tmp_path: Path, ending: str, pack: Callable[..., Any]) -> None:
    path = tmp_path / f"a.txt{ending}"
    path.write_bytes(pack(TEXT.encode() * 50)[:-9])
    (error,) = read(path)
    assert isinstance(error, InputError)
    assert "compressed file" in str(error) or "cannot be read" in str(error)


@pytest.mark.parametrize("ending", ["txt", "txt.gz", "txt.zst", "jsonl", "jsonl.gz"])
def test_an_input_over_the_limit_is_refused_and_a_bomb_stops_at_it(tmp_path: Path, ending: str) -> None:
    data = b"a" * 5_000_000 if "txt" in ending else b'{"text": "' + b"a" * 5_000_000 + b'"}\n{"text": "kecil"}\n'
    path = tmp_path / f"a.{ending}"
    path.write_bytes(gzip.compress(data) if ending.endswith("gz") else zstandard.compress(data) if ending.endswith("zst") else data)
    found = read(path, max_bytes=1000)
    assert isinstance(found[0], InputError)
    assert "more than 1,000 bytes" in str(found[0])
    assert [article.text for article in found[1:]] == (["kecil"] if "jsonl" in ending else [])


def test_a_line_without_end_stops_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.zst"
    path.write_bytes(zstandard.compress(b'{"text": "kecil"}\n{"text": "' + b"a" * 150_000_000))
    found = read(path, max_bytes=1000)
    assert [article.text for article in found[:1]] == ["kecil"]
    assert "does not end" in str(found[-1])


def test_blank_lines_without_end_stop_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "kecil"}\n' + b"\n" * 1_000_001 + b'{"text": "besar"}\n'))
    article, error = read(path)
    assert article.text == "kecil"
    assert "1,000,000 blank lines in a row" in str(error)
    path.write_bytes(gzip.compress(b'{"text": "kecil"}\n' + b"\n" * 10_000 + b'{"text": "besar"}\n'))
    assert [article.text for article in read(path)] == ["kecil", "besar"]


def test_a_tag_of_thousands_of_attributes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE.replace("<article>", "<article " + " ".join(f"x{n}=1" for n in range(5000)) + ">"), encoding="utf-8")
    (error,) = read(path)
    assert isinstance(error, InputError)
    assert "more than 1,000 attributes" in str(error)
    path.write_text(PAGE.replace("<article>", '<img src="data:image/png;base64,' + "A" * 90_000 + '"><article>'), encoding="utf-8")
    (article,) = read(path)
    assert "Pasokan dari petani" in article.text


def test_html_gives_text_title_day_author_and_outlet(tmp_path: Path) -> None:
    path = tmp_path / "berita.html"
    path.write_text(PAGE, encoding="utf-8")
    (article,) = read(path)
    assert "Pasokan dari petani" in article.text
    assert "Hak cipta" not in article.text
    assert (article.title, article.outlet, article.authors) == ("Harga Cabai Naik", "Kabar Lembah", ["Sinta Dewi"])
    assert (article.published, article.basis) == ("2024-03-04", "metadata")
    assert article.include_text


def test_a_day_in_the_text_of_a_page_is_no_metadata(tmp_path: Path) -> None:
    path = tmp_path / "berita.html"
    plain = PAGE.replace('content="2024-03-04T10:00:00+07:00"', 'content=""')
    path.write_text(plain.replace("</p>", " Pasar itu dibuka pada 5 Mei 2011.</p>", 1), encoding="utf-8")
    (article,) = read(path)
    assert "5 Mei 2011" in article.text
    assert article.published is None


def test_html_is_known_without_its_ending_and_by_its_declared_encoding(tmp_path: Path) -> None:
    path = tmp_path / "berita"
    path.write_bytes(PAGE.replace("<head>", '<head><meta charset="windows-1252">').replace('"Pasokan', "“Pasokan").encode("cp1252"))
    (article,) = read(path)
    assert "“Pasokan" in article.text


def test_a_page_without_an_article_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "kosong.html"
    path.write_text("<html><body><script>x()</script></body></html>", encoding="utf-8")
    (error,) = read(path)
    assert "no article text" in str(error)


@pytest.mark.parametrize(
    "keys", [("text", "published", "id"), ("content", "date", "_id"), ("body", "tanggal", "uuid"), ("isi", "published_at", "id")]
)
def test_json_keys_are_found_by_their_usual_names(tmp_path: Path, keys: tuple[str, str, str]) -> None:
    text, day, identifier = keys
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{identifier: "x1", text: TEXT, day: "2024-03-05T08:00:00", "judul": "Judul"}]), encoding="utf-8")
    (article,) = read(path)
    assert (article.source, article.text, article.published, article.title) == ("x1", TEXT, "2024-03-05", "Judul")


def test_a_text_key_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"naskah": TEXT, "text": "bukan ini"}) + "\n", encoding="utf-8")
    (article,) = read(path, text_key="naskah")
    assert article.text == TEXT
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
        ({"published": "entah"}, None, "url", ["published_unread"]),
    ],
)
def test_the_day_of_a_record(tmp_path: Path, record: dict[str, str], day: str | None, basis: str, codes: list[Any]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": TEXT, **record}) + "\n", encoding="utf-8")
    (article,) = read(path)
    assert (article.published, article.basis, [code for code, _ in article.warnings]) == (day, basis, codes)


def test_half_a_character_is_replaced_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Harga \\ud83d naik, kata Rudi."}\n', encoding="utf-8")
    (article,) = read(path)
    assert article.text == "Harga \ufffd naik, kata Rudi."
    assert [code for code, _ in article.warnings] == ["text_repaired"]
    json.dumps(article.text, ensure_ascii=False).encode("utf-8")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_what_is_no_plain_file_of_a_folder_is_skipped_with_a_warning(tmp_path: Path) -> None:
    folder, secret = tmp_path / "masuk", tmp_path / "rahasia.txt"
    folder.mkdir()
    secret.write_text(TEXT, encoding="utf-8")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").symlink_to(secret)
    (folder / "c.txt").symlink_to(folder / "a.txt")
    (folder / "d.txt").symlink_to(folder / "d.txt")
    os.mkfifo(folder / "e.txt")
    (folder / "a.meta.json").symlink_to("/dev/zero")
    assert [Path(article.source).name for article in read(folder)] == ["a.txt", "c.txt"]
    assert len(read(folder / "b.txt")) == 1  # named itself
    done = subprocess.run([*invocation(), "extract", "-f", "jsonl", str(folder)], capture_output=True, check=True, text=True)
    assert [line.split(": ")[1:3] for line in done.stderr.splitlines() if ": skipped: " in line] == [
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
def test_documents_are_no_text(tmp_path: Path, name: str, content: bytes, what: str, program: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    (error,) = read_all([str(path)])
    assert isinstance(error, InputError)
    assert error.what == what
    assert f"{program} " in error.hint
    assert shlex.quote(str(path)) in error.hint


def test_a_text_about_documents_is_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("PDF itu palsu, kata Rudi. PK 3 dan 4 menyusul.", encoding="utf-8")
    assert [article.warnings for article in read(path)] == [[]]


@pytest.mark.parametrize("content", [b"", b" \n\t\n"])
def test_a_file_without_text_is_warned_of(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "kosong.txt"
    path.write_bytes(content)
    (article,) = read(path)
    assert [code for code, _ in article.warnings] == ["empty"]


@pytest.mark.parametrize("address", ["https://kabar.example/a", "http://kabar.example/a?b=1&c=2"])
def test_an_address_is_not_fetched(address: str) -> None:
    (error,) = read_all([address])
    assert isinstance(error, InputError)
    assert f"curl -sL {shlex.quote(address)} | claimx extract --from html -" in error.hint


def test_neighbours_tell_a_missing_year(tmp_path: Path) -> None:
    def of(year: int, wednesday: str) -> str:
        return f"Petani resah, kata Rudi, Rabu ({wednesday}/{year})."

    folder, elsewhere = tmp_path / "a", tmp_path / "b"
    folder.mkdir()
    elsewhere.mkdir()
    (folder / "1.txt").write_text(of(2024, "6/3"), encoding="utf-8")
    (folder / "2.txt").write_text(of(2023, "8/3"), encoding="utf-8")  # 13 March was no Wednesday in 2023
    (folder / "3.txt").write_text(of(2024, "20/3"), encoding="utf-8")
    (folder / "4.txt").write_text("Petani senang, kata Rudi, Rabu (13/3).", encoding="utf-8")
    (elsewhere / "5.txt").write_text("Petani senang, kata Rudi, Rabu (13/3).", encoding="utf-8")
    years = years_beside([str(folder), str(elsewhere)], Settings())
    assert {Path(name).name: told for name, told in years.items()} == {"a": (2024, 2024, 2023)}
    done = run("extract", "-q", "-f", "jsonl", str(folder), str(elsewhere))
    published = [json.loads(line)["published"] for line in done.stdout.decode().splitlines()]
    assert [(p["value"], p["basis"]) for p in published] == [
        ("2024-03-06", "inferred"), ("2023-03-08", "inferred"), ("2024-03-20", "inferred"), ("2024-03-13", "neighbours"), ("XXXX-03-13", "inferred"),
    ]  # fmt: skip


def test_neighbours_of_two_years_leave_it_open(tmp_path: Path) -> None:
    lines = [{"text": f"Harga naik, kata Rudi, Rabu (13/3/{year})."} for year in (2024, 2013)]  # both were Wednesdays
    path = tmp_path / "a.jsonl"
    path.write_text(
        "".join(json.dumps(line) + "\n" for line in [*lines, {"text": "Harga turun, kata Rudi, Rabu (20/3)."}]), encoding="utf-8"
    )
    done = run("extract", "-q", "-f", "jsonl", str(path))
    assert json.loads(done.stdout.decode().splitlines()[-1])["published"]["value"] == "XXXX-03-20"


def test_a_year_that_the_text_tells_outweighs_its_neighbours(tmp_path: Path) -> None:
    """13 March was a Wednesday in 2019 and in 2024."""
    for number, said in enumerate(["Rabu (6/3/2024)", "Rabu (13/3/2024)", "Rabu (13/3)"]):
        more = "" if number < 2 else "Sejak 2019 harganya turun. "
        (tmp_path / f"{number}.txt").write_text(f"{more}Petani senang, kata Rudi, {said}.", encoding="utf-8")
    done = run("extract", "-q", "-f", "jsonl", str(tmp_path))
    published = [json.loads(line)["published"] for line in done.stdout.decode().splitlines()]
    assert [p and p["value"] for p in published] == ["2024-03-06", "2024-03-13", "2019-03-13"]


@pytest.mark.parametrize(
    ("text", "told"), [("Pasar itu sepi, kata Rudi, Rabu (13/3).", "2024-03-13"), ("Pasar itu sepi pada Rabu (13/3).", "XXXX-03-13")]
)
def test_two_doubts_are_too_many(text: str, told: str, tmp_path: Path) -> None:
    """A year that only neighbours tell stays open where nobody said anything on the day."""
    (tmp_path / "1.txt").write_text("Petani senang, kata Rudi, Rabu (6/3/2024).", encoding="utf-8")
    (tmp_path / "2.txt").write_text(text, encoding="utf-8")
    done = run("extract", "-q", "-f", "jsonl", str(tmp_path))
    published = json.loads(done.stdout.decode().splitlines()[1])["published"]
    assert published["value"] == told


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_looking_for_neighbours_reads_no_pipe_dry(tmp_path: Path) -> None:
    pipe, other = tmp_path / "pipa.txt", tmp_path / "b.txt"
    os.mkfifo(pipe)
    other.write_text(TEXT, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "claimx", "extract", "-q", "-f", "jsonl", str(other), str(pipe)], stdout=subprocess.PIPE
    ) as run:
        pipe.write_text(TEXT, encoding="utf-8")
        out, _ = run.communicate(timeout=60)
    assert len(out.splitlines()) == 2


def test_the_day_of_a_file_in_its_order(tmp_path: Path) -> None:
    path = tmp_path / "2020-07-12-harga.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert read(path)[0].published == "2020-07-12"
    (tmp_path / "2020-07-12-harga.meta.json").write_text('{"published": "2020-07-10"}', encoding="utf-8")
    assert read(path)[0].published == "2020-07-10"
    assert read(path, published="2020-07-09")[0].published == "2020-07-09"
    assert [article.source for article in read(tmp_path)] == [str(path)]  # the sidecar is no article
    (tmp_path / "2020-13-45.txt").write_text(TEXT, encoding="utf-8")
    assert read(tmp_path / "2020-13-45.txt")[0].published is None


def test_a_broken_sidecar_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.txt.meta.json").write_text("{", encoding="utf-8")
    (error,) = read(path)
    assert "the sidecar cannot be read" in str(error)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_another_encoding_is_guessed_with_a_warning_or_named(tmp_path: Path, encoding: str) -> None:
    text = "“Harga cabai naik dua kali lipat sejak pekan lalu,” kata Kepala Pasar Lembah, Rudi Hartawan – di kantornya.\n" * 3
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    (guessed,) = read(path)
    assert guessed.text == text
    assert [code for code, _ in guessed.warnings] == ["encoding_guessed"]
    (named,) = read(path, encoding=encoding)
    assert (named.text, named.warnings) == (text, [])
    assert "there is no encoding" in str(read(path, encoding="abc")[0])


def test_text_is_never_changed(tmp_path: Path) -> None:
    text = "\ufeffA\r\nb\rc\u2028d e\u0301 \u00e9\n"
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    assert read(path)[0].text == text


def test_files_from_a_list_and_from_standard_input(tmp_path: Path) -> None:
    names = [tmp_path / "satu dua.txt", tmp_path / "b.txt"]
    for name in names:
        name.write_text(TEXT, encoding="utf-8")
    (tmp_path / "daftar").write_text("".join(f"{name}\n" for name in names) + "\n", encoding="utf-8")
    for arguments, stdin in (
        (["--files-from", str(tmp_path / "daftar")], None),
        (["--files-from", "-"], (tmp_path / "daftar").read_bytes()),
    ):
        done = run("extract", "-q", "-f", "jsonl", *arguments, stdin=stdin)
        assert [json.loads(line)["source"] for line in done.stdout.splitlines()] == [str(name) for name in names]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no /dev/zero")
def test_a_list_without_end_is_an_error() -> None:
    done = run("extract", "-q", "-f", "jsonl", "--files-from", "/dev/zero")
    assert done.returncode == 2
    assert b"is a list of more than" in done.stderr


@pytest.mark.parametrize("name", ["a.jsonl", "tanpa_akhiran", "-"])
@pytest.mark.parametrize("options", [[], ["--encoding", "utf-16"]])
def test_json_lines_as_powershell_redirects_them_are_read(tmp_path: Path, name: str, options: list[str]) -> None:
    data = "".join(json.dumps({"id": n, "text": TEXT}) + "\r\n" for n in (1, 2)).encode("utf-16")
    path = tmp_path / name
    path.write_bytes(data)
    done = run("extract", "-q", "-f", "jsonl", *options, "-" if name == "-" else str(path), stdin=data)
    assert [json.loads(line)["source"] for line in done.stdout.splitlines()] == ["1", "2"], done.stderr


def test_standard_input_may_be_json_lines() -> None:
    lines = "".join(json.dumps({"id": n, "text": TEXT}) + "\n" for n in (1, 2))
    done = run("extract", "-q", "-f", "jsonl", stdin=lines.encode())
    assert [json.loads(line)["source"] for line in done.stdout.splitlines()] == ["1", "2"]


def test_a_folder_of_a_pattern_that_may_not_be_listed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.txt").write_text(TEXT, encoding="utf-8")
    access = os.access
    monkeypatch.setattr("claimx.inputs.paths.os.access", lambda path, mode: path != tmp_path / "b" and access(path, mode))
    found: list[str] = []
    with pytest.raises(InputError, match="b: cannot be listed"):
        found.extend(expand(f"{tmp_path}/*/x.txt"))
    assert f"{tmp_path}/a/x.txt" in found


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
def test_an_object_over_several_lines_is_one(tmp_path: Path, text: str) -> None:
    (tmp_path / "a").write_text(text, encoding="utf-8")
    for source, stdin in ((str(tmp_path / "a"), None), ("-", text.encode())):
        done = run("extract", "-q", "-f", "jsonl", "--include-text", source, stdin=stdin)
        assert [json.loads(line)["text"] for line in done.stdout.splitlines()] == ["Bupati membantah."]


def test_a_bad_first_line_takes_no_good_one_with_it(tmp_path: Path) -> None:
    (tmp_path / "a").write_text('{"id": 1, "text":\n{"id": 2, "text": "Bupati membantah."}\n', encoding="utf-8")
    done = run("extract", "-q", "-f", "jsonl", str(tmp_path / "a"))
    assert done.returncode == 2
    assert [json.loads(line)["source"] for line in done.stdout.splitlines()] == ["2"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may list every folder")
def test_a_folder_that_may_not_be_listed_is_named(tmp_path: Any) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    closed = tmp_path / "tertutup"
    closed.mkdir()
    closed.chmod(0)
    try:
        found = read(tmp_path)
    finally:
        closed.chmod(0o700)
    assert [isinstance(item, InputError) for item in found] == [False, True]
    assert "cannot be listed" in str(found[1])


def test_a_few_bytes_of_another_encoding_leave_the_rest_as_it_is() -> None:
    data = "Rina: “Kami pulang”\nKaf".encode() + b"\xe9 tutup\n"
    text, ((code, message),) = decode("x", data, None)
    assert text == "Rina: “Kami pulang”\nKafé tutup\n"
    assert code == "encoding_mixed"
    assert message.endswith("line 2")
    text, ((code, _),) = decode("x", "“Kafé” itu tutup, kata dia, dan René pulang.".encode("cp1252"), None)  # all of it is another encoding
    assert (text, code) == ("“Kafé” itu tutup, kata dia, dan René pulang.", "encoding_guessed")


def test_a_language_that_is_not_indonesian_is_told() -> None:
    malay = "Polis berkata bahawa pihaknya telah menerima laporan kerana kejadian itu berlaku manakala mangsa mahu pulang dan wang sahaja yang hilang ialah bahawa iaitu semasa tarikh".lower().split()
    english = (
        "the police said that they have not found the man who was seen at the station and they will go on with the search for him".split()
    )
    indonesian = "polisi mengatakan bahwa mereka telah menerima laporan karena kejadian itu terjadi saat korban mau pulang dan hanya uang yang hilang dari rumahnya sejak pagi".split()
    finnish = "hän sanoi että talo on suuri ja piha on pieni mutta se ei haittaa koska kesä tulee pian ja lapset leikkivät aina ulkona järven rannalla".split()
    assert foreign(malay) == "Malay"
    assert foreign(english) == "English"
    assert foreign(finnish) == "another language"
    assert foreign(indonesian) is None
    assert foreign(finnish[:10]) is None  # too short to tell
    assert foreign("the minister denied it on monday".split()) == "English"
    assert foreign("polis menafikan dakwaan itu dan siasatan masih dijalankan".split()) == "Malay"
    assert foreign("kabar itu dimuat koran the star".split()) is None
    assert foreign("perdana menteri malaysia menjawab pertanyaan di parlimen kemarin siang bersama para menteri".split()) is None


def test_the_warning_comes_with_the_record(extract: Extract) -> None:
    text = "The police said that they have not found the man who was seen at the station and they will go on with the search for him.\n"
    assert [w["code"] for w in extract(text)["warnings"]] == ["not_indonesian"]


def test_several_zstandard_frames_are_one_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.zst"
    path.write_bytes(zstandard.compress(TEXT.encode()) + zstandard.compress(TEXT.encode()))
    assert read(path)[0].text == TEXT * 2


def stdin_run(data: bytes, *arguments: object) -> subprocess.CompletedProcess[bytes]:
    return run("extract", "-q", "-f", "jsonl", *arguments, stdin=data)


def test_input_nested_deeper_than_any_record_is_refused() -> None:
    done = stdin_run(b'{"a":' * 100_000)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert b"not JSON" in done.stderr


def test_the_mark_that_windows_writes_first_does_not_hide_json() -> None:
    done = stdin_run(b"\xef\xbb\xbf" + json.dumps({"id": 1, "text": TEXT}).encode() + b"\n")
    assert [json.loads(line)["source"] for line in done.stdout.splitlines()] == ["1"]


def test_standard_input_of_many_lines_is_bounded_by_line_not_in_all() -> None:
    line = json.dumps({"text": TEXT}).encode() + b"\n"
    done = stdin_run(line * 30, "--max-bytes", str(len(line) + 10))
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 30


def test_compressed_standard_input_is_told() -> None:
    done = stdin_run(gzip.compress(TEXT.encode()))
    assert done.returncode == 2
    assert b"is compressed" in done.stderr


def test_json_in_another_encoding_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    text = "“Harga naik dua kali lipat,” kata Kepala Pasar Lembah – kemarin."
    path.write_bytes(json.dumps({"text": text}, ensure_ascii=False).encode("cp1252") + b"\n")
    assert read(path, encoding="cp1252")[0].text == text
    (guessed,) = read(path)
    assert guessed.text == text
    assert [code for code, _ in guessed.warnings] == ["encoding_guessed"]


@pytest.mark.parametrize("content", ["[1]", '{"published": "entah"}', "[" * 100_000])
def test_a_sidecar_that_gives_no_day_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.txt.meta.json").write_text(content, encoding="utf-8")
    assert "sidecar" in str(read(path)[0])


@pytest.mark.parametrize("identifier", ["", " ", None, [1], {"a": 1}])
def test_an_id_that_names_nothing_is_not_taken(tmp_path: Path, identifier: dict[str, int] | list[int] | str | None) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": identifier, "text": TEXT}) + "\n", encoding="utf-8")
    assert read(path)[0].source == f"{path}#1"


def test_nothing_that_strangers_wrote_acts_on_the_terminal_through_an_error() -> None:
    lines = json.dumps({"id": "\x1b[2Jjahat\u202e", "text": TEXT, "date": "entah"}) + '\n{"\\u001b[31mkunci": 1}\n'
    command = [*invocation(), "extract", "-f", "jsonl"]
    done = subprocess.run(command, input=lines.encode(), capture_output=True, check=False)
    stderr = done.stderr.decode()
    assert "jahat" in stderr
    assert "kunci" in stderr
    assert "\x1b" not in stderr
    assert "\u202e" not in stderr


def test_warnings_of_a_long_text_are_told_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(("“Harga naik,” kata Kepala Pasar Lembah – kemarin pagi.\n\n" * 4000).encode("cp1252"))
    done = run("extract", "-f", "jsonl", str(path))
    assert done.stderr.count(b"not UTF-8") == 1


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


def test_a_page_that_takes_too_long_is_that_inputs_error_and_the_run_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.html").write_text(MANY_LINKS, encoding="utf-8")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    for longest in (len(MANY_LINKS) + 1, len(MANY_LINKS) - 1):  # read here, and in a process of its own
        monkeypatch.setattr(pages, "LONG", longest)
        slow, text = read(tmp_path, timeout=0.05)
        assert "was not read within 0.05 seconds" in str(slow)
        assert text.text == TEXT
    assert signal.getsignal(signal.SIGALRM) is signal.SIG_DFL
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


@pytest.mark.slow
def test_a_page_is_read_where_it_is_analysed_and_ends_in_time_in_a_thread_too(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(MANY_LINKS, encoding="utf-8")
    run = "import sys; from claimx.cli import app; app(['extract', '-q', '-f', 'jsonl', '--jobs', '2', {!r}], standalone_mode=False); print('trafilatura' in sys.modules)"
    *records, loaded = subprocess.run(
        [sys.executable, "-c", run.format(str(page))], capture_output=True, check=True, text=True
    ).stdout.splitlines()
    assert loaded == "False"
    assert "Bupati Rahmat Salim" in json.loads(records[0])["text"]
    with ThreadPoolExecutor(1) as pool:
        (late,) = pool.submit(read, page, timeout=0.05).result()
    assert "was not read within 0.05 seconds" in str(late)


UNDATED = '<html><head><title>Uji</title><meta property="og:site_name" content="{}"></head><body><article>{}</article></body></html>'
ON_A_DAY = "<p>Bupati Rahmat Salim membantah kabar itu pada Selasa (14/1). Warga menunggu keterangan dinas sejak pagi.</p>" * 3


@pytest.mark.parametrize(("outlet", "year"), [("Kabar Lembah", "2014"), ("Warta Bukit", None)])
def test_the_year_of_a_page_comes_from_articles_of_its_outlet(tmp_path: Path, outlet: str, year: str | None) -> None:
    lines = [{"id": n, "outlet": "Kabar Lembah", "published": "2014-03-04", "text": "Rapat ditunda."} for n in range(4)]
    (tmp_path / "lama.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    (tmp_path / "a.html").write_text(UNDATED.format(outlet, ON_A_DAY), encoding="utf-8")
    done = run("extract", "-q", "-f", "jsonl", str(tmp_path))
    page = json.loads(done.stdout.splitlines()[0])
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


# what an attacker found in November 2026: no input holds the program


@pytest.mark.parametrize(
    "tag", ["<p " + " ".join(f"a{n}" for n in range(5000)) + ">", "<p " + " ".join(f"a{n}='<'" for n in range(5000)) + ">"]
)
def test_attributes_without_values_and_with_brackets_in_them_are_counted(tmp_path: Path, tag: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE.replace("<article>", f"{tag}<article>"), encoding="utf-8")
    (error,) = read(path)
    assert "more than 1,000 attributes" in str(error)


def test_a_day_is_metadata_where_a_script_holds_it() -> None:
    assert not kinds.in_metadata("<p>Diterbitkan 2019-03-04</p>" + '<script type="application/ld+json">' * 400, "2019-03-04")
    assert kinds.in_metadata('<script type="application/ld+json">{"datePublished": "2019-03-04"}</script>', "2019-03-04")


@pytest.mark.parametrize("day", ["2020-02-30", "31 Februari 2020", "2020-04-31T00:00:00Z", "32 Januari 2020"])
def test_a_day_that_the_calendar_lacks_is_warned_of(tmp_path: Path, day: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "Ia pergi kemarin.", "published": day}) + "\n", encoding="utf-8")
    (article,) = read(path)
    assert (article.published, article.warnings[0][0]) == (None, "published_unread")


def test_a_bomb_of_records_without_an_article_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b"1\n" * 30_000 + b'{"text": "Rapat."}\n'))
    found = read(path)
    assert len(found) == 10_001
    assert "10,000 records in a row" in str(found[-1])
    path.write_bytes(gzip.compress(b"1\n" * 9_000 + b'{"text": "Rapat."}\n'))
    assert read(path)[-1].text == "Rapat."


def test_a_name_that_cannot_be_is_an_error_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Rapat digelar.", encoding="utf-8")
    first, second, article = read("a\0b", "a" * 5000, path)
    assert isinstance(first, InputError)
    assert isinstance(second, InputError)
    assert article.text == "Rapat digelar."


def test_a_pattern_waits_for_no_pipe(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rapat digelar.", encoding="utf-8")
    os.mkfifo(tmp_path / "b.txt")
    assert [article.text for article in read(tmp_path / "*.txt")] == ["Rapat digelar."]


def test_messages_that_nobody_hears_lose_no_output(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text('"Harga naik," kata Rudi.', encoding="utf-8")
    (tmp_path / "b.txt").write_text("The price of rice went up in the market today and nobody knows why it did.", encoding="utf-8")
    for closed in ("2>&-", "2>/dev/full"):
        command = f"{sys.executable} -m claimx extract -f jsonl a.txt b.txt {closed}"
        done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, check=False)
        assert len(done.stdout.splitlines()) == 2, closed


# -- lists of JSON, page by page of what they hold ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "articles", "error"),
    [
        ("[]", 0, None),
        (" [ ] \n", 0, None),
        ('[{"text": "Harga naik."}, {"text": "Harga turun."}]\n', 2, None),
        ('[{"text": "Harga naik."}, {"isi": ""}, {"text": "Harga turun."}]', 2, "no text in the record"),
        ('[{"text": "Harga naik."}, {"text": "Har', 1, "not JSON"),  # it breaks off
        ('[{"text": "Harga naik."} {"text": "Harga turun."}]', 1, "not JSON"),
        ('[{"text": "Harga naik."},]', 1, "not JSON"),
        ('[{"text": "Harga naik."}] [', 1, "Extra data"),
        ("[", 0, "not JSON"),
        ("[,]", 0, "not JSON"),
    ],
)
def test_a_list_gives_what_can_be_read_of_it(tmp_path: Path, content: str, articles: int, error: str | None) -> None:
    path = tmp_path / "a.json"
    path.write_text(content, encoding="utf-8")
    found = read(path)
    failed = [item for item in found if isinstance(item, InputError)]
    assert len(found) - len(failed) == articles
    assert [error in str(item) for item in failed if error] == ([True] if error else [])
    assert bool(failed) is bool(error)


@pytest.mark.parametrize("unit", ["[]", "{}"])
def test_a_list_of_millions_of_nothing_takes_no_memory(tmp_path: Path, unit: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(f"[{unit}{f',{unit}' * 2_000_000}]", encoding="utf-8")
    tracemalloc.start()
    try:
        count = len(read(path, max_bytes=path.stat().st_size))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == kinds._MOST_BAD + 1
    assert peak < 5 * path.stat().st_size


# -- folders and patterns --------------------------------------------------------------------------------------------------------


def test_a_pattern_follows_no_link_that_leads_out(tmp_path: Path) -> None:
    inside, outside = tmp_path / "masuk", tmp_path / "luar"
    for folder in (inside, outside):
        folder.mkdir()
        (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (inside / "b.txt").symlink_to(outside / "a.txt")
    (inside / "c.txt").symlink_to(inside / "a.txt")
    (inside / "dalam").symlink_to(outside)
    skipped: list[str] = []
    found = list(expand(f"{inside}/**/*.txt", skipped=skipped.append))
    assert [Path(path).name for path in found] == ["a.txt", "c.txt"]
    assert {str(Path(path).relative_to(inside)) for path in skipped} == {"b.txt"}  # linked folders are not entered, as in a folder
    assert list(expand(str(inside / "b.txt"))) == [str(inside / "b.txt")]  # named itself


def test_a_pattern_follows_no_link_to_its_own_folder(tmp_path: Path) -> None:
    """Two such links once gave an article 2 to the 40th times."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / ".b.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "x" / "y").mkdir(parents=True)
    (tmp_path / "x" / "y" / "c.txt").write_text(TEXT, encoding="utf-8")
    for name in ("satu", "dua"):
        (tmp_path / name).symlink_to(".")
    assert list(expand(f"{tmp_path}/**")) == [f"{tmp_path}/a.txt", f"{tmp_path}/x/y/c.txt"]
    assert list(expand(f"{tmp_path}/**/y/*.txt")) == [f"{tmp_path}/x/y/c.txt"]
    assert list(expand(f"{tmp_path}/.*")) == [f"{tmp_path}/.b.txt"]
    with pytest.raises(InputError, match="no file"):
        list(expand(f"{tmp_path}/{'n' * 300}*/a.txt"))


def test_all_folders_that_cannot_be_listed_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
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


def test_a_page_that_names_no_encoding_of_text_is_read(tmp_path: Path) -> None:
    page = PAGE.replace("<head>", '<head><meta charset="zlib">').replace("Rudi", "André").encode("latin-1")
    path = tmp_path / "a.html"
    path.write_bytes(page)
    (article,) = read(path)
    assert "André Hartawan" in article.text


def test_a_name_too_long_for_a_sidecar_has_none(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 251 + ".txt")
    path.write_text(TEXT, encoding="utf-8")
    (article,) = read(path)
    assert article.text == TEXT
