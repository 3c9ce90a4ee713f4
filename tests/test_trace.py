"""Traces: one matter through many articles, what joins and what must not, the database, and what each format holds."""

import csv
import io
import json
import math
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import time
import tomllib
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from marked import FAILS

from claimx.analysis import Analysis
from claimx.errors import OutputError
from claimx.inputs import Article, Settings, read_all
from claimx.pipeline import analyse
from claimx.trace.match import LONGEST, WORTH, best_window
from claimx.trace.store import Store, Stretch, weight
from claimx.trace.terms import Term
from claimx.trace.threads import as_record, threads

from .conftest import ROOT
from .program import invocation, run

SAMPLE = ROOT / "data/samples/trace/articles.jsonl"
EXPECTED = json.loads((ROOT / "tests/data/trace/threads.json").read_text(encoding="utf-8"))
ALIKE = tomllib.loads((ROOT / "tests/data/trace/alike.toml").read_text(encoding="utf-8"))
PAIRS = [
    pytest.param(*pair, "joined" in group, id=why, marks=[pytest.mark.xfail(strict=True)] if group.startswith(FAILS) else [])
    for group, pairs in ALIKE.items()
    if group != "no act"
    for why, pair in pairs.items()
]


def records(path: Path = SAMPLE) -> list[Any]:
    articles = read_all([str(path)], Settings())
    return [analyse(article, Analysis(True)) for article in articles if isinstance(article, Article)]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the records of the sample affair as a file: what is shown of threads is the same, and sooner."""
    path = tmp_path_factory.mktemp("affair") / "records.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records()), encoding="utf-8")
    return path


def traced(found: Any, path: Path | None = None, **settings: Any) -> list[Any]:
    with closing(Store(path)) as store:
        store.add(found)
        return [as_record(number, thread) for number, thread in enumerate(threads(store, **settings), 1)]


def claimx(*arguments: object, **more: Any) -> subprocess.CompletedProcess[bytes]:
    return run("trace", "-q", *arguments, **more)


def lines(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def brief(thread: dict[str, Any]) -> dict[str, Any]:
    return {
        "text": thread["text"],
        "status": thread["status"],
        "claimants": thread["claimants"],
        "statements": {said["article"]: said["stance"] for said in thread["statements"]},
        "acts": [[act["article"], act["class"], act["agent"], act["date"]] for act in thread["acts"]],
        "silent": thread["silent"],
    }


def test_the_sample_affair_gives_its_threads() -> None:
    # lembah-3 bans something else at the same places: a look-alike that is joined, a known failure
    assert [brief(thread) for thread in lines(claimx("-f", "jsonl", SAMPLE))] == EXPECTED


def test_the_order_of_arrival_does_not_matter() -> None:
    found = records()
    whole = traced(found)
    shuffled = list(found)
    random.Random(7).shuffle(shuffled)
    assert traced(shuffled) == whole
    assert traced(reversed(found)) == whole


def pair_of(pair: Sequence[str], days: tuple[str | None, str | None] = (None, None)) -> list[Any]:
    told = zip(("act", "other"), pair, days, strict=True)
    return [analyse(Article(name, text, name, day, outlet=name), Analysis(True)) for name, text, day in told]


@pytest.mark.parametrize(("act", "other", "joined"), PAIRS)
def test_what_is_one_matter(act: str, other: str, joined: bool) -> None:
    records = pair_of((act, other))
    assert any(thread["acts"] for thread in traced(records, everything=True))
    shown = [{said["article"] for said in thread["statements"]} for thread in traced(records, everything=joined) if thread["acts"]]
    assert ({"act", "other"} in shown) == joined


@pytest.mark.parametrize("pair", ALIKE["no act"].values(), ids=ALIKE["no act"])
def test_what_is_no_act(pair: list[str]) -> None:
    assert not any(thread["acts"] for thread in traced(pair_of(pair), everything=True))


@pytest.mark.parametrize("pair", [pair for group in ALIKE if "apart" in group for pair in ALIKE[group].values()])
def test_nobody_is_silent_on_another_matter(pair: list[str]) -> None:
    """Where two matters are taken for one, nobody is accused all the same."""
    assert not any(thread["silent"] for thread in traced(pair_of(pair, ("2024-06-10", "2024-06-11"))))


@pytest.mark.parametrize(
    ("more", "silent"),
    [
        ("", True),
        (" Bupati Rawi, Danang Wicaksono, mencabut izin tambang pasir di Mandirejo, Selasa (11/6/2024).", False),
        (" Bupati Rawi, Danang Wicaksono, berencana mencabut izin tambang pasir di Mandirejo.", True),
    ],
    ids=["nothing", "another withdrawal", "a plan"],
)
def test_who_tells_an_act_of_the_same_kind_is_not_silent(more: str, silent: bool) -> None:
    act = "Wali Kota Sarwa, Retno Widuri, mencabut larangan membawa kantong plastik ke Pasar Rejosari, Senin (10/6/2024)."
    other = "Pedagang Pasar Rejosari mengeluhkan larangan membawa kantong plastik ke Pasar Rejosari, Selasa (11/6/2024)." + more
    articles = [Article("a", act, "a", "2024-06-10", "option", outlet="a"), Article("b", other, "b", "2024-06-11", "option", outlet="b")]
    found = traced([analyse(article, Analysis(True)) for article in articles])
    assert any("b" in thread["silent"] for thread in found) == silent


def test_sure_threads_come_before_possible_ones(tmp_path: Path) -> None:
    told = {
        "act": "Pasar ikan di Rawi tidak terbakar, Senin (10/6/2024). Api padam.",
        "other": "Pasar ikan di Rawi terbakar, Minggu (9/6/2024).",
    }
    file = tmp_path / "all.jsonl"
    pair = "".join(json.dumps({"id": name, "text": text, "outlet": name}) + "\n" for name, text in told.items())
    file.write_text(SAMPLE.read_text(encoding="utf-8") + pair, encoding="utf-8")
    assert [thread["certainty"] for thread in lines(claimx("-f", "jsonl", file))] == ["sure", "sure", "possible"]
    shown = claimx(file).stdout.decode()
    assert shown.count("to be checked") == 1
    assert shown.index("to be checked") > shown.index("es balok")


def plain_window(stems: frozenset[str], stretch: Stretch) -> float:
    """Return the F1 of the best window of a stretch, all of them tried; 0 where none is worth judging."""
    best, total = 0.0, math.fsum(map(weight, stems))
    for first in range(len(stretch.terms)):
        for last in range(first, min(len(stretch.terms), first + LONGEST)):
            held = frozenset(term.stem for term in stretch.terms[first : last + 1])
            best = max(best, 2 * math.fsum(map(weight, held & stems)) / (math.fsum(map(weight, held)) + total))
    return best if best > WORTH else 0.0


def test_no_better_window_is_passed_over() -> None:
    chance = random.Random(4)
    words = "izin larangan air wali kota balok merkuri petasan sampel tongkol nelayan galon".split()
    for _ in range(300):
        stems = frozenset(chance.sample(words, chance.randint(2, 6)))
        stretches = [
            Stretch(0, 999, False, tuple(Term(9 * n, 9 * n + 8, chance.choice(words), False) for n in range(chance.randint(1, 14))))
            for _ in range(chance.randint(1, 3))
        ]
        found = best_window(stems, math.fsum(map(weight, stems)), stretches)
        wanted = max(plain_window(stems, stretch) for stretch in stretches)
        assert (found.f1 if found else 0.0) == pytest.approx(wanted)


def test_offsets_are_those_of_the_text() -> None:
    texts = {record["source"]: record["text"] for record in records()}
    for thread in traced(records()):
        for said in thread["statements"]:
            if not said["title"]:
                assert texts[said["article"]][said["start"] : said["end"]] == said["text"]
        for act in thread["acts"]:
            assert texts[act["article"]][act["cue"]["start"] : act["cue"]["end"]] == act["cue"]["text"]


def test_a_database_takes_in_what_is_new_and_only_that(tmp_path: Path) -> None:
    database, first, second = tmp_path / "claims.db", tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    said = SAMPLE.read_text(encoding="utf-8").splitlines(keepends=True)
    first.write_text("".join(said[::2]), encoding="utf-8")
    second.write_text("".join(said[1::2]), encoding="utf-8")
    assert len(lines(claimx("-f", "jsonl", database, first))) < len(said)
    grown = lines(claimx("-f", "jsonl", database, second))
    assert grown == lines(claimx("-f", "jsonl", SAMPLE))
    before = database.read_bytes()
    assert lines(claimx("-f", "jsonl", database, first, second)) == grown
    assert lines(claimx("-f", "jsonl", database)) == grown
    with closing(sqlite3.connect(database)) as db:
        assert db.execute("SELECT count(*) FROM articles").fetchone() == (len(said),)
    assert len(database.read_bytes()) == len(before)


@pytest.mark.parametrize("content", [b"catatan pribadi\n" * 99, None])
def test_a_file_that_is_no_database_of_ours_is_left_as_it_is(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "milik.db"
    if content is None:
        with closing(sqlite3.connect(path)) as db:
            db.execute("CREATE TABLE milik (x)")
        content = path.read_bytes()
    path.write_bytes(content)
    with pytest.raises(OutputError):
        Store(path)
    assert path.read_bytes() == content
    done = claimx(path, SAMPLE)
    assert done.returncode == 2
    assert b"Name a new file" in done.stderr


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "killpg"), reason="kills a process at once")
def test_a_killed_run_is_completed_by_the_next(tmp_path: Path) -> None:
    inputs = tmp_path / "a.jsonl"
    said = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    inputs.write_text(
        "".join(
            json.dumps({**article, "id": f"{n}-{article['id']}", "url": f"{article['url']}?{n}"}) + "\n"
            for n in range(8)
            for article in said
        ),
        encoding="utf-8",
    )
    database = tmp_path / "claims.db"
    chance = random.Random(3)
    for _ in range(3):
        with subprocess.Popen(
            [sys.executable, "-m", "claimx", "trace", "-q", str(database), str(inputs)], stdout=subprocess.DEVNULL
        ) as run:
            time.sleep(0.4 + chance.random())
            run.kill()
    done = claimx("-f", "jsonl", database, inputs)
    assert done.returncode == 0
    with closing(sqlite3.connect(database)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("SELECT count(*), count(DISTINCT source) FROM articles").fetchone() == (96, 96)
        assert db.execute("SELECT count(*) FROM _words").fetchone() == (96,)


def test_records_of_extract_are_read(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    subprocess.run(
        [*invocation(), "extract", "-q", "--include-text", "-f", "jsonl", "-o", str(path), str(SAMPLE)],
        check=True,
    )
    assert [brief(thread) for thread in lines(claimx("-f", "jsonl", path))] == EXPECTED
    path.write_text(path.read_text(encoding="utf-8") + '{"schema_version": "1"}\n', encoding="utf-8")
    done = claimx("-f", "jsonl", path)
    assert done.returncode == 2
    assert b"#13: is no record of this claimx" in done.stderr


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["--status", "revoked"], 1),
        (["--status", "retracted"], 0),
        (["--person", "retno widuri"], 1),
        (["--outlet", "Jernih"], 2),
        (["--since", "2024-06-12"], 1),
        (["--until", "2024-06-03"], 1),
        (["--silent"], 2),
        (["--about", "merkuri pelanggan"], 1),
        (["--about", "merkuri petasan"], 0),
    ],
)
def test_threads_are_selected(options: list[str], count: int, sample: Path) -> None:
    assert len(lines(claimx("-f", "jsonl", *options, sample))) == count


def test_exit_code_where_nothing_was_found(sample: Path) -> None:
    assert claimx("--exit-code", "--status", "retracted", sample).returncode == 1


def test_table_for_people(sample: Path) -> None:
    table = claimx(sample).stdout.decode()
    assert "REVOKED  larangan penjualan es balok di pasar tradisional" in table
    assert "Suara Dermaga reports it SILENT: never told of the act" in " ".join(table.split())
    assert "2024-06" not in table
    assert "lembah-1: " in claimx("--explain", sample).stdout.decode()


@pytest.mark.parametrize(
    "chosen",
    [
        {"options": ["--lang", "id"]},
        pytest.param({"env": {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "id_ID.UTF-8"}}, marks=pytest.mark.slow),
    ],
)
def test_everything_that_people_read_is_in_their_language(tmp_path: Path, chosen: dict[str, Any], sample: Path) -> None:
    options, more = chosen.get("options", []), {"env": {**os.environ, **chosen.get("env", {})}}
    table = " ".join(claimx(*options, sample, **more).stdout.decode().split())
    assert "DICABUT larangan penjualan es balok" in table
    assert re.search(r"7 artikel · keyakinan 0\.\d\d · menurut Dinas Kesehatan Kota Sarwa, Wulan Prameswari", table)
    assert "→ dicabut oleh Wulan Prameswari (Senin, 10 Juni 2024)" in table
    assert "Suara Dermaga mengutipnya DIAM: tidak memuat tanggapannya" in table
    assert b"Tidak ada jejak" in claimx(*options, "--status", "retracted", sample, **more).stdout
    assert claimx(*options, "-f", "html", "-o", f"{tmp_path}/situs/", sample, **more).returncode == 0
    pages = [
        claimx(*options, "-f", "html", sample, **more).stdout.decode(),
        *(p.read_text("utf-8") for p in (tmp_path / "situs").iterdir()),
    ]
    for page in pages:
        assert '<html lang="id">' in page
        body = page.split("<body>")[1].split("<script>")[0]
        words = re.sub(r"<[^>]*>|“[^”]*”", " ", body)
        assert not re.search(r"\b(articles?|threads?|sure|claimed|silent|states|reports|tells|Search|revoked|denied|all)\b", words)
    assert claimx(*options, "-f", "jsonl", sample, **more).stdout == claimx("-f", "jsonl", sample).stdout


def test_rows_and_reviews(tmp_path: Path, sample: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(claimx("-f", "csv", sample).stdout.decode())))
    assert [row["article"] for row in rows if row["silent"] == "True"] == ["jernih-2", "suara-1", "jernih-1"]
    assert {row["certainty"] for row in rows} == {"sure"}
    review = lines(claimx("-f", "claimreview", "--status", "denied", sample))[0]
    assert (review["@type"], review["itemReviewed"]["@type"]) == ("ClaimReview", "Claim")
    assert review["itemReviewed"]["appearance"][0]["url"] == "https://gardakota.example/2024/06/05/garda-2"
    path = tmp_path / "report.html"
    assert claimx("-f", "html", "-o", path, sample).returncode == 0
    assert 'href="https://pesisirpos.example/2024/06/10/pesisir-2"' in path.read_text(encoding="utf-8")


def test_a_hostile_article_injects_nothing(tmp_path: Path) -> None:
    path = tmp_path / "jahat.jsonl"
    bad = "\"); DROP TABLE articles; -- <script>alert(1)</script> =cmd|' /C calc'!A0 \x1b[31m \u202e"
    article = {
        "id": f"../../{bad}",
        "outlet": f"={bad}",
        "url": "javascript:alert(1)",
        "published": "2024-06-10",
        "title": bad,
        "text": f"Direktur PDAM, Retno Widuri, membantah PDAM Sarwa menyalurkan air <b>bermerkuri</b> ke pelanggan, Senin (10/6/2024).\n\n{bad}\ud800",
    }
    path.write_text(json.dumps(article) + "\n", encoding="utf-8")
    database = tmp_path / "claims.db"
    found = lines(claimx("--all", "-f", "jsonl", database, path))
    with closing(sqlite3.connect(database)) as db:
        assert db.execute("SELECT count(*) FROM articles").fetchone() == (1,)
    for format in ("html", "csv", "table"):
        done = claimx("--all", "-f", format, database)
        assert done.returncode == 0
        out = done.stdout.decode()
        assert "<script>alert" not in out or format != "html"
        assert "\x1b" not in out or format == "csv"  # there it is data
        assert 'href="javascript' not in out
    assert all(
        cell[:1] not in "=+-@"
        for row in csv.reader(io.StringIO(claimx("--all", "-f", "csv", database).stdout.decode()))
        for cell in row
        if cell
    )
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["claims.db", "jahat.jsonl"]
    assert [thread["status"] for thread in found] == ["denied"]


def test_versions_of_one_address_are_listed(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    url = "https://kabar.example/1"
    texts = ["Korban meninggal 14 orang. Warga mengungsi.", "Korban meninggal 11 orang. Warga mengungsi."]
    path.write_text("".join(json.dumps({"id": f"v{n}", "url": url, "text": text}) + "\n" for n, text in enumerate(texts)), encoding="utf-8")
    (change,) = lines(claimx("--versions", "-f", "jsonl", path))
    assert (change["url"], change["removed"], change["added"]) == (url, ["Korban meninggal 14 orang."], ["Korban meninggal 11 orang."])


@pytest.mark.gold
def test_gold_threads() -> None:
    gold = ROOT.parent / "shared/gold/trace"
    if not gold.exists():
        pytest.skip("no ../shared/gold/trace beside the checkout")
    done = subprocess.run(
        [
            shutil.which("python3") or sys.executable,
            str(ROOT.parent / "shared/score_trace.py"),
            str(gold),
            "--json",
            "--run",
            f"{sys.executable} -m claimx trace",
        ],
        capture_output=True,
        check=True,
        cwd=Path(ROOT),
    )
    figures = json.loads(done.stdout)
    assert figures["joined.p"] >= 88
    assert figures["joined.each"] >= 65
    assert figures["found"] >= 70
    assert figures["silent.p"] is None or figures["silent.p"] >= 85


def test_threads_go_into_tables_of_a_database(tmp_path: Path, sample: Path) -> None:
    path = tmp_path / "jejak.db"
    for _ in range(2):  # again: the tables are made anew, and nothing is doubled
        assert claimx(sample, "-o", path).returncode == 0
    with closing(sqlite3.connect(path)) as db:
        assert dict(db.execute("SELECT status, silent FROM threads")) == {"revoked": 2, "denied": 1}
        silent = db.execute(
            "SELECT article FROM statements JOIN threads ON threads.id = thread WHERE statements.silent AND status = 'revoked' ORDER BY article"
        )
        assert silent.fetchall() == [("jernih-1",), ("suara-1",)]
        assert db.execute("SELECT count(*) FROM articles").fetchone() == (12,)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert claimx(path, "-f", "db", "--status", "denied").returncode == 0
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT count(*) FROM threads").fetchone() == (1,)


def test_a_page_a_thread_and_an_index_that_leads_to_them(tmp_path: Path, sample: Path) -> None:
    assert claimx(sample, "-f", "html", "-o", f"{tmp_path}/situs/").returncode == 0
    made = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "situs").iterdir()}
    assert set(made) == {"index.html", "T1.html", "T2.html"}
    assert 'href="T1.html"' in made["index.html"]
    assert 'href="index.html"' in made["T2.html"]
    assert "PDAM Kota Sarwa" in made["T1.html"]


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (["-f", "db"], "is a stream of text"),
        (["-f", "json", "-o", "situs/"], "only html has a page a thread"),
        (["-f", "db", "-o", "x.db", "--versions"], "--versions are printed as table, json or jsonl"),
        (["-f", "csv", "-o", "x.html"], "says html, and -f says csv"),
    ],
)
def test_where_threads_cannot_go_is_told(tmp_path: Path, options: list[str], what: str) -> None:
    done = claimx(SAMPLE, *options, cwd=tmp_path)
    assert done.returncode == 2
    assert what in " ".join(done.stderr.decode().split())


def test_a_database_that_is_not_there_is_no_empty_one(tmp_path: Path) -> None:
    done = run("trace", tmp_path / "salah.db")
    assert done.returncode == 2
    assert b"no such file" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_is_only_read_may_lie_where_nothing_can_be_written(tmp_path: Path) -> None:
    database = tmp_path / "claims.db"
    claimx("-q", database, SAMPLE)
    before = database.read_bytes()
    with closing(sqlite3.connect(database)) as other:
        other.execute("BEGIN IMMEDIATE")  # as somebody who writes there
        assert lines(claimx("-f", "jsonl", database))
    assert database.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["claims.db"]


def test_what_a_killed_run_left_half_done_is_taken_back_where_it_is_only_read(tmp_path: Path) -> None:
    database = tmp_path / "claims.db"
    claimx("-q", database, SAMPLE)
    found = lines(claimx("-f", "jsonl", database))
    code = f"import os, sqlite3; db = sqlite3.connect({str(database)!r}); db.execute('PRAGMA cache_size = 1'); db.execute('UPDATE articles SET text = hex(randomblob(90000))'); os._exit(9)"
    subprocess.run([sys.executable, "-c", code], check=False)
    assert (tmp_path / "claims.db-journal").exists()
    assert lines(claimx("-f", "jsonl", database)) == found
