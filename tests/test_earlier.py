"""What an earlier run wrote is no article, and what is an input is never written over."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import claimx
from claimx.cli import app
from claimx.outputs.destination import only_writer, part_of, written_with

from .conftest import ARTICLE
from .program import invocation

SHELL_CLOSED = ["sh", "-c", 'exec "$@" >&-', "-"]  # runs what follows without standard output


def run(command: str, *arguments: object) -> Result:
    return CliRunner().invoke(app, [command, *map(str, arguments)])


def test_a_page_that_somebody_went_on_writing_is_no_article(articles: Path) -> None:
    page = articles / "laporan.html"
    run("extract", "-o", page, articles / "a.txt")
    page.write_text(page.read_text(encoding="utf-8") + "<p>Catatan saya</p>", encoding="utf-8")
    sources = [json.loads(line)["source"] for line in run("extract", "-f", "jsonl", "-q", articles).stdout.splitlines()]
    assert [Path(source).name for source in sources] == ["a.txt", "b.txt"]


@pytest.mark.parametrize("name", ["laporan.html", "ledger.csv"])
def test_what_claimx_wrote_is_no_article_where_it_is_named_either(articles: Path, name: str) -> None:
    """A report read as an article would tell every act again, of others."""
    run("extract", "-o", articles / name, articles / "a.txt")
    done = run("extract", "-f", "jsonl", "-q", articles / name, articles / "a.txt")
    assert done.exit_code == 2
    assert f"{name}: is a" in done.stderr
    assert [json.loads(line)["source"] for line in done.stdout.splitlines()] == [str(articles / "a.txt")]


# -- inputs are never outputs ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.txt.meta.json", "a.meta.json"])
@pytest.mark.parametrize("option", ["-o", "--errors-to"])
@pytest.mark.parametrize("as_folder", [False, True])
def test_force_writes_over_no_sidecar(articles: Path, name: str, option: str, as_folder: bool) -> None:
    sidecar = articles / name
    sidecar.write_text('{"published": "2024-03-05"}', encoding="utf-8")
    done = run("extract", "--force", "-f", "json", option, sidecar, articles if as_folder else articles / "a.txt")
    assert done.exit_code == 2
    assert "is an input too" in done.output
    assert sidecar.read_text(encoding="utf-8") == '{"published": "2024-03-05"}'


@pytest.mark.parametrize("option", ["-o", "--errors-to"])
def test_force_writes_over_nothing_that_the_shell_feeds_in(articles: Path, option: str) -> None:
    path = articles / "a.txt"
    with path.open("rb") as fed:
        command = [*invocation(), "extract", "--force", "-f", "json", option, str(path), "-"]
        done = subprocess.run(command, stdin=fed, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "is an input too" in done.stderr
    assert path.read_text(encoding="utf-8") == ARTICLE


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
        done = run("extract", "-o", f"{tmp_path}/{output}", "--errors-to", name, articles)
        assert done.exit_code == 2
        assert "at once" in done.output


def test_errors_go_into_a_file(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("extract", "--errors-to", "-", articles)
    assert done.exit_code == 2
    assert not (tmp_path / "-").exists()


# -- what an earlier run wrote ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", ["json", "jsonl", "labelstudio", "jsonld"])
def test_what_an_earlier_run_wrote_into_a_folder_is_passed_over_and_told(articles: Path, format: str) -> None:
    output = articles / ("x.jsonl" if format == "jsonl" else "x.json")
    run("extract", "--include-text", "-f", format, "-o", output, articles)
    done = run("extract", "-f", "jsonl", articles)
    assert [Path(json.loads(line)["source"]).name for line in done.stdout.splitlines()] == ["a.txt", "b.txt"]
    assert "passed over (files: 1)" in done.stderr
    if format == "jsonl":  # named itself it is read
        assert len(run("extract", "-q", "-f", "jsonl", output).stdout.splitlines()) == 2


def test_tables_that_an_earlier_run_wrote_into_a_folder_are_no_articles(articles: Path) -> None:
    articles = articles.rename(articles.with_name("masuk-" + 9 * "panjang-"))  # also a name that is wider than a terminal
    run("extract", "-o", f"{articles}/hasil/", articles)
    tables = sorted((articles / "hasil").iterdir())
    assert len(tables) == 2
    tables[0].with_name("c.txt").write_text("Petani senang, kata Rudi.", encoding="utf-8")
    done = run("extract", "-f", "jsonl", articles)
    assert [Path(json.loads(line)["source"]).name for line in done.stdout.splitlines()] == ["a.txt", "b.txt", "c.txt"]
    assert "passed over (files: 2)" in done.stderr


def test_a_trace_reads_the_records_of_a_folder(articles: Path, tmp_path: Path) -> None:
    records = tmp_path / "catatan"
    run("extract", "--include-text", "-f", "jsonl", "-o", f"{records}/", articles)
    done = run("trace", "--all", "-f", "jsonl", records)
    assert done.exit_code == 0
    assert "passed over" not in done.stderr
    told = [said["article"] for line in done.stdout.splitlines() for said in json.loads(line)["statements"]]
    assert {Path(article).name for article in told} == {"a.txt", "b.txt"}


# -- names ---------------------------------------------------------------------------------------------------------------------


def test_a_name_of_255_bytes_is_read_and_written(articles: Path, tmp_path: Path) -> None:
    article = articles / ("n" * 251 + ".txt")
    article.write_text(ARTICLE, encoding="utf-8")
    output = tmp_path / ("k" * 249 + ".jsonl")
    with only_writer(str(output)):
        assert run("extract", "-o", output, article).exit_code == 2  # the lock holds
    for options in ([], ["--force"]):
        assert run("extract", *options, "-o", output, article).exit_code == 0
    part_of(output).touch()
    assert len(output.read_text(encoding="utf-8").splitlines()) == 1
    assert len(os.fsencode(part_of(output).name)) == 255
    assert part_of(tmp_path / ("k" * 250 + ".json")) != part_of(tmp_path / ("k" * 251 + ".jsn"))


def test_two_names_that_are_no_unicode_stay_two_articles(tmp_path: Path) -> None:
    folder = tmp_path / "masuk"
    folder.mkdir()
    for name in (b"x\xe8.txt", b"x\xe9.txt"):
        (folder / os.fsdecode(name)).write_text(ARTICLE, encoding="utf-8")
    database = tmp_path / "x.db"
    assert run("extract", "-o", database, folder).exit_code == 0
    import sqlite3

    with closing(sqlite3.connect(database)) as db:
        (count,) = db.execute("SELECT count(*) FROM articles").fetchone()
    assert count == 2


# -- what a second attacker found in November 2026 --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [[".", "-o", "../z.json"], ["./", "-o", "../z.json"], ["a.txt", "-f", "html", "-o", "./"], ["a.txt", "-f", "html", "-o", "../lain/."]],
)
def test_the_folder_at_hand_is_read_and_written(articles: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    monkeypatch.chdir(articles)
    assert run("extract", *arguments).exit_code == 0


@pytest.mark.parametrize("named", ["folder", "pattern"])
def test_an_output_folder_that_holds_the_input_is_told(articles: Path, tmp_path: Path, named: str) -> None:
    """Once all articles were passed over, without a word."""
    done = run("extract", "-f", "html", "-o", f"{tmp_path}/", articles if named == "folder" else articles / "*.txt")
    assert done.exit_code == 2
    assert f"holds the input {articles}" in done.output
    assert run("extract", "-f", "html", "-o", f"{tmp_path}/", articles / "a.txt").exit_code == 0  # named itself


def test_records_of_a_folder_are_read_once_however_they_are_written(articles: Path, tmp_path: Path) -> None:
    records = tmp_path / "catatan"
    records.mkdir()
    found = run("extract", "-q", "--include-text", "-f", "jsonl", articles).stdout.splitlines()
    (records / "r.jsonl").write_text("".join(json.dumps(json.loads(line), separators=(",", ":"), sort_keys=True) + "\n" for line in found))
    done = run("trace", "-v", "--all", "-f", "jsonl", records)
    assert "2 read" in done.stderr


@pytest.mark.parametrize("option", ["-o", "--errors-to"])
def test_records_that_a_trace_reads_are_not_written_over(articles: Path, tmp_path: Path, option: str) -> None:
    records = tmp_path / "catatan"
    records.mkdir()
    run("extract", "--include-text", "-o", records / "r.jsonl", articles)
    before = (records / "r.jsonl").read_bytes()
    for force in ([], ["--force"]):
        done = run("trace", *force, "-f", "jsonl", option, records / "r.jsonl", records)
        assert done.exit_code == 2
        assert "is an input too" in done.output
    assert (records / "r.jsonl").read_bytes() == before


def test_what_stands_before_a_folder_that_cannot_be_listed_is_read(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records = tmp_path / "catatan"
    (records / "zz").mkdir(parents=True)
    run("extract", "--include-text", "-o", records / "r.jsonl", articles)
    listing = os.scandir

    def scandir(path: str | Path) -> object:  # root may list every folder
        if Path(path).name == "zz":
            raise PermissionError(13, "Permission denied", str(path))
        return listing(path)

    monkeypatch.setattr(os, "scandir", scandir)
    done = run("trace", "-v", "--all", "-f", "jsonl", records)
    assert done.exit_code == 2
    assert "2 read" in done.stderr
    assert "passed over" not in done.stderr


def test_an_empty_file_in_a_folder_is_a_failure_as_before(articles: Path) -> None:
    (articles / "c.json").touch()
    done = run("extract", "-f", "jsonl", articles)
    assert done.exit_code == 2
    assert "c.json: not JSON" in done.stderr


def test_neighbours_are_none_that_an_earlier_run_wrote(tmp_path: Path) -> None:
    folder = tmp_path / "masuk"
    folder.mkdir()
    dated = {"text": '"Harga naik," kata Rudi Hartawan.', "published": "2015-07-13", "outlet": "K"}
    (folder / "a.json").write_text(json.dumps({"text": 'Jakarta, Senin (13/7) - "Harga naik," kata Rudi Hartawan.', "outlet": "K"}))
    (folder / "b.json").write_text(json.dumps(dated))
    run("extract", "--include-text", "-o", folder / "r.jsonl", folder)
    (folder / "b.json").unlink()
    record = json.loads(run("extract", "-q", "-f", "jsonl", folder).stdout)
    assert record["published"] is None or record["published"]["value"].startswith("XXXX")


@pytest.mark.parametrize("option", ["-o", "--errors-to"])
def test_a_list_that_the_shell_feeds_in_is_not_written_over(articles: Path, tmp_path: Path, option: str) -> None:
    path = tmp_path / "daftar.txt"
    path.write_text(f"{articles / 'a.txt'}\n", encoding="utf-8")
    with path.open("rb") as fed:
        command = [*invocation(), "extract", "--files-from", "-", "--force", "-f", "json", option, str(path)]
        done = subprocess.run(command, stdin=fed, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert path.read_text(encoding="utf-8") == f"{articles / 'a.txt'}\n"


def test_drafts_of_reviews_are_no_articles(articles: Path) -> None:
    run("trace", "--all", "-f", "claimreview", "-o", articles / "ulasan.json", articles)
    assert run("extract", "-f", "jsonl", articles).exit_code == 0


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="needs /dev/stdout")
def test_a_pipe_by_its_name_is_written_to(articles: Path) -> None:
    written = "extract -q -f jsonl -o /dev/stdout --errors-to /dev/stderr".split()
    command = [*invocation(), *written, str(articles), "tidak-ada"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 2
    assert '"source": "tidak-ada"' in done.stderr


def test_an_unfinished_file_is_held_by_the_run_that_writes_it(articles: Path, tmp_path: Path) -> None:
    with only_writer(str(tmp_path / "x.jsonl")):
        done = run("extract", "-f", "jsonl", "-o", tmp_path / "x.jsonl.part", articles)
    assert done.exit_code == 2
    assert "another run" in done.output


def test_errors_make_no_sidecar(articles: Path) -> None:
    done = run("extract", "--errors-to", articles / "a.meta.json", articles)
    assert done.exit_code == 2
    assert not (articles / "a.meta.json").exists()


def test_a_pattern_of_links_that_lead_out_matches_nothing(articles: Path, tmp_path: Path) -> None:
    (tmp_path / "luar").mkdir()
    (tmp_path / "luar/x.txt").symlink_to(articles / "a.txt")
    done = run("extract", tmp_path / "luar/*.txt")
    assert done.exit_code == 2
    assert "no file matches" in done.output


def test_a_parquet_file_that_is_abandoned_is_whole(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pyarrow.parquet

    from claimx.outputs.writers import File, View

    writer = File(View("parquet"), tmp_path / "x.parquet")
    record = claimx.extract(ARTICLE)
    writer.write(record)
    writer.abandon()
    part = part_of(tmp_path / "x.parquet")
    assert pyarrow.parquet.read_table(part).num_rows == len(record["quotes"]) > 0


# -- links, locks and what stands in an output folder ----------------------------------------------------------------------------


def made(path: Path, articles: Path) -> bytes:
    """Make a database of the articles and return its bytes."""
    assert run("extract", "-q", "-o", path, articles / "a.txt").exit_code == 0
    return path.read_bytes()


def test_a_review_writes_over_no_database_by_a_link(articles: Path, tmp_path: Path) -> None:
    before = made(tmp_path / "x.db", articles)
    (tmp_path / "out.csv").symlink_to(tmp_path / "x.db")
    done = run("review", tmp_path / "x.db", "--reviewed", "-o", tmp_path / "out.csv", "--force")
    assert done.exit_code == 2
    assert "is an input too" in done.output
    assert (tmp_path / "x.db").read_bytes() == before


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("claimreview.jsonl", ("review", "{db}", "--export", "{folder}/")),
        ("index.html", ("trace", "{db}", "-f", "html", "-o", "{folder}/")),
    ],
)
def test_a_link_in_an_output_folder_is_replaced_and_not_followed(
    articles: Path, tmp_path: Path, name: str, arguments: tuple[str, ...]
) -> None:
    before = made(tmp_path / "x.db", articles)
    folder = tmp_path / "keluar"
    folder.mkdir()
    (folder / name).symlink_to(tmp_path / "x.db")
    done = run(*(part.format(db=tmp_path / "x.db", folder=folder) for part in arguments), "--force")
    assert done.exit_code == 0, done.output
    assert (tmp_path / "x.db").read_bytes() == before
    assert not (folder / name).is_symlink()


@pytest.mark.parametrize("link", [os.symlink, os.link])
@pytest.mark.parametrize("option", ["-o", "--errors-to"])
def test_no_other_name_of_a_sidecar_is_written_over(articles: Path, option: str, link: Callable[[Path, Path], None]) -> None:
    sidecar = articles / "a.txt.meta.json"
    sidecar.write_text('{"published": "2024-03-05"}', encoding="utf-8")
    link(sidecar, articles / "lain.json")
    done = run("extract", "--force", "-f", "json", option, articles / "lain.json", articles / "a.txt")
    assert done.exit_code == 2
    assert "is an input too" in done.output
    assert sidecar.read_text(encoding="utf-8") == '{"published": "2024-03-05"}'


def test_an_article_of_a_folder_is_not_written_over_by_a_link(articles: Path, tmp_path: Path) -> None:
    (tmp_path / "out.csv").symlink_to(articles / "a.txt")
    done = run("extract", "--force", "-o", tmp_path / "out.csv", articles)
    assert done.exit_code == 2
    assert (articles / "a.txt").read_text(encoding="utf-8") == ARTICLE


def test_a_run_does_not_read_what_it_writes_by_a_link(tmp_path: Path) -> None:
    folder = tmp_path / "masuk"
    folder.mkdir()
    (folder / "in.jsonl").write_text("".join(json.dumps({"id": n, "text": ARTICLE}) + "\n" for n in range(3)), encoding="utf-8")
    (tmp_path / "link.jsonl").symlink_to(folder / "real.jsonl")
    assert run("extract", "-q", "-f", "jsonl", "--include-text", "-o", tmp_path / "link.jsonl", folder / "*").exit_code == 0
    assert len((folder / "real.jsonl").read_text(encoding="utf-8").splitlines()) == 3


def test_a_file_that_has_the_name_of_the_lock_is_kept(articles: Path, tmp_path: Path) -> None:
    mine = tmp_path / ".w.jsonl.claimx.lock"
    mine.write_text(ARTICLE, encoding="utf-8")
    done = run("extract", "-q", "-f", "jsonl", "-o", tmp_path / "w.jsonl", mine)
    assert done.exit_code == 2
    assert mine.name in done.output
    assert mine.read_text(encoding="utf-8") == ARTICLE


def test_a_folder_takes_no_errors(articles: Path, tmp_path: Path) -> None:
    done = run("extract", "-f", "jsonl", "--errors-to", tmp_path, articles / "a.txt")
    assert done.exit_code == 2
    assert "is a folder" in done.output


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device that is always full is of Linux")  # noqa: PTH110
@pytest.mark.parametrize("full", ["-o", "--errors-to"])
def test_what_cannot_be_written_is_named(articles: Path, tmp_path: Path, full: str) -> None:
    places = {"-o": str(tmp_path / "o.jsonl"), "--errors-to": str(tmp_path / "e.jsonl"), full: "/dev/full"}
    done = run(
        "extract", "-f", "jsonl", *(part for pair in places.items() for part in pair), articles / "a.txt", articles / "tidak_ada.txt"
    )
    assert done.exit_code == 2
    assert "/dev/full: cannot be written (No space left on device)" in done.stderr
    assert "o.jsonl: cannot" not in done.stderr


def test_a_name_that_is_too_long_is_named(articles: Path, tmp_path: Path) -> None:
    done = run("extract", "-f", "jsonl", "--errors-to", tmp_path / ("e" * 300), articles / "a.txt")
    assert done.exit_code == 2
    assert "eeee: cannot be written (File name too long)" in done.stderr


@pytest.mark.parametrize("output", ["keluar/", "keluar.db"])
def test_what_comes_again_is_not_lost_where_a_run_goes_on(tmp_path: Path, output: str) -> None:
    """A record that comes twice has two files; of wire copies, the same text of two outlets, each has its row."""
    records = [("a", ARTICLE, "Antara"), ("b", ARTICLE + "Ia meralat.", "Antara"), ("a", ARTICLE, "Kompas")]
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps({"id": i, "text": text, "outlet": outlet}) + "\n" for i, text, outlet in records), encoding="utf-8")
    for options in (("--limit", 2), ("--resume",), ("--resume",)):
        assert (
            run("extract", "-q", *options, *(() if "db" in output else ("-f", "jsonl")), "-o", f"{tmp_path}/{output}", path).exit_code == 0
        )
    if output.endswith("/"):
        assert len([*(tmp_path / "keluar").glob("a-*.jsonl")]) == 2
    else:
        with closing(sqlite3.connect(tmp_path / output)) as db:
            assert db.execute("SELECT source, outlet FROM articles ORDER BY 1, 2").fetchall() == [
                (i, outlet) for i, _, outlet in (records[0], records[2], records[1])
            ]


def test_one_name_in_two_folders_is_two_articles(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in (("satu", ARTICLE), ("dua", "Hakim mencabut izin tambang pasir di Desa Waru.")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "berita.txt").write_text(text, encoding="utf-8")
        monkeypatch.chdir(tmp_path / name)
        assert run("extract", "-q", "-o", tmp_path / "x.db", "berita.txt").exit_code == 0
        assert run("extract", "-q", "-f", "jsonl", "-o", tmp_path / f"{name}.jsonl", "berita.txt").exit_code == 0
    assert run("trace", "-q", tmp_path / "x.db", tmp_path / "satu.jsonl").exit_code in (0, 1)  # whose name leads to the other file here
    with closing(sqlite3.connect(tmp_path / "x.db")) as db:
        assert db.execute("SELECT count(*) FROM articles").fetchone() == (2,)


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
    text = "Bupati Rahmat Salim membantah tuduhan bahwa ia menerima suap, Senin (4/3/2024)."
    record: Any = claimx.extract(text, "2024-03-04")
    held = record
    for key in place[:-1]:
        held = held[key]
    held[place[-1]] = odd
    path = tmp_path / "records.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    assert run("extract", "-q", "-o", tmp_path / "x.db", articles / "a.txt").exit_code == 0
    done = run("trace", tmp_path / "x.db", path, "--all", "-f", "jsonl")
    assert done.exit_code == 2
    assert "records.jsonl#1: is no record of this claimx (" in done.stderr
    assert run("trace", tmp_path / "x.db", "--all", "-f", "jsonl").exit_code == 0


def test_a_file_that_is_no_compressed_one_gets_no_name_of_one(articles: Path, tmp_path: Path) -> None:
    done = run("extract", "-f", "jsonl", "-o", tmp_path / "o.jsonl.gz", articles / "a.txt")
    assert done.exit_code == 2
    assert "named like a compressed file" in done.output


def test_pages_of_threads_that_are_no_more_go(articles: Path, tmp_path: Path) -> None:
    folder = tmp_path / "jejak"
    assert run("trace", *articles.glob("*.txt"), "--all", "-f", "html", "-o", f"{folder}/").exit_code == 0
    first = len([*folder.glob("T*.html")]) + 1
    old, mine = folder / f"T{first}.html", folder / f"T{first + 1}.html"
    old.write_bytes((folder / "index.html").read_bytes())
    mine.write_text("catatan saya", encoding="utf-8")
    assert run("trace", *articles.glob("*.txt"), "--all", "-f", "html", "-o", f"{folder}/", "--force").exit_code == 0
    assert not old.exists()
    assert mine.exists()


@pytest.mark.parametrize("command", ["extract", "trace"])
def test_a_page_that_is_an_input_is_not_written_over_in_its_folder(tmp_path: Path, command: str) -> None:
    page = tmp_path / "index.html"
    page.write_text(
        f"<html><body><article>{'<p>Bupati membantah kabar itu di pasar kota.</p>' * 9}</article></body></html>", encoding="utf-8"
    )
    before = page.read_bytes()
    done = run(command, "-f", "html", "-o", f"{tmp_path}/", "--force", page)
    assert done.exit_code == 2
    assert "is an input too" in done.output
    assert page.read_bytes() == before


@pytest.mark.parametrize("name", ["claimreview.jsonl", "a.txt"])
def test_an_export_writes_over_no_database(articles: Path, tmp_path: Path, name: str) -> None:
    text = "Bupati Rahmat Salim membantah tuduhan bahwa ia menerima suap, Senin (4/3/2024)."
    (articles / "a.txt").write_text(text, encoding="utf-8")
    folder = tmp_path / "emas"
    folder.mkdir()
    made(tmp_path / "x.db", articles)
    (tmp_path / "x.db").rename(folder / name)
    CliRunner().invoke(app, ["review", str(folder / name)], input="y\n")
    before = (folder / name).read_bytes()
    done = run("review", folder / name, "--export", folder, "--force")
    assert done.exit_code == 2
    assert "is an input too" in done.output
    assert (folder / name).read_bytes() == before


def test_an_edited_file_that_was_moved_is_a_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = "Bupati Sutrisno membantah kabar bahwa jembatan gantung di Desa Waru ambruk pada Senin malam setelah hujan deras. "
    for folder, last in (("satu", "Ia marah."), ("dua", "Ia tenang.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(words + last, encoding="utf-8")
        monkeypatch.chdir(tmp_path / folder)
        assert run("extract", "-q", "-o", tmp_path / "both.db", "x.txt").exit_code == 0
    with closing(sqlite3.connect(tmp_path / "both.db")) as db:  # both stand where they stood
        assert db.execute("SELECT count(*) FROM articles").fetchone() == (2,)
    (tmp_path / "dua").rename(tmp_path / "tiga")
    monkeypatch.chdir(tmp_path / "satu")
    assert run("extract", "-q", "-o", tmp_path / "t.db", "x.txt").exit_code == 0
    (tmp_path / "satu" / "x.txt").unlink()
    monkeypatch.chdir(tmp_path / "tiga")
    assert run("extract", "-q", "-o", tmp_path / "t.db", "x.txt").exit_code == 0
    done = run("trace", tmp_path / "t.db", "--versions")
    assert done.exit_code == 0
    assert (done.stdout.count("- Ia marah."), done.stdout.count("+ Ia tenang.")) == (1, 1)


def test_the_same_records_once_more_edit_nothing(tmp_path: Path) -> None:
    for name, last in (("lama", "marah"), ("baru", "tenang")):
        record = {"id": name, "url": "https://a.example/1", "text": f"Bupati membantah kabar jembatan ambruk. Ia {last}."}
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    for _ in range(3):
        run("trace", "-q", tmp_path / "t.db", tmp_path / "lama.jsonl", tmp_path / "baru.jsonl")
    with closing(sqlite3.connect(tmp_path / "t.db")) as db:
        assert db.execute("SELECT source FROM articles").fetchall() == [("baru",)]
        assert db.execute("SELECT source FROM _words_versions").fetchall() == [("lama",)]


@pytest.mark.parametrize("order", [("w1", "w2"), ("w2", "w1")])
def test_a_wire_copy_without_an_address_is_an_article(tmp_path: Path, order: tuple[str, str]) -> None:
    copies = {"w1": {"outlet": "Antara"}, "w2": {"outlet": "Kompas", "url": "https://b.example/1"}}
    for name, told in copies.items():
        (tmp_path / f"{name}.jsonl").write_text(json.dumps({"id": "1", "text": ARTICLE} | told) + "\n", encoding="utf-8")
    for name in order:
        assert run("extract", "-q", "--resume", "-o", tmp_path / "w.db", tmp_path / f"{name}.jsonl").exit_code == 0
    with closing(sqlite3.connect(tmp_path / "w.db")) as db:
        assert db.execute("SELECT outlet FROM articles ORDER BY 1").fetchall() == [("Antara",), ("Kompas",)]


@pytest.mark.parametrize("arguments", [["--version"], ["extract", "-f", "jsonl", "{a}"], ["extract", "{a}"]])
def test_a_closed_standard_output_is_told(articles: Path, arguments: list[str]) -> None:
    command = [sys.executable, "-m", "claimx", *(part.format(a=articles / "a.txt") for part in arguments)]
    done = subprocess.run([*SHELL_CLOSED, *command], capture_output=True, check=False)
    assert done.returncode == 2
    assert b"standard output is closed. Write to a file with -o" in done.stderr


def test_a_file_is_written_though_standard_output_is_closed(articles: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "claimx", "extract", "-f", "jsonl", "-o", str(tmp_path / "o.jsonl"), str(articles / "a.txt")]
    assert subprocess.run([*SHELL_CLOSED, *command], capture_output=True, check=False).returncode == 0
    assert len((tmp_path / "o.jsonl").read_text(encoding="utf-8").splitlines()) == 1


@pytest.mark.parametrize("columns", ["0", "1"])
def test_a_table_of_no_width_is_a_table(articles: Path, columns: str) -> None:
    command = [*invocation(), "extract", str(articles / "a.txt")]
    done = subprocess.run(command, capture_output=True, check=True, env=os.environ | {"COLUMNS": columns})
    assert len(done.stdout) > 100
