"""Outputs: every format, to standard output, a file or a folder; whole or not there; inert in other programs."""

import csv
import io
import json
import os
import random
import re
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any, NoReturn

import pyarrow.parquet
import pytest
from typer.testing import CliRunner, Result

import claimx
from claimx.cli import Format, Layer, app
from claimx.outputs.destination import only_writer, part_of
from claimx.outputs.formats import ALIASES, format_of
from claimx.outputs.writers import ENDINGS
from claimx.render.html import page
from claimx.render.inert import cell as inert
from claimx.render.markdown import escaped
from claimx.render.rows import COLUMNS

from .conftest import ARTICLE
from .program import invocation


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["extract", "-q", *map(str, arguments)])


def test_what_the_help_says_is_what_holds() -> None:
    assert {ALIASES.get(form.value, form.value) for form in Format} == {*ENDINGS, "db"}
    assert {layer.value for layer in Layer} == set(COLUMNS)


@pytest.mark.parametrize("layer", COLUMNS)
def test_csv_has_a_row_for_each_item(articles: Path, layer: str) -> None:
    found = list(csv.reader(io.StringIO(run("-f", "csv", "--csv-of", layer, articles).output)))
    assert found[0] == list(COLUMNS[layer])
    document = claimx.extract(ARTICLE)
    wanted = [row for name in "ab" for row in claimx.rows({**document, "source": str(articles / f"{name}.txt"), "text": ARTICLE}, layer)]
    assert len(wanted) == 2 * (1 if layer == "ledger" else len(document[layer])) > 0
    assert found[1:] == [["" if row[name] is None else str(row[name]) for name in COLUMNS[layer]] for row in wanted]


@pytest.mark.parametrize("cell", ["=1+1", "+62", "-1", "@SUM(A1)", "\t=1", " =1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert inert(cell) == "'" + cell
    assert inert("harga naik") == "harga naik"
    assert inert(0.9) == 0.9


def test_csv_of_a_hostile_article_is_inert(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text('"=HYPERLINK(1;2) kami naikkan," kata Rudi Hartawan.\n', encoding="utf-8")
    (row,) = csv.DictReader(io.StringIO(run("-f", "csv", path).output))
    assert row["content"].startswith("'=")


def test_markdown_shows_the_text_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text('"Ini <b>tebal</b> [x](http://jahat.example) | `y` # z," kata Rudi Hartawan.\n', encoding="utf-8")
    shown = run("-f", "markdown", path).output
    assert "<b>" not in shown
    assert not re.search(r"(?<!\\)\[x(?<!\\)\]", shown)
    assert r"\| \`y\`" in shown
    assert escaped("- butir") == r"\- butir"
    assert escaped(None) == "–"


@pytest.mark.parametrize("form", sorted(ENDINGS))
def test_every_format_goes_to_a_file_and_to_a_folder(articles: Path, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"keluar{ENDINGS[form]}"
    done = run("-f", form, "-o", path, articles)
    assert done.exit_code == 0, done.output
    assert done.output == ""
    assert path.stat().st_size > 0
    assert not part_of(path).exists()
    done = run("-f", form, "-o", f"{tmp_path}/folder/", articles)
    assert done.exit_code == 0, done.output
    found = sorted(p.name for p in (tmp_path / "folder").iterdir())
    extra = ["index.html"] if form == "html" else []
    assert len(found) == 2 + len(extra)
    assert all(re.fullmatch(rf"[ab]\.txt-[0-9a-f]{{12}}{re.escape(ENDINGS[form])}", name) for name in found if name not in extra)


def test_a_ledger_row_has_what_a_spreadsheet_needs(articles: Path) -> None:
    (row,) = csv.DictReader(io.StringIO(run("-f", "csv", "--csv-of", "ledger", articles / "a.txt").output))
    assert row["status"] == "denied"
    assert (row["claim"], row["actor"], row["verb"]) == ("kantornya menahan izin tambak", "Surya Mahesa", "membantah")
    assert (row["act_date"], row["claimant"]) == ("2024-03-04", "")
    assert row["sentence"] == ARTICLE.split("\n")[0]


@pytest.mark.parametrize(("again", "day"), [("membantah", "2024-03-04"), ("mengklarifikasi", "")])
def test_an_act_told_twice_has_the_day_that_one_of_them_tells_and_not_that_of_another_act(tmp_path: Path, again: str, day: str) -> None:
    text = f"Bupati Rahmat Salim membantah kabar kelangkaan beras.\n\nRahmat Salim {again} kabar kelangkaan beras itu, Senin (4/3/2024).\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (row,) = csv.DictReader(io.StringIO(run("-f", "csv", "--table", "ledger", tmp_path / "a.txt").output))
    assert (row["status"], row["actor"], row["act_date"]) == ("denied", "Rahmat Salim", day)


@pytest.mark.parametrize(
    ("asked", "output", "format"),
    [
        (None, "laporan.html", "html"), (None, "x.MD", "markdown"), (None, "x.db", "db"), (None, "x.jsonl", "jsonl"), (None, "x.txt", "table"),
        (None, None, "table"), (None, "-", "table"), (None, "html/", "table"), ("md", None, "markdown"), ("labelstudio", "x.json", "labelstudio"),
        ("csv", "x.txt", "csv"), ("jsonl", "x", "jsonl"),
    ],
)  # fmt: skip
def test_the_format_is_what_is_asked_for_or_what_the_name_says(asked: str | None, output: str | None, format: str) -> None:
    known = ("table", "json", "jsonl", "csv", "tsv", "md", "markdown", "html", "parquet", "db", "jsonld", "labelstudio")
    assert format_of(asked, output, known, "table") == format


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (["-o", "x.csv", "-f", "html"], "says csv, and -f says html"),
        (["-o", "x.db", "-f", "jsonl"], "says db, and -f says jsonl"),
        (["-f", "db"], "is a stream of text"),
        (["-f", "db", "-o", "folder/"], "a database is one file"),
        (["-f", "csv", "--fields", "speaker,nama"], "'nama' is no column of quotes"),
        (["-f", "jsonl", "--fields", "speaker"], "--fields and --no-header are for csv"),
        (["--no-header"], "--fields and --no-header are for csv"),
        (["-o", "x.db", "--status", "denied"], "a database holds all claims and cues"),
        (["--limit", "2", "--cluster", "local", "-f", "jsonl", "-o", "folder/"], "--limit counts in one process"),
    ],
)
def test_formats_that_cannot_be_are_refused(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], what: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*options, articles)
    assert done.exit_code == 2
    assert what in " ".join(done.output.split())
    assert not list(tmp_path.glob("x.*"))


def test_only_the_columns_and_articles_asked_for(articles: Path) -> None:
    options = ("--csv-of", "quotes", "--fields", "speaker,content")
    assert run("-f", "tsv", *options, articles).output == "speaker\tcontent\n" + "Surya Mahesa\tHarga naik,\n" * 2
    assert run("-f", "csv", "--no-header", *options, articles).output == 'Surya Mahesa,"Harga naik,"\n' * 2
    assert len(run("-f", "jsonl", "--limit", "1", articles).output.splitlines()) == 1
    assert len(run("-f", "jsonl", "--limit", "1", "--jobs", "2", articles).output.splitlines()) == 1


TABLES = ("articles", "speakers", "quotes", "dates", "cues", "ledger", "asserted")


def counts(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        return {table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}


def test_a_database_holds_the_layers_with_keys_and_search(articles: Path, tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    assert run("-o", path, articles).exit_code == 0
    once = counts(path)
    assert once["articles"] == once["quotes"] == 2
    assert once["ledger"] >= 2
    with closing(sqlite3.connect(path)) as db:
        found = db.execute(
            "SELECT ledger.claim, ledger.status, speakers.name FROM ledger_fts JOIN ledger ON ledger.rowid = ledger_fts.rowid "
            "JOIN cues ON cues.id = ledger.set_by JOIN speakers ON speakers.id = cues.agent WHERE ledger_fts MATCH 'tambak'"
        ).fetchall()
        assert found == [("kantornya menahan izin tambak", "denied", "Surya Mahesa")] * 2
        assert db.execute("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'tudingan'").fetchone() == (2,)
    assert run("-o", path, articles).exit_code == 0
    assert counts(path) == once  # again: nothing doubled
    (articles / "c.txt").write_text(ARTICLE.replace("Surya", "Hendra"), encoding="utf-8")
    assert run("--resume", "-o", path, articles).exit_code == 0
    assert counts(path)["articles"] == 3
    traced = CliRunner().invoke(app, ["trace", "-q", "-f", "json", str(path)])
    assert {said["article"] for thread in json.loads(traced.output) for said in thread["statements"]} >= {str(articles / "a.txt")}


def test_the_ledger_of_a_database_is_the_ledger_of_the_table(articles: Path, tmp_path: Path) -> None:
    (articles / "c.txt").write_text('"Pasar Sukamerta buka lagi pekan depan," kata Camat Rina Puspita.', encoding="utf-8")
    assert run("-o", tmp_path / "claims.db", articles).exit_code == 0
    table = list(csv.DictReader(io.StringIO(run("-f", "csv", "--csv-of", "ledger", articles).output)))
    with closing(sqlite3.connect(tmp_path / "claims.db")) as db:
        db.row_factory = sqlite3.Row
        held = [{name: row[name] for name in table[0]} for row in db.execute("SELECT * FROM ledger ORDER BY rowid")]
        assert [{name: "" if value is None else str(value) for name, value in row.items()} | {"id": ""} for row in held] == [
            row | {"id": ""} for row in table
        ]
        assert not any("confidence" in dict(row) for row in db.execute("SELECT * FROM asserted"))
        seen = db.execute("SELECT claimant, actor, sentence, title, url, certainty FROM acted_upon").fetchall()
    assert len(seen) == len(table) == 2
    assert {row["actor"] for row in seen} == {"Surya Mahesa"}


def test_an_edited_article_takes_the_place_of_its_earlier_self(tmp_path: Path) -> None:
    path, article = tmp_path / "claims.db", tmp_path / "a.txt"
    for name in ("Surya", "Hendra", "Wayan"):
        article.write_text(ARTICLE.replace("Surya", name), encoding="utf-8")
        assert run("-o", path, article).exit_code == 0
        assert counts(path)["articles"] == 1
    with closing(sqlite3.connect(path)) as db:
        assert {name for (name,) in db.execute("SELECT DISTINCT actor FROM ledger")} == {"Wayan Mahesa"}
        assert db.execute("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'Hendra'").fetchone() == (0,)
    changes = CliRunner().invoke(app, ["trace", "-q", "--versions", "-f", "json", str(path)])
    assert len(json.loads(changes.output)) == 2


def test_articles_of_two_files_that_number_alike_stay_two(tmp_path: Path) -> None:
    for name in ("satu", "dua"):
        line = {"id": "1", "text": ARTICLE.replace("Surya", name.title()), "outlet": name}
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert run("-o", tmp_path / "claims.db", tmp_path / "satu.jsonl", tmp_path / "dua.jsonl").exit_code == 0
    assert counts(tmp_path / "claims.db")["articles"] == 2


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_json_of_any_number_of_articles_is_json(articles: Path, tmp_path: Path, count: int) -> None:
    (articles / "c.txt").write_text(ARTICLE.replace("Surya", "Hendra"), encoding="utf-8")
    chosen: list[object] = [*sorted(articles.iterdir())[:count]] or ["--status", "retracted", articles]
    assert run("-o", tmp_path / "x.json", *chosen).exit_code in (0, 1)
    held = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    assert (1 if isinstance(held, dict) else len(held)) == count


def test_an_article_that_trace_put_there_gets_its_rows_and_its_new_facts(articles: Path, tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    assert CliRunner().invoke(app, ["trace", "-q", str(path), str(articles)]).exit_code == 0
    assert run("--resume", "-o", path, articles).exit_code == 0
    assert counts(path)["articles"] == counts(path)["quotes"] == 2
    assert run("-o", path, "--published", "2024-01-01", articles).exit_code == 0
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT DISTINCT published FROM articles").fetchall() == [("2024-01-01",)]
        assert db.execute("SELECT count(*) FROM _words WHERE _words MATCH 'tambak'").fetchone() == (2,)


def test_a_source_that_is_no_unicode_has_its_row(tmp_path: Path) -> None:
    lines = tmp_path / "a.jsonl"
    lines.write_text(json.dumps({"id": "a\ud800", "text": ARTICLE}) + "\n", encoding="utf-8")
    for _ in range(2):
        assert run("--resume", "-o", tmp_path / "x.db", lines).exit_code == 0
    assert counts(tmp_path / "x.db")["articles"] == 1


def test_a_database_of_somebody_else_is_left_as_it_is(articles: Path, tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE articles (x)")
    before = path.read_bytes()
    done = run("-o", path, articles)
    assert done.exit_code == 2
    assert "none that claimx made" in done.output
    assert path.read_bytes() == before
    path.write_text("catatan\n" * 200, encoding="utf-8")
    assert run("-o", path, articles).exit_code == 2
    assert path.read_text(encoding="utf-8") == "catatan\n" * 200


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "killpg"), reason="kills a process at once")
def test_a_database_is_whole_whenever_the_run_is_killed(tmp_path: Path) -> None:
    folder = tmp_path / "masuk"
    folder.mkdir()
    for number in range(120):
        (folder / f"{number:03}.txt").write_text(ARTICLE.replace("Mahesa", f"Mahesa {number}"), encoding="utf-8")
    whole, path = tmp_path / "whole.db", tmp_path / "claims.db"
    assert run("-o", whole, folder).exit_code == 0
    random.seed(5)
    killed = 0
    for _ in range(5):
        process = subprocess.Popen([sys.executable, "-m", "claimx", "extract", "-q", "--resume", "-o", str(path), str(folder)])
        time.sleep(random.uniform(0.3, 0.9))
        killed += process.poll() is None
        process.kill()
        process.wait()
    assert killed
    assert run("--resume", "-o", path, folder).exit_code == 0
    assert counts(path) == counts(whole)


def test_a_new_folder_for_the_output_is_told(articles: Path, tmp_path: Path) -> None:
    path = tmp_path / "hasl" / "x.jsonl"
    done = CliRunner().invoke(app, ["extract", "-o", str(path), str(articles)])
    assert done.exit_code == 0
    assert f"{path.parent}: a new folder is made for the output" in done.output
    assert path.exists()


@pytest.mark.parametrize("layer", COLUMNS)
def test_parquet_holds_the_rows(articles: Path, tmp_path: Path, layer: str) -> None:
    path = tmp_path / "x.parquet"
    assert run("-f", "parquet", "--csv-of", layer, "-o", path, articles).exit_code == 0
    table = pyarrow.parquet.read_table(path).to_pylist()
    wanted = [
        dict(row)
        for name in "ab"
        for row in claimx.rows({**claimx.extract(ARTICLE), "source": str(articles / f"{name}.txt"), "text": ARTICLE}, layer)
    ]
    assert table == wanted
    assert run("-f", "parquet", articles).exit_code == 2


def test_web_annotations_point_into_the_text(articles: Path) -> None:
    pages = [json.loads(line) for line in run("-f", "jsonld", articles).output.splitlines()]
    assert len(pages) == 2
    for item in pages[0]["items"]:
        position, quote = item["target"]["selector"]
        assert ARTICLE[position["start"] : position["end"]] == quote["exact"]
    assert {item["body"][0]["value"] for item in pages[0]["items"]} >= {"content", "date", "cue", "target", "source"}


def test_label_studio_gets_tasks_with_predictions(articles: Path) -> None:
    tasks = json.loads(run("-f", "labelstudio", articles).output)
    assert [task["data"]["text"] for task in tasks] == [ARTICLE, ARTICLE]
    for result in tasks[0]["predictions"][0]["result"]:
        value = result["value"]
        assert ARTICLE[value["start"] : value["end"]] == value["text"]
    assert json.loads(run("-f", "labelstudio", "--class", "apology", articles).output) == []


def test_a_run_that_fails_leaves_no_file_under_the_name_asked_for(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from claimx import session

    def broken(*_: object) -> NoReturn:
        raise OSError(28, "No space left on device")

    path = tmp_path / "x.jsonl"
    run("-f", "jsonl", "-o", path, articles / "a.txt")
    before = path.read_text(encoding="utf-8")
    monkeypatch.setattr(session, "json_text", broken)
    done = run("-f", "jsonl", "--force", "-o", path, articles)
    assert done.exit_code == 2
    assert "No space left" in done.output
    assert path.read_text(encoding="utf-8") == before


def test_an_output_that_cannot_be_written_is_named(articles: Path, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("", encoding="utf-8")
    done = run("-f", "jsonl", "-o", tmp_path / "berkas" / "x.jsonl", articles)
    assert done.exit_code == 2
    assert "cannot be written" in done.output


@pytest.mark.parametrize("destination", ["keluar.jsonl", "folder/"])
def test_resume_goes_on_and_doubles_nothing(articles: Path, tmp_path: Path, destination: str) -> None:
    output = f"{tmp_path}/{destination}"
    whole = f"{tmp_path}/ganz-{destination}"
    assert run("-f", "jsonl", "-o", whole, articles).exit_code == 0
    if destination.endswith(".jsonl"):  # cut off in the middle of the second record
        full = (tmp_path / f"ganz-{destination}").read_bytes()
        part_of(tmp_path / destination).write_bytes(full[: -len(full) // 3])
    else:
        assert run("-f", "jsonl", "-o", output, articles / "a.txt").exit_code == 0
    assert run("-f", "jsonl", "--resume", "-o", output, articles).exit_code == 0

    def read(name: str) -> bytes:
        place = tmp_path / name
        return b"".join(file.read_bytes() for file in sorted(place.iterdir())) if name.endswith("/") else place.read_bytes()

    assert read(destination) == read(f"ganz-{destination}")
    again = run("-f", "jsonl", "--resume", "-o", output, articles)
    assert again.exit_code == (2 if destination.endswith(".jsonl") else 0)  # a file is finished; into a folder more may come
    assert read(destination) == read(f"ganz-{destination}")


@pytest.fixture
def asked(articles: Path, tmp_path: Path) -> Any:
    """Return what asks Datasette for an address of a database of two articles, and the database."""
    database = tmp_path / "claims.db"
    assert run("-q", articles, "-o", database).exit_code == 0

    def ask(address: str) -> Any:
        done = subprocess.run([sys.executable, "-m", "datasette", str(database), "--get", address], capture_output=True, check=True)
        return json.loads(done.stdout)

    return ask, database


@pytest.mark.slow
def test_datasette_lists_what_is_to_be_read_and_finds_words(asked: Any) -> None:
    ask, database = asked
    told = ask("/claims.json")
    assert {table["name"] for table in told["tables"] if not table["hidden"]} == {
        *("articles", "asserted", "cues", "dates", "ledger", "quotes", "speakers")
    }
    assert [view["name"] for view in told["views"]] == ["acted_upon"]
    lines = ask("/claims/acted_upon.json?_shape=array")
    assert [(line["status"], line["actor"], Path(line["source"]).name) for line in lines] == [
        ("denied", "Surya Mahesa", name) for name in ("a.txt", "b.txt")
    ]
    assert len(ask("/claims/articles.json?_shape=array&_search=tambak")) == 2
    assert ask("/claims/articles.json?_shape=array&_search=gudang") == []
    kept = subprocess.run([*invocation(), "review", str(database), "--name", "Sari"], input=b"y\nq\n", check=True, capture_output=True)
    assert b"denied" in kept.stdout
    assert [(line["verdict"], line["reviewer"]) for line in ask("/claims/reviewed.json?_shape=array")] == [("accepted", "Sari")]


def test_sqlite_utils_reads_the_ledger_as_the_table_has_it(articles: Path, asked: Any) -> None:
    _, database = asked
    done = subprocess.run([sys.executable, "-m", "sqlite_utils", "rows", str(database), "ledger"], capture_output=True, check=True)
    rows = json.loads(done.stdout)
    table = list(csv.DictReader(io.StringIO(run("-q", "-f", "csv", "--table", "ledger", articles).stdout)))
    assert [(row["source"], row["claim"], row["status"]) for row in rows] == [(row["source"], row["claim"], row["status"]) for row in table]
    assert len(rows) == 2


def test_a_file_named_in_other_ways_is_one_article_of_a_database(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(articles)
    for name in ("a.txt", "./a.txt", str(articles / "a.txt"), "../" + articles.name + "/a.txt", "b.txt"):
        assert run("-q", name, "-o", tmp_path / "claims.db").exit_code == 0
    with closing(sqlite3.connect(tmp_path / "claims.db")) as db:
        assert [name for (name,) in db.execute("SELECT source FROM articles ORDER BY id")] == ["a.txt", "b.txt"]


def test_resume_keeps_repeated_records(tmp_path: Path) -> None:
    text = "Harga naik dua kali lipat di pasar itu, kata Bupati Rahmat Salim."
    record = json.dumps({"id": "satu", "text": text}) + "\n"
    (tmp_path / "in.jsonl").write_text(record * 3 + json.dumps({"id": "dua", "text": text}) + "\n", encoding="utf-8")
    whole, cut = tmp_path / "whole.jsonl", tmp_path / "cut.jsonl"
    assert run("-q", tmp_path / "in.jsonl", "-o", whole).exit_code == 0
    lines = whole.read_text(encoding="utf-8").splitlines(keepends=True)
    assert len(lines) == 4
    part_of(cut).write_text("".join(lines[:2]), encoding="utf-8")
    assert run("-q", tmp_path / "in.jsonl", "--resume", "-o", cut).exit_code == 0
    assert cut.read_text(encoding="utf-8") == whole.read_text(encoding="utf-8")


@pytest.mark.parametrize("beside", [True, False])
def test_resume_leaves_a_finished_file_as_it_is(articles: Path, tmp_path: Path, beside: bool) -> None:
    """Beside an unfinished one nobody can know which of the two it should go on from, and one of them would be lost."""
    path = tmp_path / "x.jsonl"
    assert run("-q", "-o", path, articles).exit_code == 0
    whole = path.read_bytes()
    cut = whole.splitlines(keepends=True)[-1]
    if beside:
        part_of(path).write_bytes(cut)
    done = run("-q", "--resume", "-o", path, articles)
    assert done.exit_code == 2
    assert "x.jsonl: is finished" in " ".join(done.output.split())
    assert path.read_bytes() == whole
    assert not beside or part_of(path).read_bytes() == cut


def test_a_closed_standard_output_is_told(articles: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", '"$0" -m claimx extract "$1" >&-', sys.executable, articles / "a.txt"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "-o" in done.stderr


def test_resume_needs_where_to_go_on(articles: Path, tmp_path: Path) -> None:
    assert run("--resume", articles).exit_code == 2
    assert run("--resume", "-f", "csv", "-o", tmp_path / "x.csv", articles).exit_code == 2


def test_dates_go_to_a_file_too(articles: Path, tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    done = subprocess.run([*invocation(), "dates", "-q", "-o", str(path), str(articles)], capture_output=True, check=True)
    assert done.stdout == b""
    assert [json.loads(line)["value"] for line in path.read_text(encoding="utf-8").splitlines()] == ["2024-03-04"] * 2


@pytest.mark.parametrize("format", ["table", "json", "jsonl", "csv", "markdown", "html", "jsonld", "labelstudio", "parquet"])
@pytest.mark.parametrize("name", ["x.dat", "x.dat.part"])
def test_what_is_there_is_written_over_only_with_force(articles: Path, tmp_path: Path, format: str, name: str) -> None:
    """Its own output too: somebody may have gone on writing it."""
    (tmp_path / name).write_text("catatan", encoding="utf-8")
    options = ("-f", format, "-o", tmp_path / "x.dat", articles)
    done = run(*options)
    assert done.exit_code == 2
    assert name in done.output
    assert (tmp_path / name).read_text(encoding="utf-8") == "catatan"
    assert run("--force", *options).exit_code == 0
    assert {entry.name for entry in tmp_path.iterdir()} == {"x.dat", "masuk"}
    assert (tmp_path / "x.dat").read_bytes() != b"catatan"
    assert run(*options).exit_code == 2


def test_an_empty_file_is_there_to_be_filled(articles: Path, tmp_path: Path) -> None:
    """`mktemp` makes one."""
    (tmp_path / "x.jsonl").touch()
    assert run("-o", tmp_path / "x.jsonl", articles).exit_code == 0


@pytest.mark.parametrize("format", ["html", "json"])
def test_a_file_in_an_output_folder_is_left_as_it_is(articles: Path, tmp_path: Path, format: str) -> None:
    site = tmp_path / "situs"
    assert run("-f", format, "-o", f"{site}/", articles).exit_code == 0
    page = min(path for path in site.iterdir() if path.name != "index.html")
    page.write_text("<html><body>Halaman saya</body></html>", encoding="utf-8")
    before = {path: path.read_bytes() for path in site.iterdir()}
    done = run("-f", format, "-o", f"{site}/", articles)
    assert done.exit_code == 2
    assert "is there already" in done.output
    assert {path: path.read_bytes() for path in site.iterdir()} == before
    assert run("-f", format, "--force", "-o", f"{site}/", articles).exit_code == 0
    assert page.read_bytes() != before[page]


def test_what_fails_again_when_a_run_goes_on_is_told_once(articles: Path, tmp_path: Path) -> None:
    told = tmp_path / "e.jsonl"
    options = ("-f", "jsonl", "--errors-to", told, "-o", f"{tmp_path}/keluar/", articles, tmp_path / "tiada.txt")
    assert run(*options).exit_code == 2
    before = told.read_text(encoding="utf-8")
    assert "tiada.txt" in before
    assert "is there already" in run(*options).output
    assert run("--resume", *options).exit_code == 2
    assert told.read_text(encoding="utf-8") == before
    told.write_text("catatan\n", encoding="utf-8")
    assert "is there already" in run("--resume", *options).output
    assert told.read_text(encoding="utf-8") == "catatan\n"


def test_a_page_of_somebody_else_is_no_index_to_go_on_with(articles: Path, tmp_path: Path) -> None:
    index = tmp_path / "situs/index.html"
    index.parent.mkdir()
    index.write_text("<html><body>Halaman saya</body></html>", encoding="utf-8")
    for resume in ([], ["--resume"]):
        assert run("-f", "html", *resume, "-o", f"{index.parent}/", articles).exit_code == 2
    assert index.read_text(encoding="utf-8") == "<html><body>Halaman saya</body></html>"


@pytest.mark.parametrize("format", ["json", "parquet"])
def test_what_a_killed_run_left_in_a_folder_keeps_the_next_from_nothing(articles: Path, tmp_path: Path, format: str) -> None:
    folder = tmp_path / "keluar"
    assert run("-f", format, "-o", f"{folder}/", articles).exit_code == 0
    whole = {path: path.read_bytes() for path in folder.iterdir()}
    for path in whole:
        part_of(path).write_bytes(b"{setengah")
        path.unlink()
    assert run("-f", format, "--resume", "-o", f"{folder}/", articles).exit_code == 0
    assert set(folder.iterdir()) == set(whole)


def test_what_a_run_left_unfinished_is_no_input_of_the_run_that_goes_on(tmp_path: Path) -> None:
    """Once it read for ever what it wrote."""
    part = tmp_path / "a.jsonl.part"
    part.write_text('{"text": "Rapat digelar."}\n', encoding="utf-8")
    done = run("-f", "jsonl", "--from", "jsonl", "--resume", "-o", tmp_path / "a.jsonl", part)
    assert done.exit_code == 2
    assert "a.jsonl.part: is an input too" in done.output
    assert part.read_text(encoding="utf-8") == '{"text": "Rapat digelar."}\n'


@pytest.mark.parametrize("option", ["-o", "--errors-to"])
def test_an_input_is_never_written_over(articles: Path, option: str) -> None:
    path = next(articles.iterdir())
    before = path.read_bytes()
    done = run("-f", "jsonl", option, path, path)
    assert done.exit_code == 2
    assert "is an input too" in done.output
    assert path.read_bytes() == before


def test_a_link_in_place_of_an_unfinished_file_is_not_followed(articles: Path, tmp_path: Path) -> None:
    secret, part = tmp_path / "rahasia", tmp_path / "keluar.csv.part"
    secret.write_text("jangan", encoding="utf-8")
    part.symlink_to(secret)
    assert run("-f", "csv", "-o", tmp_path / "keluar.csv", articles).exit_code == 2
    assert run("-f", "csv", "--force", "-o", tmp_path / "keluar.csv", articles).exit_code == 0
    assert secret.read_text(encoding="utf-8") == "jangan"
    assert {path.name for path in tmp_path.iterdir()} == {"keluar.csv", "rahasia", "masuk"}


def test_two_runs_on_one_output_are_told(articles: Path, tmp_path: Path) -> None:
    import filelock

    path = tmp_path / "keluar.jsonl"
    with filelock.FileLock(tmp_path / ".keluar.jsonl.claimx.lock"):
        done = run("-f", "jsonl", "-o", path, articles)
    assert done.exit_code == 2
    assert "is being written by another run of claimx" in done.output
    assert not path.exists()
    assert run("-f", "jsonl", "-o", path, articles).exit_code == 0


def test_what_a_run_writes_is_none_of_its_inputs(articles: Path) -> None:
    count = len(list(articles.iterdir()))
    for force in ([], ["--force"]):
        written = ("-o", articles / "keluar.jsonl", "--errors-to", articles / "galat.jsonl")
        assert run("-f", "jsonl", *force, *written, articles).exit_code == 0
        assert len((articles / "keluar.jsonl").read_text(encoding="utf-8").splitlines()) == count
    (articles / "keluar.jsonl").unlink()
    (articles / "galat.jsonl").unlink()
    for _ in range(2):
        assert run("-f", "json", "-o", f"{articles / 'hasil'}/", articles).exit_code == 0
        assert len(list((articles / "hasil").iterdir())) == count


def test_a_link_leads_to_its_file_and_a_pipe_stays_one(articles: Path, tmp_path: Path) -> None:
    target = tmp_path / "sasaran.jsonl"
    target.write_text("", encoding="utf-8")
    link = tmp_path / "pintasan.jsonl"
    link.symlink_to(target)
    assert run("-f", "jsonl", "-o", link, articles).exit_code == 0
    assert link.is_symlink()
    assert len(target.read_text(encoding="utf-8").splitlines()) == 2
    pipe = tmp_path / "pipa"
    os.mkfifo(pipe)
    process = subprocess.Popen([sys.executable, "-m", "claimx", "extract", "-q", "-f", "jsonl", "-o", str(pipe), str(articles)])
    assert len(pipe.read_text(encoding="utf-8").splitlines()) == 2
    assert process.wait(timeout=120) == 0
    assert pipe.is_fifo()


def test_a_folder_keeps_articles_of_one_name_apart_and_bears_any_name(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "berita.txt").write_text(ARTICLE, encoding="utf-8")
    lines = "".join(json.dumps({"id": identifier, "text": ARTICLE}) + "\n" for identifier in ("文" * 100, "sama", "sama"))
    (tmp_path / "c.jsonl").write_text(lines, encoding="utf-8")
    assert run("-f", "json", "-o", f"{tmp_path}/keluar/", tmp_path / "a", tmp_path / "b", tmp_path / "c.jsonl").exit_code == 0
    assert len(list((tmp_path / "keluar").iterdir())) == 5


def test_the_index_lists_the_pages_of_earlier_runs(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "laporan"
    assert run("-f", "html", "-o", f"{out}/", articles / "a.txt").exit_code == 0
    assert run("-f", "html", "--resume", "-o", f"{out}/", articles).exit_code == 0
    index = (out / "index.html").read_text(encoding="utf-8")
    assert [name in index for name in ("a.txt-", "b.txt-")] == [True, True]


@pytest.mark.parametrize(
    "arguments",
    [("-o", ""), ("--status", ""), ("--class", ","), ("--published", "2020-07-12xyz"), ("--published", "2020-W28-7"), ("-j", "²")],
)
def test_options_that_say_nothing_are_refused(articles: Path, arguments: tuple[str, str]) -> None:
    assert run(*arguments, articles).exit_code == 2


def test_dates_want_a_file(articles: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["dates", "-q", "-o", f"{tmp_path}/folder/", str(articles)])
    assert done.exit_code == 2
    assert "is a folder" in done.output


def test_errors_want_a_place_before_anything_is_read(articles: Path, tmp_path: Path) -> None:
    done = run("-f", "jsonl", "--errors-to", tmp_path / "tiada" / "e.jsonl", articles)
    assert done.exit_code == 2
    assert "tiada/e.jsonl: cannot be written" in done.output
    assert not done.output.startswith("{")
    stale = tmp_path / "e.jsonl"
    stale.write_text('{"source": "a.txt", "what": "x", "hint": "y"}\n', encoding="utf-8")
    assert run("-f", "jsonl", "--errors-to", stale, articles).exit_code == 2
    assert run("-f", "jsonl", "--force", "--errors-to", stale, articles).exit_code == 0
    assert stale.read_text(encoding="utf-8") == ""


def test_the_timeline_holds_dated_acts_in_order_of_days() -> None:
    document = claimx.extract(
        "Rudi Hartawan membantah kabar itu pekan lalu. Rudi Hartawan meminta maaf, Kamis (14/3/2024). Rudi Hartawan membantah tudingan suap.",
        published="2024-03-15",
    )
    shown = page([{**document, "text": "-"}])
    assert re.findall(r'<span class="when">(.*?)</span>', shown) == ["week 4–10 March 2024", "Thursday, 14 March 2024"]


def test_names_with_any_mark_are_told_apart_by_the_filter(tmp_path: Path) -> None:
    text = '"Harga naik," kata Rudi Hartawan.\n'
    document: Any = {**claimx.extract(text), "text": text}
    document["speakers"][0]["name"] = "Rudi | Hartawan"
    assert 'data-speakers="Rudi | Hartawan"' in page([document])


def test_a_table_has_no_spaces_at_the_ends_of_lines_in_a_pipe(articles: Path) -> None:
    shown = run(articles).output
    assert [line for line in shown.split("\n") if line != line.rstrip()] == []


@pytest.mark.parametrize("text", ["=1+1", "\u00a0=1", "\n=1", "\uff1d1", " \t@x", "\r=1", "-1"])
def test_no_cell_is_a_formula_whatever_precedes_the_sign(text: str) -> None:
    from claimx.render.inert import cell

    assert cell(text).startswith("'")
    assert "\r" not in cell(text)


def test_a_bare_carriage_return_opens_no_row() -> None:
    from claimx.render.inert import cell

    assert cell("harga\r=cmd") == "harga\n'=cmd"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("harga naik;=1+1", "harga naik;'=1+1"),
        ("harga naik; \u200b@SUM(A1); turun", "harga naik; \u200b'@SUM(A1); turun"),
        ("harga\n+62", "harga\n'+62"),
        ("harga\t-1", "harga\t'-1"),
        ('vaksin;"=1+1;x', "vaksin;\"'=1+1;x"),
        ('vaksin; ";\n"=1+1', 'vaksin; ";\n"\'=1+1'),
        ("naik; turun - lalu tetap = sama", "naik; turun - lalu tetap = sama"),
    ],
)
def test_no_formula_begins_where_others_part_cells(text: str, safe: str) -> None:
    assert inert(text) == safe


def test_addresses_are_no_links_in_markdown() -> None:
    from claimx.render.markdown import escaped

    assert escaped("www.kabar.example dan a@b.example") == r"www\.kabar.example dan `a@b.example`"
    assert escaped("@nama, a_b@c.example|") == r"\@nama, `a_b@c.example`\|"


def test_a_number_that_begins_a_cell_opens_no_list_and_shows_no_mark_of_ours() -> None:
    assert escaped("1. Harga") == r"1\. Harga"


def test_a_name_that_begins_with_a_hyphen_is_no_option() -> None:
    from claimx.outputs.names import file_name

    assert not file_name("-rf", "0", ".json").startswith("-")


# what an attacker found in November 2026: nothing of the user's is harmed


def test_errors_are_not_written_into_an_unfinished_output(articles: Path, tmp_path: Path) -> None:
    done = run("-f", "jsonl", "-o", tmp_path / "x.jsonl", "--errors-to", tmp_path / "x.jsonl.part", articles)
    assert done.exit_code == 2
    assert "at once" in done.output


def test_a_second_run_writes_its_errors_into_no_output_of_the_first(articles: Path, tmp_path: Path) -> None:
    with only_writer(str(tmp_path / "x.jsonl")):
        for name in ("x.jsonl", "x.jsonl.part"):
            done = run("-f", "jsonl", "--errors-to", tmp_path / name, articles)
            assert done.exit_code == 2
            assert "another run" in done.output


@pytest.mark.parametrize("way", ["list", "pattern", "folder", "folder itself"])
def test_force_writes_over_no_input_however_it_was_named(articles: Path, tmp_path: Path, way: str) -> None:
    path = articles / "b.txt"
    listing = tmp_path / "daftar.txt"
    listing.write_text(f"{path}\n", encoding="utf-8")
    options = {
        "list": ("-o", listing, "--files-from", listing),
        "pattern": ("-o", path, articles / "*.txt"),
        "folder": ("--errors-to", path, articles),
        "folder itself": ("-o", articles, articles),
    }
    before = {file: file.read_bytes() for file in (*articles.iterdir(), listing)}
    done = run("-f", "jsonl", "--force", *options[way])
    assert done.exit_code == 2
    assert "is an input too" in done.output
    assert {file: file.read_bytes() for file in (*articles.iterdir(), listing)} == before


def test_who_could_read_an_output_can_read_it_after(articles: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    for mode in (0o600, 0o640):
        run("-f", "jsonl", "--force", "-o", path, articles)
        path.chmod(mode)
        assert run("-f", "jsonl", "--force", "-o", path, articles).exit_code == 0
        assert path.stat().st_mode & 0o777 == mode


def test_what_lies_in_a_folder_of_pages_and_is_none_of_ours_is_passed_over(articles: Path, tmp_path: Path) -> None:
    site = tmp_path / "situs"
    (site / "y.html").mkdir(parents=True)
    os.mkfifo(site / "x.html")
    for number, content in enumerate(("{bad", "[1]", "{}", "[" * 100_000)):
        (site / f"z{number}.html").write_text(f'<meta name="claimx-entry" content="{content}">', encoding="utf-8")
    (site / "w.html").symlink_to(tmp_path / "tidak-ada")
    assert run("-f", "html", "-o", f"{site}/", articles).exit_code == 0
    assert "index.html" in {path.name for path in site.iterdir()}


@pytest.mark.parametrize("name", ["lingkar", "a" * 5000])
def test_an_output_that_cannot_be_is_a_plain_error(articles: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "lingkar").symlink_to(tmp_path / "balik")
    (tmp_path / "balik").symlink_to(tmp_path / "lingkar")
    done = run("-f", "jsonl", "-o", tmp_path / name, articles)
    assert done.exit_code == 2
    assert "cannot be written" in done.output


def test_halves_of_characters_end_no_parquet_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "\\ud800x", "outlet": "\\udfff", "text": "\\"Harga naik,\\" kata Rudi Hartawan."}\n', encoding="utf-8")
    odd = tmp_path / os.fsdecode(b"x\xff.txt")
    odd.write_text('"Harga naik," kata Rudi Hartawan.', encoding="utf-8")
    assert run("-f", "parquet", "-o", tmp_path / "a.parquet", path, odd).exit_code == 0
    assert pyarrow.parquet.read_table(tmp_path / "a.parquet")["source"].to_pylist()[0] == "\ufffdx"


@pytest.mark.parametrize("before", ["\u200b", "\ufeff", "\u2060", "\u00ad", "\u202e", "\u180e", "\u3164", "\x00", "\x01"])
def test_a_formula_after_what_nobody_sees_is_made_safe(before: str) -> None:
    assert inert(f"{before}=1+1").startswith("'")
    assert inert(f"{before}1+1") == f"{before}1+1"


@pytest.mark.parametrize("sign", ["\ufe66", "\ufe62", "\ufe63", "\ufe6b"])
def test_small_signs_open_no_formula(sign: str) -> None:
    assert inert(f"{sign}1+1") == f"'{sign}1+1"


@pytest.mark.parametrize("text", ["_www.evil.com", "1https://evil.com", "éhttps://evil.com", "a_http://evil.com", "xmpp:a"])
def test_an_address_after_a_letter_is_no_link_either(text: str) -> None:
    assert not re.search(r"www\.|https?:|xmpp:", escaped(text))


def test_a_page_that_an_earlier_run_wrote_into_the_folder_is_no_article(articles: Path) -> None:
    assert run("-f", "html", "-o", articles / "r.html", articles).exit_code == 0
    assert run("-f", "html", "-o", f"{articles}/situs/", articles).exit_code == 0
    done = run("-f", "jsonl", articles)
    assert [json.loads(line)["source"] for line in done.output.splitlines()] == [str(articles / name) for name in ("a.txt", "b.txt")]


@pytest.mark.parametrize(
    "line",
    [
        '{"source":"mydiary","sha256":"x","secret":1}\n',
        '{"source": null, "sha256": null}\n',
        "MY PRECIOUS NOTE",
        '{"schema_version": "1.0", "source": ["a"], "sha256": "b"}\n',
    ],
)
def test_resume_goes_on_from_nothing_but_whole_records(articles: Path, tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.jsonl"
    assert run("-f", "jsonl", "-o", path, articles / "a.txt").exit_code == 0
    part = path.rename(part_of(path))
    part.write_text(part.read_text(encoding="utf-8") + line, encoding="utf-8")
    before = part.read_bytes()
    done = run("-f", "jsonl", "--resume", "-o", path, articles)
    assert done.exit_code == 2
    assert part.name in done.output
    assert part.read_bytes() == before
