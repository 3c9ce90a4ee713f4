"""What an earlier run wrote is no article, and what is an input is never written over."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest

import claimx
from claimx.outputs.destination import only_writer, part_of, written_with
from claimx.outputs.writers import File, View

from . import program
from .calls import call, lines_of, made, query, refused, sources, write_lines
from .conftest import ARTICLE

SHELL_CLOSED = ["sh", "-c", 'exec "$@" >&-', "-"]  # runs what follows without standard output
DENIAL = "Bupati Rahmat Salim membantah tuduhan bahwa ia menerima suap, Senin (4/3/2024)."
INPUT_TOO = "is an input too"


@pytest.fixture
def records(articles: Path, tmp_path: Path) -> Path:
    """Return a folder with the records of the two articles in `r.jsonl`."""
    folder = tmp_path / "catatan"
    folder.mkdir()
    made("extract", "--include-text", "-o", folder / "r.jsonl", articles)
    return folder


def database(path: Path, article: Path) -> bytes:
    """Make a database of an article and return its bytes."""
    made("extract", "-q", "-o", path, article)
    return path.read_bytes()


def test_a_page_that_somebody_went_on_writing_is_no_article(articles: Path) -> None:
    page = articles / "laporan.html"
    made("extract", "-o", page, articles / "a.txt")
    page.write_text(page.read_text(encoding="utf-8") + "<p>Catatan saya</p>", encoding="utf-8")
    assert sources(made("extract", "-f", "jsonl", "-q", articles).stdout) == ["a.txt", "b.txt"]


@pytest.mark.parametrize("name", ["laporan.html", "ledger.csv"])
def test_what_claimx_wrote_is_no_article_where_it_is_named_either(articles: Path, name: str) -> None:
    """A report read as an article would tell every act again, of others."""
    made("extract", "-o", articles / name, articles / "a.txt")
    done = refused("extract", "-f", "jsonl", "-q", articles / name, articles / "a.txt", says=f"{name}: is a")
    assert sources(done.stdout) == ["a.txt"]


# -- inputs are never outputs ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.txt.meta.json", "a.meta.json"])
@pytest.mark.parametrize("link", [None, os.symlink, os.link])
@pytest.mark.parametrize("option", ["-o", "--errors-to"])
@pytest.mark.parametrize("as_folder", [False, True])
def test_force_writes_over_no_sidecar(
    articles: Path, tmp_path: Path, name: str, link: Callable[[Path, Path], None] | None, option: str, as_folder: bool
) -> None:
    sidecar = written = articles / name
    sidecar.write_text('{"published": "2024-03-05"}', encoding="utf-8")
    if link:  # by another name
        written = tmp_path / "lain.json"
        link(sidecar, written)
    refused("extract", "--force", "-f", "json", option, written, articles if as_folder else articles / "a.txt", says=INPUT_TOO)
    assert sidecar.read_text(encoding="utf-8") == '{"published": "2024-03-05"}'


@pytest.mark.parametrize("option", ["-o", "--errors-to"])
@pytest.mark.parametrize("fed", ["article", "list"])
def test_force_writes_over_nothing_that_the_shell_feeds_in(articles: Path, tmp_path: Path, option: str, fed: str) -> None:
    path = articles / "a.txt"
    if fed == "list":
        path = tmp_path / "daftar.txt"
        path.write_text(f"{articles / 'a.txt'}\n", encoding="utf-8")
    before = path.read_bytes()
    options = ["--force", "-f", "json", option, str(path), *(["-"] if fed == "article" else ["--files-from", "-"])]
    with path.open("rb") as stream:
        done = subprocess.run([*program.invocation(), "extract", *options], stdin=stream, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert fed == "list" or INPUT_TOO in done.stderr
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("output", "taken"),
    [
        ("x.db", {"x.db-journal", "x.db-wal"}),
        ("x.jsonl", {"x.jsonl", "x.jsonl.part", ".x.jsonl.claimx.lock"}),
        ("situs/", {"index.html", ".claimx.lock"}),
    ],
)
def test_errors_go_into_no_file_that_the_output_takes(articles: Path, tmp_path: Path, output: str, taken: set[str]) -> None:
    names = [name for name in written_with(f"{tmp_path}/{output}") if not name.endswith(".db")]
    assert {Path(name).name for name in names} >= taken
    for name in names:
        refused("extract", "-o", f"{tmp_path}/{output}", "--errors-to", name, articles, says="at once")


@pytest.mark.parametrize(
    ("name", "says"),
    [("-", "name a file"), (".", "is a folder"), ("a.meta.json", INPUT_TOO), ("e" * 300, "eeee: cannot be written (File name too long)")],
)
def test_errors_go_into_a_file_that_may_be(articles: Path, monkeypatch: pytest.MonkeyPatch, name: str, says: str) -> None:
    monkeypatch.chdir(articles)
    refused("extract", "-f", "jsonl", "--errors-to", name, articles, says=says)
    assert {path.name for path in articles.iterdir()} == {"a.txt", "b.txt"}


# -- what an earlier run wrote ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", ["json", "jsonl", "labelstudio", "jsonld"])
def test_what_an_earlier_run_wrote_into_a_folder_is_passed_over_and_told(articles: Path, format: str) -> None:
    output = articles / ("x.jsonl" if format == "jsonl" else "x.json")
    made("extract", "--include-text", "-f", format, "-o", output, articles)
    done = made("extract", "-f", "jsonl", articles)
    assert sources(done.stdout) == ["a.txt", "b.txt"]
    assert "passed over (files: 1)" in done.stderr
    if format == "jsonl":  # named itself it is read
        assert len(made("extract", "-q", "-f", "jsonl", output).stdout.splitlines()) == 2


def test_tables_that_an_earlier_run_wrote_into_a_folder_are_no_articles(articles: Path) -> None:
    articles = articles.rename(articles.with_name("masuk-" + 9 * "panjang-"))  # also a name that is wider than a terminal
    made("extract", "-o", f"{articles}/hasil/", articles)
    tables = sorted((articles / "hasil").iterdir())
    assert len(tables) == 2
    tables[0].with_name("c.txt").write_text("Petani senang, kata Rudi.", encoding="utf-8")
    done = made("extract", "-f", "jsonl", articles)
    assert sources(done.stdout) == ["a.txt", "b.txt", "c.txt"]
    assert "passed over (files: 2)" in done.stderr


def test_a_trace_reads_the_records_of_a_folder(articles: Path, tmp_path: Path) -> None:
    made("extract", "--include-text", "-f", "jsonl", "-o", f"{tmp_path}/catatan/", articles)
    done = made("trace", "--all", "-f", "jsonl", tmp_path / "catatan")
    assert "passed over" not in done.stderr
    told = [said["article"] for line in done.stdout.splitlines() for said in json.loads(line)["statements"]]
    assert {Path(article).name for article in told} == {"a.txt", "b.txt"}


# -- names ---------------------------------------------------------------------------------------------------------------------


def test_a_name_of_255_bytes_is_read_and_written(articles: Path, tmp_path: Path) -> None:
    article = articles / ("n" * 251 + ".txt")
    article.write_text(ARTICLE, encoding="utf-8")
    output = tmp_path / ("k" * 249 + ".jsonl")
    with only_writer(str(output)):
        refused("extract", "-o", output, article)  # the lock holds
    for options in ([], ["--force"]):
        made("extract", *options, "-o", output, article)
    part_of(output).touch()
    assert len(lines_of(output)) == 1
    assert len(os.fsencode(part_of(output).name)) == 255
    assert part_of(tmp_path / ("k" * 250 + ".json")) != part_of(tmp_path / ("k" * 251 + ".jsn"))


def test_two_names_that_are_no_unicode_stay_two_articles(tmp_path: Path) -> None:
    paths = [tmp_path / os.fsdecode(name) for name in (b"x\xe8.txt", b"x\xe9.txt")]
    for path in paths:
        path.write_text(ARTICLE, encoding="utf-8")
    made("extract", "-o", tmp_path / "x.db", *paths)
    assert query(tmp_path / "x.db", "SELECT count(*) FROM articles") == [(2,)]


# -- what a second attacker found in November 2026 --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [[".", "-o", "../z.json"], ["./", "-o", "../z.json"], ["a.txt", "-f", "html", "-o", "./"], ["a.txt", "-f", "html", "-o", "../lain/."]],
)
def test_the_folder_at_hand_is_read_and_written(articles: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    monkeypatch.chdir(articles)
    made("extract", *arguments)


@pytest.mark.parametrize("named", ["", "*.txt"])
def test_an_output_folder_that_holds_the_input_is_told(articles: Path, tmp_path: Path, named: str) -> None:
    """Once all articles were passed over, without a word."""
    refused("extract", "-f", "html", "-o", f"{tmp_path}/", articles / named, says=f"holds the input {articles}")
    made("extract", "-f", "html", "-o", f"{tmp_path}/", articles / "a.txt")  # named itself


def test_records_of_a_folder_are_read_once_however_they_are_written(records: Path) -> None:
    found = [json.loads(line) for line in lines_of(records / "r.jsonl")]
    text = "".join(json.dumps(record, separators=(",", ":"), sort_keys=True) + "\n" for record in found)
    (records / "r.jsonl").write_text(text, encoding="utf-8")
    assert "2 read" in call("trace", "-v", "--all", "-f", "jsonl", records).stderr


@pytest.mark.parametrize("option", ["-o", "--errors-to"])
def test_records_that_a_trace_reads_are_not_written_over(records: Path, option: str) -> None:
    before = (records / "r.jsonl").read_bytes()
    for force in ([], ["--force"]):
        refused("trace", *force, "-f", "jsonl", option, records / "r.jsonl", records, says=INPUT_TOO)
    assert (records / "r.jsonl").read_bytes() == before


def test_what_stands_before_a_folder_that_cannot_be_listed_is_read(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (records / "zz").mkdir()
    listing = os.scandir

    def scandir(path: str | Path) -> object:  # root may list every folder
        if Path(path).name == "zz":
            raise PermissionError(13, "Permission denied", str(path))
        return listing(path)

    monkeypatch.setattr(os, "scandir", scandir)
    done = refused("trace", "-v", "--all", "-f", "jsonl", records)
    assert "2 read" in done.stderr
    assert "passed over" not in done.stderr


def test_an_empty_file_in_a_folder_is_a_failure_as_before(articles: Path) -> None:
    (articles / "c.json").touch()
    refused("extract", "-f", "jsonl", articles, says="c.json: not JSON")


def test_neighbours_are_none_that_an_earlier_run_wrote(tmp_path: Path) -> None:
    folder = tmp_path / "masuk"
    folder.mkdir()
    text = '"Harga naik," kata Rudi Hartawan.'
    write_lines(folder / "a.json", {"text": f"Jakarta, Senin (13/7) - {text}", "outlet": "K"})
    write_lines(folder / "b.json", {"text": text, "published": "2015-07-13", "outlet": "K"})
    made("extract", "--include-text", "-o", folder / "r.jsonl", folder)
    (folder / "b.json").unlink()
    record = json.loads(made("extract", "-q", "-f", "jsonl", folder).stdout)
    assert record["published"] is None or record["published"]["value"].startswith("XXXX")


def test_drafts_of_reviews_are_no_articles(articles: Path) -> None:
    made("trace", "--all", "-f", "claimreview", "-o", articles / "ulasan.json", articles)
    made("extract", "-f", "jsonl", articles)


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="needs /dev/stdout")
def test_a_pipe_by_its_name_is_written_to(articles: Path) -> None:
    options = "-q -f jsonl -o /dev/stdout --errors-to /dev/stderr".split()
    command = [*program.invocation(), "extract", *options, str(articles), "tidak-ada"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 2
    assert '"source": "tidak-ada"' in done.stderr


def test_a_pattern_of_links_that_lead_out_matches_nothing(articles: Path, tmp_path: Path) -> None:
    (tmp_path / "luar").mkdir()
    (tmp_path / "luar/x.txt").symlink_to(articles / "a.txt")
    refused("extract", tmp_path / "luar/*.txt", says="no file matches")


def test_a_parquet_file_that_is_abandoned_is_whole(tmp_path: Path) -> None:
    writer = File(View("parquet"), tmp_path / "x.parquet")
    record = claimx.extract(ARTICLE)
    writer.write(record)
    writer.abandon()
    assert pyarrow.parquet.read_table(part_of(tmp_path / "x.parquet")).num_rows == len(record["quotes"]) > 0


# -- links, locks and what stands in an output folder ----------------------------------------------------------------------------


def test_a_review_writes_over_no_database_by_a_link(articles: Path, tmp_path: Path) -> None:
    before = database(tmp_path / "x.db", articles / "a.txt")
    (tmp_path / "out.csv").symlink_to(tmp_path / "x.db")
    refused("review", tmp_path / "x.db", "--reviewed", "-o", tmp_path / "out.csv", "--force", says=INPUT_TOO)
    assert (tmp_path / "x.db").read_bytes() == before


@pytest.mark.parametrize(
    ("name", "arguments"),
    [("claimreview.jsonl", "review {0}/x.db --export {0}/keluar/"), ("index.html", "trace {0}/x.db -f html -o {0}/keluar/")],
)
def test_a_link_in_an_output_folder_is_replaced_and_not_followed(articles: Path, tmp_path: Path, name: str, arguments: str) -> None:
    before = database(tmp_path / "x.db", articles / "a.txt")
    (tmp_path / "keluar").mkdir()
    link = tmp_path / "keluar" / name
    link.symlink_to(tmp_path / "x.db")
    made(*arguments.format(tmp_path).split(), "--force")
    assert (tmp_path / "x.db").read_bytes() == before
    assert not link.is_symlink()


def test_an_article_of_a_folder_is_not_written_over_by_a_link(articles: Path, tmp_path: Path) -> None:
    (tmp_path / "out.csv").symlink_to(articles / "a.txt")
    refused("extract", "--force", "-o", tmp_path / "out.csv", articles)
    assert (articles / "a.txt").read_text(encoding="utf-8") == ARTICLE


def test_a_run_does_not_read_what_it_writes_by_a_link(tmp_path: Path) -> None:
    folder = tmp_path / "masuk"
    folder.mkdir()
    write_lines(folder / "in.jsonl", *({"id": number, "text": ARTICLE} for number in range(3)))
    (tmp_path / "link.jsonl").symlink_to(folder / "real.jsonl")
    made("extract", "-q", "-f", "jsonl", "--include-text", "-o", tmp_path / "link.jsonl", folder / "*")
    assert len(lines_of(folder / "real.jsonl")) == 3


def test_a_file_that_has_the_name_of_the_lock_is_kept(tmp_path: Path) -> None:
    mine = tmp_path / ".w.jsonl.claimx.lock"
    mine.write_text(ARTICLE, encoding="utf-8")
    refused("extract", "-q", "-f", "jsonl", "-o", tmp_path / "w.jsonl", mine, says=mine.name)
    assert mine.read_text(encoding="utf-8") == ARTICLE


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device that is always full is of Linux")  # noqa: PTH110
@pytest.mark.parametrize("full", ["-o", "--errors-to"])
def test_what_cannot_be_written_is_named(articles: Path, tmp_path: Path, full: str) -> None:
    places = {"-o": tmp_path / "o.jsonl", "--errors-to": tmp_path / "e.jsonl", full: "/dev/full"}
    options = [part for pair in places.items() for part in pair]
    done = refused("extract", "-f", "jsonl", *options, articles / "a.txt", articles / "tidak_ada.txt")
    assert "/dev/full: cannot be written (No space left on device)" in done.stderr
    assert "o.jsonl: cannot" not in done.stderr


@pytest.mark.parametrize("output", ["keluar/", "keluar.db"])
def test_what_comes_again_is_not_lost_where_a_run_goes_on(tmp_path: Path, output: str) -> None:
    """A record that comes twice has two files; of wire copies, the same text of two outlets, each has its row."""
    records = [("a", ARTICLE, "Antara"), ("b", ARTICLE + "Ia meralat.", "Antara"), ("a", ARTICLE, "Kompas")]
    path = write_lines(tmp_path / "in.jsonl", *({"id": name, "text": text, "outlet": outlet} for name, text, outlet in records))
    format = [] if output.endswith(".db") else ["-f", "jsonl"]
    for options in (("--limit", 2), ("--resume",), ("--resume",)):
        made("extract", "-q", *options, *format, "-o", f"{tmp_path}/{output}", path)
    if output.endswith("/"):
        assert len([*(tmp_path / "keluar").glob("a-*.jsonl")]) == 2
    else:
        held = query(tmp_path / output, "SELECT source, outlet FROM articles ORDER BY 1, 2")
        assert held == [("a", "Antara"), ("a", "Kompas"), ("b", "Antara")]


def test_one_name_in_two_folders_is_two_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in (("satu", ARTICLE), ("dua", "Hakim mencabut izin tambang pasir di Desa Waru.")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "berita.txt").write_text(text, encoding="utf-8")
        monkeypatch.chdir(tmp_path / name)
        made("extract", "-q", "-o", tmp_path / "x.db", "berita.txt")
        made("extract", "-q", "-f", "jsonl", "-o", tmp_path / f"{name}.jsonl", "berita.txt")
    assert call("trace", "-q", tmp_path / "x.db", tmp_path / "satu.jsonl").exit_code in (0, 1)  # whose name leads to the other file here
    assert query(tmp_path / "x.db", "SELECT count(*) FROM articles") == [(2,)]


@pytest.mark.parametrize(
    ("place", "odd"),
    [
        (("published", "value"), "2024-13-45"),
        (("dates", 0, "begin"), 3),
        (("cues", 0, "modality"), None),
        (("claims", 0, "set_by"), "R99"),
        (("schema_version",), "9.9"),
    ],
)
def test_a_record_that_is_odd_is_refused_and_poisons_no_trace(
    articles: Path, tmp_path: Path, place: tuple[str | int, ...], odd: object
) -> None:
    record: Any = claimx.extract(DENIAL, "2024-03-04")
    held = record
    for key in place[:-1]:
        held = held[key]
    held[place[-1]] = odd
    path = write_lines(tmp_path / "records.jsonl", record)
    database(tmp_path / "x.db", articles / "a.txt")
    refused("trace", tmp_path / "x.db", path, "--all", "-f", "jsonl", says="records.jsonl#1: is no record of this claimx (")
    made("trace", tmp_path / "x.db", "--all", "-f", "jsonl")


def test_a_file_that_is_no_compressed_one_gets_no_name_of_one(articles: Path, tmp_path: Path) -> None:
    refused("extract", "-f", "jsonl", "-o", tmp_path / "o.jsonl.gz", articles / "a.txt", says="named like a compressed file")


def test_pages_of_threads_that_are_no_more_go(articles: Path, tmp_path: Path) -> None:
    folder = tmp_path / "jejak"
    options = (articles / "a.txt", articles / "b.txt", "--all", "-f", "html", "-o", f"{folder}/")
    made("trace", *options)
    first = len([*folder.glob("T*.html")]) + 1
    old, mine = folder / f"T{first}.html", folder / f"T{first + 1}.html"
    old.write_bytes((folder / "index.html").read_bytes())
    mine.write_text("catatan saya", encoding="utf-8")
    made("trace", *options, "--force")
    assert not old.exists()
    assert mine.exists()


@pytest.mark.parametrize("command", ["extract", "trace"])
def test_a_page_that_is_an_input_is_not_written_over_in_its_folder(tmp_path: Path, command: str) -> None:
    page = tmp_path / "index.html"
    text = "<p>Bupati membantah kabar itu di pasar kota.</p>" * 9
    page.write_text(f"<html><body><article>{text}</article></body></html>", encoding="utf-8")
    before = page.read_bytes()
    refused(command, "-f", "html", "-o", f"{tmp_path}/", "--force", page, says=INPUT_TOO)
    assert page.read_bytes() == before


@pytest.mark.parametrize("name", ["claimreview.jsonl", "a.txt"])
def test_an_export_writes_over_no_database(articles: Path, tmp_path: Path, name: str) -> None:
    (articles / "a.txt").write_text(DENIAL, encoding="utf-8")
    database(tmp_path / "x.db", articles / "a.txt")
    path = (tmp_path / "x.db").rename(tmp_path / name)
    call("review", path, stdin="y\n")
    before = path.read_bytes()
    refused("review", path, "--export", tmp_path, "--force", says=INPUT_TOO)
    assert path.read_bytes() == before


def test_an_edited_file_that_was_moved_is_a_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = "Bupati Sutrisno membantah kabar bahwa jembatan gantung di Desa Waru ambruk pada Senin malam setelah hujan deras. "

    def extract_in(folder: str, database: str) -> None:
        monkeypatch.chdir(tmp_path / folder)
        made("extract", "-q", "-o", tmp_path / database, "x.txt")

    for folder, last in (("satu", "Ia marah."), ("dua", "Ia tenang.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(words + last, encoding="utf-8")
        extract_in(folder, "both.db")
    assert query(tmp_path / "both.db", "SELECT count(*) FROM articles") == [(2,)]  # both stand where they stood
    (tmp_path / "dua").rename(tmp_path / "tiga")
    extract_in("satu", "t.db")
    (tmp_path / "satu" / "x.txt").unlink()
    extract_in("tiga", "t.db")
    told = made("trace", tmp_path / "t.db", "--versions").stdout
    assert (told.count("- Ia marah."), told.count("+ Ia tenang.")) == (1, 1)


def test_the_same_records_once_more_edit_nothing(tmp_path: Path) -> None:
    text = "Bupati membantah kabar jembatan ambruk. Ia"
    files = [
        write_lines(tmp_path / f"{name}.jsonl", {"id": name, "url": "https://a.example/1", "text": f"{text} {last}."})
        for name, last in (("lama", "marah"), ("baru", "tenang"))
    ]
    for _ in range(3):
        call("trace", "-q", tmp_path / "t.db", *files)
    assert query(tmp_path / "t.db", "SELECT source FROM articles") == [("baru",)]
    assert query(tmp_path / "t.db", "SELECT source FROM _words_versions") == [("lama",)]


@pytest.mark.parametrize("order", [("w1", "w2"), ("w2", "w1")])
def test_a_wire_copy_without_an_address_is_an_article(tmp_path: Path, order: tuple[str, str]) -> None:
    copies = {"w1": {"outlet": "Antara"}, "w2": {"outlet": "Kompas", "url": "https://b.example/1"}}
    for name in order:
        path = write_lines(tmp_path / f"{name}.jsonl", {"id": "1", "text": ARTICLE} | copies[name])
        made("extract", "-q", "--resume", "-o", tmp_path / "w.db", path)
    assert query(tmp_path / "w.db", "SELECT outlet FROM articles ORDER BY 1") == [("Antara",), ("Kompas",)]


@pytest.mark.parametrize("arguments", [["--version"], ["extract", "-f", "jsonl", "{a}"], ["extract", "{a}"]])
def test_a_closed_standard_output_is_told(articles: Path, arguments: list[str]) -> None:
    command = [sys.executable, "-m", "claimx", *(part.format(a=articles / "a.txt") for part in arguments)]
    done = subprocess.run([*SHELL_CLOSED, *command], capture_output=True, check=False)
    assert done.returncode == 2
    assert b"standard output is closed. Write to a file with -o" in done.stderr


def test_a_file_is_written_though_standard_output_is_closed(articles: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "claimx", "extract", "-f", "jsonl", "-o", str(tmp_path / "o.jsonl"), str(articles / "a.txt")]
    assert subprocess.run([*SHELL_CLOSED, *command], capture_output=True, check=False).returncode == 0
    assert len(lines_of(tmp_path / "o.jsonl")) == 1


@pytest.mark.parametrize("columns", ["0", "1"])
def test_a_table_of_no_width_is_a_table(articles: Path, columns: str) -> None:
    done = program.run("extract", articles / "a.txt", env={"COLUMNS": columns})
    assert done.returncode == 0
    assert len(done.stdout) > 100
