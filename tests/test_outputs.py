"""Outputs: every format, to standard output, a file or a folder; whole or not there; inert in other programs."""

import csv
import io
import json
import os
import random
import re
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import pyarrow.parquet
import pytest
from filelock import FileLock

import claimx
from claimx.cli import Format, Layer
from claimx.outputs.destination import part_of
from claimx.outputs.formats import ALIASES, format_of
from claimx.outputs.names import file_name
from claimx.outputs.writers import ENDINGS
from claimx.render.html import page
from claimx.render.inert import cell as inert
from claimx.render.markdown import escaped
from claimx.render.rows import COLUMNS

from . import calls, program
from .calls import lines_of, query, write_lines
from .conftest import ARTICLE

run = partial(calls.call, "extract", "-q")
made = partial(calls.made, "extract", "-q")
refused = partial(calls.refused, "extract", "-q")


def printed_rows(*arguments: object) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made("-f", "csv", *arguments).output)))


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.iterdir()}


def test_what_the_help_says_is_what_holds() -> None:
    assert {ALIASES.get(form.value, form.value) for form in Format} == {*ENDINGS, "db"}
    assert {layer.value for layer in Layer} == set(COLUMNS)


@pytest.mark.parametrize("layer", COLUMNS)
def test_csv_and_parquet_have_a_row_for_each_item(articles: Path, tmp_path: Path, layer: str) -> None:
    document = claimx.extract(ARTICLE)
    wanted = [row for name in "ab" for row in claimx.rows({**document, "source": str(articles / f"{name}.txt"), "text": ARTICLE}, layer)]
    assert len(wanted) == 2 * (1 if layer == "ledger" else len(document[layer])) > 0
    found = list(csv.reader(io.StringIO(made("-f", "csv", "--csv-of", layer, articles).output)))
    assert found[0] == list(COLUMNS[layer])
    assert found[1:] == [["" if row[name] is None else str(row[name]) for name in COLUMNS[layer]] for row in wanted]
    made("-f", "parquet", "--csv-of", layer, "-o", tmp_path / "x.parquet", articles)
    assert pyarrow.parquet.read_table(tmp_path / "x.parquet").to_pylist() == [dict(row) for row in wanted]


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("harga naik", "harga naik"), ("=1+1", "'=1+1"), ("+62", "'+62"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"),
        (" =1", "' =1"), ("\u00a0=1", "'\u00a0=1"), ("\n=1", "'\n=1"), (" \t@x", "' \t@x"),
        # wide and small signs
        ("\uff1d1", "'\uff1d1"), ("\ufe66=1", "'\ufe66=1"), ("\ufe621", "'\ufe621"), ("\ufe631", "'\ufe631"), ("\ufe6b1", "'\ufe6b1"),
        # a bare carriage return opens no row
        ("\r=1", "'\n=1"), ("harga\r=cmd", "harga\n'=cmd"),
        # where others part cells
        ("harga naik;=1+1", "harga naik;'=1+1"), ("harga naik; \u200b@SUM(A1); turun", "harga naik; \u200b'@SUM(A1); turun"),
        ("harga\n+62", "harga\n'+62"), ("harga\t-1", "harga\t'-1"), ('vaksin;"=1+1;x', "vaksin;\"'=1+1;x"),
        ('vaksin; ";\n"=1+1', 'vaksin; ";\n"\'=1+1'), ("naik; turun - lalu tetap = sama", "naik; turun - lalu tetap = sama"),
    ],
)  # fmt: skip
def test_no_cell_is_a_formula(text: str, safe: str) -> None:
    assert inert(text) == safe


@pytest.mark.parametrize("before", ["\u200b", "\ufeff", "\u2060", "\u00ad", "\u202e", "\u180e", "\u3164", "\x00", "\x01"])
def test_a_formula_after_what_nobody_sees_is_made_safe(before: str) -> None:
    assert inert(f"{before}=1+1").startswith("'")
    assert inert(f"{before}1+1") == f"{before}1+1"


def test_a_number_stays_one() -> None:
    assert inert(0.9) == 0.9


def test_csv_of_a_hostile_article_is_inert(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text('"=HYPERLINK(1;2) kami naikkan," kata Rudi Hartawan.\n', encoding="utf-8")
    (row,) = printed_rows(path)
    assert row["content"].startswith("'=")


def test_markdown_shows_the_text_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text('"Ini <b>tebal</b> [x](http://jahat.example) | `y` # z," kata Rudi Hartawan.\n', encoding="utf-8")
    shown = made("-f", "markdown", path).output
    assert "<b>" not in shown
    assert not re.search(r"(?<!\\)\[x(?<!\\)\]", shown)
    assert r"\| \`y\`" in shown


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("- butir", r"\- butir"),
        (None, "–"),
        ("1. Harga", r"1\. Harga"),
        ("www.kabar.example dan a@b.example", r"www\.kabar.example dan `a@b.example`"),
        ("@nama, a_b@c.example|", r"\@nama, `a_b@c.example`\|"),
    ],
)
def test_what_is_no_mark_of_ours_is_none_in_markdown(text: str | None, safe: str) -> None:
    assert escaped(text) == safe


@pytest.mark.parametrize("text", ["_www.evil.com", "1https://evil.com", "éhttps://evil.com", "a_http://evil.com", "xmpp:a"])
def test_an_address_after_a_letter_is_no_link_either(text: str) -> None:
    assert not re.search(r"www\.|https?:|xmpp:", escaped(text))


@pytest.mark.parametrize("form", sorted(ENDINGS))
def test_every_format_goes_to_a_file_and_to_a_folder(articles: Path, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"keluar{ENDINGS[form]}"
    assert made("-f", form, "-o", path, articles).output == ""
    assert path.stat().st_size > 0
    assert not part_of(path).exists()
    made("-f", form, "-o", f"{tmp_path}/folder/", articles)
    found = {p.name for p in (tmp_path / "folder").iterdir()}
    assert ("index.html" in found) == (form == "html")
    names = sorted(found - {"index.html"})
    assert len(names) == 2
    assert all(re.fullmatch(rf"[ab]\.txt-[0-9a-f]{{12}}{re.escape(ENDINGS[form])}", name) for name in names)


def test_a_ledger_row_has_what_a_spreadsheet_needs(articles: Path) -> None:
    (row,) = printed_rows("--csv-of", "ledger", articles / "a.txt")
    assert row["status"] == "denied"
    assert (row["claim"], row["actor"], row["verb"]) == ("kantornya menahan izin tambak", "Surya Mahesa", "membantah")
    assert (row["act_date"], row["claimant"]) == ("2024-03-04", "")
    assert row["sentence"] == ARTICLE.split("\n")[0]


@pytest.mark.parametrize(("again", "day"), [("membantah", "2024-03-04"), ("mengklarifikasi", "")])
def test_an_act_told_twice_has_the_day_that_one_of_them_tells_and_not_that_of_another_act(tmp_path: Path, again: str, day: str) -> None:
    text = f"Bupati Rahmat Salim membantah kabar kelangkaan beras.\n\nRahmat Salim {again} kabar kelangkaan beras itu, Senin (4/3/2024).\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (row,) = printed_rows("--table", "ledger", tmp_path / "a.txt")
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
    assert format_of(asked, output, tuple(form.value for form in Format), "table") == format


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (["-o", "x.csv", "-f", "html"], "says csv, and -f says html"),
        (["-o", "x.db", "-f", "jsonl"], "says db, and -f says jsonl"),
        (["-f", "db"], "is a stream of text"),
        (["-f", "parquet"], ""),
        (["-f", "db", "-o", "folder/"], "a database is one file"),
        (["-f", "csv", "--fields", "speaker,nama"], "'nama' is no column of quotes"),
        (["-f", "jsonl", "--fields", "speaker"], "--fields and --no-header are for csv"),
        (["--no-header"], "--fields and --no-header are for csv"),
        (["-o", "x.db", "--status", "denied"], "a database holds all claims and cues"),
        (["--limit", "2", "--cluster", "local", "-f", "jsonl", "-o", "folder/"], "--limit counts in one process"),
        (["--resume"], "--resume needs -o"),
        (["--resume", "-f", "csv", "-o", "x.csv"], "--resume needs -o"),
        # what says nothing
        (["-o", ""], "is empty"),
        (["--status", ""], "'' names none of"),
        (["--class", ","], "',' names none of"),
        (["--published", "2020-07-12xyz"], "is no day of the calendar"),
        (["--published", "2020-W28-7"], "is no day of the calendar"),
        (["-j", "²"], "is no number of workers"),
    ],
)
def test_options_that_cannot_be_are_refused(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], what: str
) -> None:
    monkeypatch.chdir(tmp_path)
    refused(*options, articles, says=what)
    assert not list(tmp_path.glob("x.*"))


def test_only_the_columns_and_articles_asked_for(articles: Path) -> None:
    options = ("--csv-of", "quotes", "--fields", "speaker,content")
    assert run("-f", "tsv", *options, articles).output == "speaker\tcontent\n" + "Surya Mahesa\tHarga naik,\n" * 2
    assert run("-f", "csv", "--no-header", *options, articles).output == 'Surya Mahesa,"Harga naik,"\n' * 2
    for jobs in ("1", "2"):
        assert len(run("-f", "jsonl", "--limit", "1", "--jobs", jobs, articles).output.splitlines()) == 1


TABLES = ("articles", "speakers", "quotes", "dates", "cues", "ledger", "asserted")


def counts(path: Path) -> dict[str, int]:
    assert query(path, "PRAGMA integrity_check") == [("ok",)]
    assert query(path, "PRAGMA foreign_key_check") == []
    return {table: query(path, f"SELECT count(*) FROM {table}")[0][0] for table in TABLES}


def test_a_database_holds_the_layers_with_keys_and_search(articles: Path, tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    made("-o", path, articles)
    once = counts(path)
    assert once["articles"] == once["quotes"] == 2
    assert once["ledger"] >= 2
    assert (
        query(
            path,
            "SELECT ledger.claim, ledger.status, speakers.name FROM ledger_fts JOIN ledger ON ledger.rowid = ledger_fts.rowid "
            "JOIN cues ON cues.id = ledger.set_by JOIN speakers ON speakers.id = cues.agent WHERE ledger_fts MATCH 'tambak'",
        )
        == [("kantornya menahan izin tambak", "denied", "Surya Mahesa")] * 2
    )
    assert query(path, "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'tudingan'") == [(2,)]
    made("-o", path, articles)
    assert counts(path) == once  # again: nothing doubled
    (articles / "c.txt").write_text(ARTICLE.replace("Surya", "Hendra"), encoding="utf-8")
    made("--resume", "-o", path, articles)
    assert counts(path)["articles"] == 3
    traced = json.loads(calls.made("trace", "-q", "-f", "json", path).output)
    assert {said["article"] for thread in traced for said in thread["statements"]} >= {str(articles / "a.txt")}


def test_the_ledger_of_a_database_is_the_ledger_of_the_table(articles: Path, tmp_path: Path) -> None:
    (articles / "c.txt").write_text('"Pasar Sukamerta buka lagi pekan depan," kata Camat Rina Puspita.', encoding="utf-8")
    path = tmp_path / "claims.db"
    made("-o", path, articles)
    names = [name for name in COLUMNS["ledger"] if name != "id"]
    held = query(path, f"SELECT {', '.join(names)} FROM ledger ORDER BY rowid")
    table = [[row[name] for name in names] for row in printed_rows("--csv-of", "ledger", articles)]
    assert [["" if value is None else str(value) for value in row] for row in held] == table
    assert "confidence" not in {name for (name,) in query(path, "SELECT name FROM pragma_table_info('asserted')")}
    seen = query(path, "SELECT actor, claimant, sentence, title, url, certainty FROM acted_upon")
    assert len(seen) == len(table) == 2
    assert {row[0] for row in seen} == {"Surya Mahesa"}


def test_an_edited_article_takes_the_place_of_its_earlier_self(tmp_path: Path) -> None:
    path, article = tmp_path / "claims.db", tmp_path / "a.txt"
    for name in ("Surya", "Hendra", "Wayan"):
        article.write_text(ARTICLE.replace("Surya", name), encoding="utf-8")
        made("-o", path, article)
        assert counts(path)["articles"] == 1
    assert query(path, "SELECT DISTINCT actor FROM ledger") == [("Wayan Mahesa",)]
    assert query(path, "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'Hendra'") == [(0,)]
    assert len(json.loads(calls.made("trace", "-q", "--versions", "-f", "json", path).output)) == 2


def test_articles_of_two_files_that_number_alike_stay_two(tmp_path: Path) -> None:
    files = [
        write_lines(tmp_path / f"{name}.jsonl", {"id": "1", "text": ARTICLE.replace("Surya", name), "outlet": name})
        for name in ("Satu", "Dua")
    ]
    made("-o", tmp_path / "claims.db", *files)
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
    calls.made("trace", "-q", path, articles)
    made("--resume", "-o", path, articles)
    assert counts(path)["articles"] == counts(path)["quotes"] == 2
    made("-o", path, "--published", "2024-01-01", articles)
    assert query(path, "SELECT DISTINCT published FROM articles") == [("2024-01-01",)]
    assert query(path, "SELECT count(*) FROM _words WHERE _words MATCH 'tambak'") == [(2,)]


def test_a_source_that_is_no_unicode_has_its_row(tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "a.jsonl", {"id": "a\ud800", "text": ARTICLE})
    for _ in range(2):
        made("--resume", "-o", tmp_path / "x.db", lines)
    assert counts(tmp_path / "x.db")["articles"] == 1


def test_a_database_of_somebody_else_is_left_as_it_is(articles: Path, tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    query(path, "CREATE TABLE articles (x)")
    before = path.read_bytes()
    refused("-o", path, articles, says="none that claimx made")
    assert path.read_bytes() == before
    path.write_text("catatan\n" * 200, encoding="utf-8")
    refused("-o", path, articles)
    assert path.read_text(encoding="utf-8") == "catatan\n" * 200


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "killpg"), reason="kills a process at once")
def test_a_database_is_whole_whenever_the_run_is_killed(tmp_path: Path) -> None:
    folder = tmp_path / "masuk"
    folder.mkdir()
    for number in range(120):
        (folder / f"{number:03}.txt").write_text(ARTICLE.replace("Mahesa", f"Mahesa {number}"), encoding="utf-8")
    whole, path = tmp_path / "whole.db", tmp_path / "claims.db"
    made("-o", whole, folder)
    random.seed(5)
    killed = 0
    for _ in range(5):
        process = subprocess.Popen([sys.executable, "-m", "claimx", "extract", "-q", "--resume", "-o", str(path), str(folder)])
        time.sleep(random.uniform(0.3, 0.9))
        killed += process.poll() is None
        process.kill()
        process.wait()
    assert killed
    made("--resume", "-o", path, folder)
    assert counts(path) == counts(whole)


def test_a_new_folder_for_the_output_is_told(articles: Path, tmp_path: Path) -> None:
    path = tmp_path / "hasl" / "x.jsonl"
    assert f"{path.parent}: a new folder is made for the output" in calls.made("extract", "-o", path, articles).output
    assert path.exists()


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
    made("-f", "jsonl", "-o", path, articles / "a.txt")
    before = path.read_text(encoding="utf-8")
    monkeypatch.setattr(session, "json_text", broken)
    refused("-f", "jsonl", "--force", "-o", path, articles, says="No space left")
    assert path.read_text(encoding="utf-8") == before


@pytest.mark.parametrize("name", ["lingkar", "a" * 5000, "berkas/x.jsonl"])
def test_an_output_that_cannot_be_written_is_named(articles: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "lingkar").symlink_to(tmp_path / "balik")
    (tmp_path / "balik").symlink_to(tmp_path / "lingkar")
    (tmp_path / "berkas").touch()
    refused("-f", "jsonl", "-o", tmp_path / name, articles, says="cannot be written")


@pytest.mark.parametrize("destination", ["keluar.jsonl", "folder/"])
def test_resume_goes_on_and_doubles_nothing(articles: Path, tmp_path: Path, destination: str) -> None:
    output, whole = f"{tmp_path}/{destination}", f"{tmp_path}/ganz-{destination}"
    made("-f", "jsonl", "-o", whole, articles)
    if destination.endswith(".jsonl"):  # cut off in the middle of the second record
        full = Path(whole).read_bytes()
        part_of(Path(output)).write_bytes(full[: -len(full) // 3])
    else:
        made("-f", "jsonl", "-o", output, articles / "a.txt")
    made("-f", "jsonl", "--resume", "-o", output, articles)

    def read(name: str) -> bytes:
        return b"".join(file.read_bytes() for file in sorted(Path(name).iterdir())) if name.endswith("/") else Path(name).read_bytes()

    assert read(output) == read(whole)
    again = run("-f", "jsonl", "--resume", "-o", output, articles)
    assert again.exit_code == (2 if destination.endswith(".jsonl") else 0)  # a file is finished; into a folder more may come
    assert read(output) == read(whole)


@pytest.mark.slow
def test_datasette_lists_what_is_to_be_read_and_finds_words(articles: Path, tmp_path: Path) -> None:
    database = tmp_path / "claims.db"
    made("-o", database, articles)

    def ask(address: str) -> Any:
        done = subprocess.run([sys.executable, "-m", "datasette", str(database), "--get", address], capture_output=True, check=True)
        return json.loads(done.stdout)

    told = ask("/claims.json")
    assert {table["name"] for table in told["tables"] if not table["hidden"]} == set(TABLES)
    assert [view["name"] for view in told["views"]] == ["acted_upon"]
    lines = ask("/claims/acted_upon.json?_shape=array")
    assert [(line["status"], line["actor"], Path(line["source"]).name) for line in lines] == [
        ("denied", "Surya Mahesa", name) for name in ("a.txt", "b.txt")
    ]
    assert len(ask("/claims/articles.json?_shape=array&_search=tambak")) == 2
    assert ask("/claims/articles.json?_shape=array&_search=gudang") == []
    kept = program.run("review", database, "--name", "Sari", stdin="y\nq\n")
    assert b"denied" in kept.stdout
    assert [(line["verdict"], line["reviewer"]) for line in ask("/claims/reviewed.json?_shape=array")] == [("accepted", "Sari")]


def test_a_file_named_in_other_ways_is_one_article_of_a_database(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(articles)
    for name in ("a.txt", "./a.txt", articles / "a.txt", f"../{articles.name}/a.txt", "b.txt"):
        made(name, "-o", tmp_path / "claims.db")
    assert query(tmp_path / "claims.db", "SELECT source FROM articles ORDER BY id") == [("a.txt",), ("b.txt",)]


def test_resume_keeps_repeated_records(tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "in.jsonl", *({"id": name, "text": ARTICLE} for name in ("satu", "satu", "satu", "dua")))
    whole, cut = tmp_path / "whole.jsonl", tmp_path / "cut.jsonl"
    made(lines, "-o", whole)
    assert len(lines_of(whole)) == 4
    part_of(cut).write_text("\n".join([*lines_of(whole)[:2], ""]), encoding="utf-8")
    made(lines, "--resume", "-o", cut)
    assert cut.read_text(encoding="utf-8") == whole.read_text(encoding="utf-8")


@pytest.mark.parametrize("beside", [True, False])
def test_resume_leaves_a_finished_file_as_it_is(articles: Path, tmp_path: Path, beside: bool) -> None:
    """Beside an unfinished one nobody can know which of the two it should go on from, and one of them would be lost."""
    path = tmp_path / "x.jsonl"
    made("-o", path, articles)
    whole = path.read_bytes()
    cut = whole.splitlines(keepends=True)[-1]
    if beside:
        part_of(path).write_bytes(cut)
    refused("--resume", "-o", path, articles, says="x.jsonl: is finished")
    assert path.read_bytes() == whole
    assert not beside or part_of(path).read_bytes() == cut


def test_dates_go_to_a_file_and_to_no_folder(articles: Path, tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    assert calls.made("dates", "-q", "-o", path, articles).output == ""
    assert [json.loads(line)["value"] for line in lines_of(path)] == ["2024-03-04"] * 2
    calls.refused("dates", "-q", "-o", f"{tmp_path}/folder/", articles, says="is a folder")


@pytest.mark.parametrize("format", ["table", "json", "jsonl", "csv", "markdown", "html", "jsonld", "labelstudio", "parquet"])
@pytest.mark.parametrize("name", ["x.dat", "x.dat.part"])
def test_what_is_there_is_written_over_only_with_force(articles: Path, tmp_path: Path, format: str, name: str) -> None:
    """Its own output too: somebody may have gone on writing it."""
    (tmp_path / name).write_text("catatan", encoding="utf-8")
    options = ("-f", format, "-o", tmp_path / "x.dat", articles)
    refused(*options, says=name)
    assert (tmp_path / name).read_text(encoding="utf-8") == "catatan"
    made("--force", *options)
    assert {entry.name for entry in tmp_path.iterdir()} == {"x.dat", "masuk"}
    assert (tmp_path / "x.dat").read_bytes() != b"catatan"
    refused(*options)


def test_an_empty_file_is_there_to_be_filled(articles: Path, tmp_path: Path) -> None:
    """`mktemp` makes one."""
    (tmp_path / "x.jsonl").touch()
    made("-o", tmp_path / "x.jsonl", articles)


@pytest.mark.parametrize("format", ["html", "json"])
def test_a_file_in_an_output_folder_is_left_as_it_is(articles: Path, tmp_path: Path, format: str) -> None:
    site = tmp_path / "situs"
    options = ("-f", format, "-o", f"{site}/", articles)
    made(*options)
    page = min(path for path in site.iterdir() if path.name != "index.html")
    page.write_text("<html><body>Halaman saya</body></html>", encoding="utf-8")
    before = contents(site)
    refused(*options, says="is there already")
    assert contents(site) == before
    made("--force", *options)
    assert page.read_bytes() != before[page]


def test_what_fails_again_when_a_run_goes_on_is_told_once(articles: Path, tmp_path: Path) -> None:
    told = tmp_path / "e.jsonl"
    options = ("-f", "jsonl", "--errors-to", told, "-o", f"{tmp_path}/keluar/", articles, tmp_path / "tiada.txt")
    refused(*options)
    before = told.read_text(encoding="utf-8")
    assert "tiada.txt" in before
    refused(*options, says="is there already")
    refused("--resume", *options)
    assert told.read_text(encoding="utf-8") == before
    told.write_text("catatan\n", encoding="utf-8")
    refused("--resume", *options, says="is there already")
    assert told.read_text(encoding="utf-8") == "catatan\n"


def test_a_page_of_somebody_else_is_no_index_to_go_on_with(articles: Path, tmp_path: Path) -> None:
    index = tmp_path / "situs/index.html"
    index.parent.mkdir()
    index.write_text("<html><body>Halaman saya</body></html>", encoding="utf-8")
    for resume in ([], ["--resume"]):
        refused("-f", "html", *resume, "-o", f"{index.parent}/", articles)
    assert index.read_text(encoding="utf-8") == "<html><body>Halaman saya</body></html>"


@pytest.mark.parametrize("format", ["json", "parquet"])
def test_what_a_killed_run_left_in_a_folder_keeps_the_next_from_nothing(articles: Path, tmp_path: Path, format: str) -> None:
    folder = tmp_path / "keluar"
    made("-f", format, "-o", f"{folder}/", articles)
    whole = set(folder.iterdir())
    for path in whole:
        part_of(path).write_bytes(b"{setengah")
        path.unlink()
    made("-f", format, "--resume", "-o", f"{folder}/", articles)
    assert set(folder.iterdir()) == whole


def test_what_a_run_left_unfinished_is_no_input_of_the_run_that_goes_on(tmp_path: Path) -> None:
    """Once it read for ever what it wrote."""
    part = write_lines(tmp_path / "a.jsonl.part", {"text": "Rapat digelar."})
    before = part.read_bytes()
    refused("-f", "jsonl", "--from", "jsonl", "--resume", "-o", tmp_path / "a.jsonl", part, says="a.jsonl.part: is an input too")
    assert part.read_bytes() == before


@pytest.mark.parametrize("force", [[], ["--force"]])
@pytest.mark.parametrize("way", ["itself", "errors", "list", "pattern", "folder", "folder itself"])
def test_an_input_is_never_written_over_however_it_was_named(articles: Path, tmp_path: Path, way: str, force: list[str]) -> None:
    path = articles / "b.txt"
    listing = tmp_path / "daftar.txt"
    listing.write_text(f"{path}\n", encoding="utf-8")
    options = {
        "itself": ("-o", path, path),
        "errors": ("--errors-to", path, path),
        "list": ("-o", listing, "--files-from", listing),
        "pattern": ("-o", path, articles / "*.txt"),
        "folder": ("--errors-to", path, articles),
        "folder itself": ("-o", articles, articles),
    }
    before = contents(articles) | {listing: listing.read_bytes()}
    refused("-f", "jsonl", *force, *options[way], says="is an input too")
    assert contents(articles) | {listing: listing.read_bytes()} == before


def test_a_link_in_place_of_an_unfinished_file_is_not_followed(articles: Path, tmp_path: Path) -> None:
    secret, part = tmp_path / "rahasia", tmp_path / "keluar.csv.part"
    secret.write_text("jangan", encoding="utf-8")
    part.symlink_to(secret)
    refused("-f", "csv", "-o", tmp_path / "keluar.csv", articles)
    made("-f", "csv", "--force", "-o", tmp_path / "keluar.csv", articles)
    assert secret.read_text(encoding="utf-8") == "jangan"
    assert {path.name for path in tmp_path.iterdir()} == {"keluar.csv", "rahasia", "masuk"}


@pytest.mark.parametrize("option", ["-o", "--errors-to"])
@pytest.mark.parametrize("name", ["x.jsonl", "x.jsonl.part"])
def test_what_one_run_writes_no_other_writes(articles: Path, tmp_path: Path, option: str, name: str) -> None:
    with FileLock(tmp_path / ".x.jsonl.claimx.lock"):
        refused("-f", "jsonl", option, tmp_path / name, articles, says="is being written by another run of claimx")
    assert not (tmp_path / name).exists()
    made("-f", "jsonl", "-o", tmp_path / "x.jsonl", articles)


def test_what_a_run_writes_is_none_of_its_inputs(articles: Path) -> None:
    count = len(list(articles.iterdir()))
    output, errors = articles / "keluar.jsonl", articles / "galat.jsonl"
    for force in ([], ["--force"]):
        made("-f", "jsonl", *force, "-o", output, "--errors-to", errors, articles)
        assert len(lines_of(output)) == count
    output.unlink()
    errors.unlink()
    for _ in range(2):
        made("-f", "json", "-o", f"{articles / 'hasil'}/", articles)
        assert len(list((articles / "hasil").iterdir())) == count


def test_a_link_leads_to_its_file_and_a_pipe_stays_one(articles: Path, tmp_path: Path) -> None:
    target, link, pipe = tmp_path / "sasaran.jsonl", tmp_path / "pintasan.jsonl", tmp_path / "pipa"
    target.touch()
    link.symlink_to(target)
    made("-f", "jsonl", "-o", link, articles)
    assert link.is_symlink()
    assert len(lines_of(target)) == 2
    os.mkfifo(pipe)
    process = subprocess.Popen([sys.executable, "-m", "claimx", "extract", "-q", "-f", "jsonl", "-o", str(pipe), str(articles)])
    assert len(lines_of(pipe)) == 2
    assert process.wait(timeout=120) == 0
    assert pipe.is_fifo()


def test_a_folder_keeps_articles_of_one_name_apart_and_bears_any_name(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "berita.txt").write_text(ARTICLE, encoding="utf-8")
    lines = write_lines(tmp_path / "c.jsonl", *({"id": name, "text": ARTICLE} for name in ("文" * 100, "sama", "sama")))
    made("-f", "json", "-o", f"{tmp_path}/keluar/", tmp_path / "a", tmp_path / "b", lines)
    assert len(list((tmp_path / "keluar").iterdir())) == 5
    assert not file_name("-rf", "0", ".json").startswith("-")  # it would be an option


def test_the_index_lists_the_pages_of_earlier_runs(articles: Path, tmp_path: Path) -> None:
    made("-f", "html", "-o", f"{tmp_path}/laporan/", articles / "a.txt")
    made("-f", "html", "--resume", "-o", f"{tmp_path}/laporan/", articles)
    index = (tmp_path / "laporan/index.html").read_text(encoding="utf-8")
    assert [name in index for name in ("a.txt-", "b.txt-")] == [True, True]


def test_errors_want_a_place_before_anything_is_read(articles: Path, tmp_path: Path) -> None:
    options = ("-f", "jsonl", "--errors-to", tmp_path / "tiada" / "e.jsonl", articles)
    assert not refused(*options, says="tiada/e.jsonl: cannot be written").output.startswith("{")
    stale = write_lines(tmp_path / "e.jsonl", {"source": "a.txt", "what": "x", "hint": "y"})
    refused("-f", "jsonl", "--errors-to", stale, articles)
    made("-f", "jsonl", "--force", "--errors-to", stale, articles)
    assert stale.read_text(encoding="utf-8") == ""


def test_the_timeline_holds_dated_acts_in_order_of_days() -> None:
    document = claimx.extract(
        "Rudi Hartawan membantah kabar itu pekan lalu. Rudi Hartawan meminta maaf, Kamis (14/3/2024). Rudi Hartawan membantah tudingan suap.",
        published="2024-03-15",
    )
    shown = page([{**document, "text": "-"}])
    assert re.findall(r'<span class="when">(.*?)</span>', shown) == ["week 4–10 March 2024", "Thursday, 14 March 2024"]


def test_names_with_any_mark_are_told_apart_by_the_filter() -> None:
    text = '"Harga naik," kata Rudi Hartawan.\n'
    document: Any = {**claimx.extract(text), "text": text}
    document["speakers"][0]["name"] = "Rudi | Hartawan"
    assert 'data-speakers="Rudi | Hartawan"' in page([document])


def test_a_table_has_no_spaces_at_the_ends_of_lines_in_a_pipe(articles: Path) -> None:
    shown = run(articles).output
    assert [line for line in shown.split("\n") if line != line.rstrip()] == []


# what an attacker found in November 2026: nothing of the user's is harmed


def test_who_could_read_an_output_can_read_it_after(articles: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.touch()
    for mode in (0o600, 0o640):
        path.chmod(mode)
        made("-f", "jsonl", "--force", "-o", path, articles)
        assert path.stat().st_mode & 0o777 == mode


def test_what_lies_in_a_folder_of_pages_and_is_none_of_ours_is_passed_over(articles: Path, tmp_path: Path) -> None:
    site = tmp_path / "situs"
    (site / "y.html").mkdir(parents=True)
    os.mkfifo(site / "x.html")
    for number, content in enumerate(("{bad", "[1]", "{}", "[" * 100_000)):
        (site / f"z{number}.html").write_text(f'<meta name="claimx-entry" content="{content}">', encoding="utf-8")
    (site / "w.html").symlink_to(tmp_path / "tidak-ada")
    made("-f", "html", "-o", f"{site}/", articles)
    assert (site / "index.html").exists()


def test_halves_of_characters_end_no_parquet_file(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", {"id": "\ud800x", "outlet": "\udfff", "text": ARTICLE})
    odd = tmp_path / os.fsdecode(b"x\xff.txt")
    odd.write_text(ARTICLE, encoding="utf-8")
    made("-f", "parquet", "-o", tmp_path / "a.parquet", path, odd)
    assert pyarrow.parquet.read_table(tmp_path / "a.parquet")["source"].to_pylist()[0] == "\ufffdx"


def test_a_page_that_an_earlier_run_wrote_into_the_folder_is_no_article(articles: Path) -> None:
    made("-f", "html", "-o", articles / "r.html", articles)
    made("-f", "html", "-o", f"{articles}/situs/", articles)
    assert calls.sources(made("-f", "jsonl", articles).output) == ["a.txt", "b.txt"]


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
    made("-f", "jsonl", "-o", path, articles / "a.txt")
    part = path.rename(part_of(path))
    part.write_text(part.read_text(encoding="utf-8") + line, encoding="utf-8")
    before = part.read_bytes()
    refused("-f", "jsonl", "--resume", "-o", path, articles, says=part.name)
    assert part.read_bytes() == before
