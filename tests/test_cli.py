"""The command line: inputs, formats, exit codes, and what a terminal must never be made to do."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from spacy.tokens import Doc

from .conftest import ROOT, Put, check
from .program import records
from .program import run as claimx

INDONESIAN = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "id_ID.UTF-8"}
ARTICLE = '"Harga naik," kata Rudi Hartawan, Senin (4/3/2024).\n'


@pytest.fixture
def article(put: Put) -> Path:
    return put("berita.txt", ARTICLE)


def table(text: str, *options: str) -> str:
    """Return what `extract` shows of a text; it says nothing else."""
    done = claimx("extract", "-q", *options, "-", stdin=text)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode()


def words(printed: bytes) -> str:
    """Return what was printed, whatever the width of the terminal."""
    return " ".join(printed.decode().split())


def test_json(article: Path) -> None:
    done = claimx("extract", "-q", "--format", "json", str(article))
    assert done.returncode == 0
    document = check(json.loads(done.stdout), ARTICLE)
    assert document["source"] == str(article)
    assert document["text"] is None


def test_standard_input_and_jsonl() -> None:
    done = claimx("extract", "-q", "-f", "jsonl", "-", stdin=ARTICLE)
    assert json.loads(done.stdout)["source"] == "-"
    assert claimx("extract", "-q", "-f", "jsonl", stdin=ARTICLE).stdout == done.stdout


def test_published_is_used(article: Path) -> None:
    (record,) = records("--published", "2024-03-05", article)
    assert record["published"] == {"value": "2024-03-05", "basis": "option", "confidence": None}


def test_folders_patterns_and_json_lines(tmp_path: Path, put: Put) -> None:
    last, first = put("b.txt", "Rapat 5 Mei 2020."), put("a.txt", "Rapat 6 Mei 2020.")
    lines = put("c.jsonl", [{"id": "satu", "text": "Rapat besok.", "published": "2024-03-04"}, {"text": "Rapat lusa."}])
    found = records(tmp_path)
    assert [d["source"] for d in found] == [str(first), str(last), "satu", f"{lines}#2"]
    assert found[2]["dates"][0]["value"] == "2024-03-05"
    assert found[2]["text"] == "Rapat besok."
    assert len(records(tmp_path / "*.txt")) == 2


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("rusak.txt", b"rusak.txt: not UTF-8 at byte 0"),
        ("tidak-ada.txt", b"tidak-ada.txt: there is no such file"),
        ("/proc/self/mem", b"/proc/self/mem: cannot be read (Input/output error)"),
    ],
)
def test_one_bad_input_is_named_and_the_rest_goes_on(tmp_path: Path, put: Put, article: Path, name: str, what: bytes) -> None:
    put("rusak.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\xff\xfe\x00\x00" * 20)
    done = claimx("extract", "-q", "-f", "jsonl", tmp_path / name, article)
    assert done.returncode == 2
    assert what in done.stderr
    assert len(done.stdout.splitlines()) == 1


def test_bad_lines_of_json_are_named(put: Put) -> None:
    path = put("x.jsonl", '{"id": 1, "text": "Rapat."}\nbukan json\n{"id": 2}\n{"text": "a", "published": "kapan"}\n')
    done = claimx("extract", "-q", "-f", "jsonl", path)
    assert done.returncode == 2
    first, last = map(json.loads, done.stdout.splitlines())
    assert first["warnings"] == []
    assert [w["code"] for w in last["warnings"]] == ["published_unread"]
    assert b"#2: not JSON" in done.stderr
    assert b"#3: no text" in done.stderr


def test_table_shows_article_text_as_it_is(put: Put) -> None:
    path = put("jahat.txt", '"Ini [bold]tebal[/bold] :smile: \x1b[31mmerah\x1b[0m," kata Rudi Hartawan.')
    shown = claimx("extract", path, env={"COLUMNS": "140"}).stdout.decode()
    assert "[bold]tebal[/bold] :smile:" in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize("columns", ["40", "80", "140"])
def test_table_cuts_nothing_off(article: Path, columns: str) -> None:
    shown = claimx("extract", str(article), env={"COLUMNS": columns}).stdout.decode()
    squeezed = "".join(shown.split())
    for part in ("RudiHartawan", "Harganaik", "2024-03-04"):
        assert part in squeezed


ACTED = "Kepala Dinas Surya Mahesa membantah dinasnya menjual izin tambang, Senin (4/3/2024). Ia mengatakan, harga naik.\n"


@pytest.mark.parametrize(
    ("options", "sections"),
    [
        ([], ["CLAIMS ACTED UPON", "WHO SAID WHAT"]),
        (["-v"], ["CLAIMS ACTED UPON", "WHO SAID WHAT", "DATES", "CUES"]),
        (["--status", "denied"], ["CLAIMS ACTED UPON"]),
        (["--status", "asserted"], ["CLAIMS"]),
        (["--class", "denial"], ["CLAIMS ACTED UPON", "CUES"]),
    ],
)
def test_the_table_shows_what_is_asked_for_claims_first(options: list[str], sections: list[str]) -> None:
    shown = table(ACTED, *options)
    assert [line for line in shown.splitlines() if line.isupper() and not line.startswith(" ")] == sections
    assert ("DENIED" in shown) == ("CLAIMS ACTED UPON" in sections)


DONE = "Bupati Rahmat Salim meminta maaf. Dinas Sosial menghapus unggahan itu, Senin (4/3/2024).\n"
ORDER = "Bupati Rahmat Salim menarik surat edaran larangan berjualan di alun-alun, Senin (4/3/2024).\n"


@pytest.mark.parametrize(
    ("text", "options", "told"),
    [
        ("Rapat 5 Mei 2020.", "", r"None shown; -v shows 1 date\."),
        (ARTICLE, "-v --lang en", "DATES"),
        (ACTED, "-v --lang id", "PENANDA.* bantahan"),
        (ACTED, "-v --lang en", "CUES.* denial"),
        (DONE, "--lang en", "ACTS WITHOUT A CLAIM.* apologised for by Rahmat Salim"),
        (DONE, "--lang en", "ACTS WITHOUT A CLAIM.* taken down by Dinas Sosial"),
        (ORDER, "--lang en", "^(?!.* said ).*larangan berjualan"),  # nobody says an order
        *(
            ("Rapat digelar Selasa (5/3).", f"--lang id --published 2021-03-06 -f {view}", "hari dan tanggalnya tidak cocok")
            for view in ("table", "html", "md")
        ),
    ],
)
def test_what_is_told_of_a_text(text: str, options: str, told: str) -> None:
    assert re.search(told, " ".join(table(text, *options.split()).split()))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        *((f"{command} --format xml", "--format") for command in ("extract", "dates", "trace", "review")),
        ("extract --table foo", "--table"), ("extract --lang fr", "--lang"), ("extract --from pdf", "--from"),
        ("extract --min-confidence 2", "--min-confidence"), ("extract --limit banyak", "--limit"),
        ("extract --status denied,denid", "'denid'"), ("extract --class denied,denid", "'denied'"),
        ("extract --explain -f json", "candidates"), ("extract -o x.foo", ".jsonl"), ("extract -o x.foo", ".parquet"),
        ("dates --type HARI", "'HARI' is none of DATE, TIME, DURATION, SET"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_in_plain_words(article: Path, arguments: str, told: str) -> None:
    done = claimx(*arguments.split(), article, cwd=article.parent)
    assert done.returncode == 2
    said = words(done.stderr)
    assert told in said
    assert "Value error" not in said
    assert "Input should" not in said
    assert list(article.parent.iterdir()) == [article]


@pytest.mark.parametrize("command", ["extract", "dates", "trace", "review", "score"])
def test_help_shows_examples_and_names_arguments_as_people_do(command: str) -> None:
    shown = words(claimx(command, "-h").stdout)
    assert not re.search(r"<(list|path|str|float|int)\b", shown)
    assert "Example" in shown.rsplit("Show this message and exit.", 1)[1]


def test_a_file_in_place_of_a_command_is_answered_with_one(article: Path) -> None:
    done = claimx(article, "-q")
    assert done.returncode == 2
    assert f"claimx extract {article} -q" in words(done.stderr)
    assert "bukan perintah, melainkan berkas. Coba: claimx extract" in words(claimx(article, env=INDONESIAN).stderr)


@pytest.mark.parametrize("word", ["tidak-ada.txt", "b" * 5000])
def test_a_word_that_is_no_file_is_no_command(word: str) -> None:
    done = claimx(word)
    assert done.returncode == 2
    assert b"No such command" in done.stderr


def test_a_rule_parts_articles_in_the_table(articles: Path) -> None:
    shown = claimx("extract", "-q", articles).stdout.decode()
    assert len([line for line in shown.splitlines() if line and not line.strip("─")]) == 1


def test_closed_pipe_ends_quietly(put: Put) -> None:
    path = put("a.jsonl", [{"text": ARTICLE}] * 300)
    command = f"{sys.executable} -m claimx extract -q -f jsonl {path} | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == "141"
    assert done.stderr == ""


def test_a_fault_in_one_article_does_not_lose_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from claimx import batch, pipeline, summary
    from claimx.errors import InputError
    from claimx.inputs import Article

    real = summary.summarize

    def broken(doc: Doc, article: Article, *rest: Any) -> Any:
        if article.source == "b":
            raise RuntimeError("boom")
        return real(doc, article, *rest)

    monkeypatch.setattr(pipeline, "summarize", broken)
    results = list(batch.analyse((Article(name, "Rapat 5 Mei 2020.", "0") for name in "abc"), dict))
    assert [isinstance(r, InputError) for r in results] == [False, True, False]
    assert "RuntimeError: boom" in str(results[1])


DENIAL = "Rudi Hartawan membantah stok beras di gudangnya menipis. Ia mengatakan bahwa harga sudah turun.\n"
PLAIN = "Rudi Hartawan mengatakan bahwa harga sudah turun.\n"


def test_filters_leave_out_articles_and_entries(tmp_path: Path, put: Put) -> None:
    denied = put("a.txt", DENIAL)
    put("b.txt", PLAIN)
    (document,) = records("--class", "denial", tmp_path)
    assert document["source"] == str(denied)
    check(document, DENIAL)
    assert [cue["class"] for cue in document["cues"]] == ["denial"]
    assert {claim["id"] for claim in document["claims"]} == {cue["claim"] for cue in document["cues"]}
    done = claimx("extract", "-q", "--format", "jsonl", "--status", "retracted,revoked", tmp_path)
    assert (done.returncode, done.stdout) == (0, b"")


@pytest.mark.parametrize(("text", "code"), [(DENIAL, 0), (PLAIN, 1)])
def test_exit_code_tells_whether_anything_was_found(text: str, code: int) -> None:
    assert claimx("extract", "-q", "--exit-code", "--class", "denial", stdin=text).returncode == code
    assert claimx("extract", "-q", "--class", "denial", stdin=text).returncode == 0


@pytest.mark.parametrize(
    ("typed", "completed"),
    [("extract --status re", {"retracted", "revoked"}), ("extract --class denial,ap", {"denial,apology"}), ("dates --type T", {"TIME"})],
)
def test_lists_complete_in_the_shell(typed: str, completed: set[str]) -> None:
    asked = {"COMP_WORDS": f"claimx {typed}", "COMP_CWORD": str(len(typed.split())), "_CLAIMX_COMPLETE": "complete_bash"}
    script = Path(sys.executable).with_name("claimx")  # the shell completes the program by its name
    done = subprocess.run([script], capture_output=True, check=True, env={**os.environ, **asked})
    assert set(done.stdout.decode().split()) == completed


def test_dates_in_words_for_people_and_as_rows(article: Path) -> None:
    table = claimx("dates", "-q", "-f", "table", "--published", "2024-03-05", str(article)).stdout.decode()
    assert re.search(r"(?m)^Senin \(4/3/2024\)  Monday, 4 March 2024$", table)
    rows = list(csv.DictReader(io.StringIO(claimx("dates", "-q", "-f", "csv", str(article)).stdout.decode())))
    assert [(row["text"], row["words"]) for row in rows if row["type"] == "DATE"][:1] == [("Senin (4/3/2024)", "Senin, 4 Maret 2024")]


def test_only_the_dates_asked_for(tmp_path: Path, put: Put) -> None:
    conflicting = put("a.txt", "Rapat digelar Jumat (11/7/2020) pukul 10.00 WIB selama dua jam.")
    put("b.txt", "Rapat digelar Sabtu (11/7/2020).")
    (duration,) = claimx("dates", "-q", "--type", "duration", tmp_path).stdout.splitlines()
    assert json.loads(duration)["text"] == "dua jam"
    (conflict,) = claimx("dates", "-q", "--conflicts", tmp_path).stdout.splitlines()
    assert json.loads(conflict)["source"] == str(conflicting)


def test_dates_alone_are_those_of_the_whole_record(article: Path) -> None:
    (date,) = records(article)[0]["dates"]
    assert json.loads(claimx("dates", "-q", article).stdout) == {"source": str(article), **date}


def test_explain_names_spans_rules_and_who_lost() -> None:
    met = (
        'Bupati Rahmat Salim menemui Kapolres Hendra Wibowo. "Jalan ditutup," kata Hendra. Rahmat membantah itu. "Jalan dibuka," ujarnya.\n'
    )
    shown = claimx("extract", "-q", "--explain", stdin=met, env={"COLUMNS": "160"}).stdout.decode()
    assert "direct.cue_after.clitic: a cue with -nya after the quotation" in shown
    assert "clitic: -nya on the cue" in shown
    assert re.search(r"evidence\s+\w+ [+-]\d\.\d; ", shown)
    assert re.search(r"passed over\s+(Hendra Wibowo|Rahmat Salim)", shown)
    assert re.search(r"scope\s+affirmed, asserted", shown)


@pytest.mark.parametrize("chosen", [["--lang", "id"], []])
def test_explain_is_told_in_the_language_of_the_reader(article: Path, chosen: list[Any]) -> None:
    env = {"COLUMNS": "160"} if chosen else {"COLUMNS": "160", **INDONESIAN}
    shown = claimx("extract", "-q", "--explain", *chosen, str(article), env=env).stdout.decode()
    assert re.search(r"(?m)^Q1  langsung, keyakinan 0\.\d\d$", shown)
    assert re.search(r"sebab\s+named: sumbernya memuat nama orang", shown)
    assert re.search(r"aturan\s+direct.cue_after: penanda ujaran beserta sumbernya", shown)
    assert "Tidak ditemukan apa-apa." in claimx("extract", "-q", "--explain", *chosen, "-", stdin="Rapat.", env=env).stdout.decode()


def test_schema_is_printed() -> None:
    assert json.loads(claimx("schema").stdout)["title"] == "Document"


@pytest.mark.parametrize("chosen", [["--lang", "id"], []])
@pytest.mark.parametrize(
    ("name", "content", "options", "told"),
    [
        ("tidak-ada.txt", None, [], "berkas ini tidak ada. Periksa letaknya; - membaca masukan standar"),
        ("*.txt", None, [], "tidak ada berkas yang cocok dengan pola ini."),
        ("a.pdf", b"%PDF-1.7\n", [], "berupa PDF. Ubah menjadi teks: pdftotext"),
        ("a.docx", b"PK\x03\x04", [], "berupa dokumen pengolah kata atau arsip."),
        ("a.txt", b"\xff\xfe\x00\xd8" * 9, [], "bukan UTF-8 pada byte 0"),
        ("a.txt", b"Rapat.", ["--encoding", "utf-9"], "tidak ada pengodean 'utf-9'."),
        ("a.txt", b"Rapat.", ["--published", "5 Maret"], "'5 Maret' bukan tanggal; tulis seperti 2020-07-12"),
        ("a.txt", b"Rapat.", ["--status", "denid"], "'denid' tidak termasuk asserted"),
        ("a.txt", b"Rapat.", ["-o", "milik.json"], "berkas ini sudah ada."),
        ("a.txt", b"Rapat.", ["-f", "csv", "-o", "a.html"], "'a.html' berarti html, sedangkan -f berarti csv"),
        ("a.jsonl", b"bukan\n", ["-j", "2", "-v"], "0 dibaca, 1 gagal"),
    ],
)
def test_what_went_wrong_is_told_in_the_language_of_the_reader(
    tmp_path: Path, put: Put, chosen: list[Any], name: str, content: bytes | None, options: list[Any], told: str
) -> None:
    put("milik.json", "catatan pribadi")
    if content is not None:
        put(name, content)
    done = claimx("extract", *options, name, *chosen, env={} if chosen else INDONESIAN, cwd=tmp_path)
    assert done.returncode == 2
    assert told in words(done.stderr)


ENGLISH = "The minister said that the price of rice was going down in the north of the country and that it would stay there for the year."


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.txt", b"", "tidak berisi teks"),
        ("a.txt", "“Kafé” itu tutup, kata René.".encode("cp1252"), "bukan UTF-8: dibaca sebagai cp1252; --encoding memilih yang lain"),
        ("a.txt", "“Kafé”\n".encode() + b"Ren\xe9\n", "UTF-8, tetapi 1 byte bukan dan dibaca sebagai cp1252: baris 2"),
        ("a.txt", "“Kafé”\n".encode() + b"\x93Ya\x94\n", "UTF-8, tetapi 2 byte bukan dan dibaca sebagai cp1252: baris 2"),
        ("a.txt", "“Kafé”\n".encode() + b"\x93Ya\nya\x94\n", "UTF-8, tetapi 2 byte bukan dan dibaca sebagai cp1252: baris 2, 3"),
        ("a.json", b'{"text": "Rapat.", "date": "entah is no day"}', "date 'entah is no day' bukan tanggal: tulis seperti 2020-07-12"),
        ("a.json", b'{"text": "Rapat \\ud800."}', "paruhan karakter (surrogate tunggal) diganti dengan"),
        ("a.txt", ENGLISH.encode(), "tampaknya bukan bahasa Indonesia"),
        ("2021-03-06.txt", b"Rapat digelar Selasa (5/3).", "Selasa (5/3): hari dan tanggalnya tidak cocok"),
        ("2021-03-06.txt", b"Rapat digelar 31 April 2021.", "31 April 2021: tidak ada tanggal seperti itu"),
        ("2021-03-06.txt", b"Rapat digelar 5 Maret 2071.", "5 Maret 2071: 50 tahun setelah terbit"),
    ],
)
def test_warnings_are_told_in_the_language_of_the_reader_and_recorded_in_english(put: Put, name: str, content: bytes, told: str) -> None:
    done = claimx("extract", "-f", "jsonl", put(name, content), env=INDONESIAN)
    assert told in done.stderr.decode()
    assert not {"bukan", "tidak", "diganti"} & set(json.loads(done.stdout)["warnings"][0]["message"].split())


def test_a_failure_is_written_for_programs_in_english(tmp_path: Path) -> None:
    claimx("extract", "--lang", "id", "--errors-to", "gagal.jsonl", "tidak-ada.txt", cwd=tmp_path)
    failed = json.loads((tmp_path / "gagal.jsonl").read_text(encoding="utf-8"))
    assert failed == {"source": "tidak-ada.txt", "what": "there is no such file", "hint": "Check the path; - reads standard input"}


def test_one_version_everywhere() -> None:
    number = version("claimx")
    assert claimx("--version").stdout.decode() == f"claimx {number}\n"
    assert f"version: {number}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["extract", "--help"], ["schema"]])
def test_a_full_disk_is_told_in_one_line(arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([sys.executable, "-m", "claimx", *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.splitlines() == ["claimx: the output cannot be written (No space left on device)"]


@pytest.mark.parametrize(
    ("size", "code"),
    [("1MB", 0), ("1mb", 0), ("800 kB", 0), ("2G", 0), ("100000", 0), ("10", 2), ("5XB", 2), ("0", 2), ("9999GB", 2), ("-1", 2)],
)
def test_sizes_are_said_as_people_say_them(article: Path, size: str, code: int) -> None:
    done = claimx("extract", "-q", "--max-bytes", size, article, env={"LC_ALL": "C.UTF-8"})
    assert done.returncode == code, done.stderr
    assert code == 0 or b"--max-bytes" in done.stderr
