"""A review of a ledger: what a reviewer is asked, what is kept, what later runs make of it, and what leaves the database."""

import json
import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from .program import run

DENIAL = """Bupati Rahmat Salim Membantah Menerima Suap

Bupati Rahmat Salim membantah tuduhan bahwa ia menerima suap dari kontraktor jembatan, Senin (4/3/2024).
"""
WITHDRAWAL = """Darto Sasmita Mencabut Pernyataannya

Darto Sasmita mencabut pernyataannya bahwa api berasal dari percikan las, Selasa (5/3/2024).
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    for name, text in (("suap", DENIAL), ("api", WITHDRAWAL)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    path = tmp_path / "claims.db"
    assert run("extract", "-q", tmp_path / "suap.txt", tmp_path / "api.txt", "-o", path).returncode == 0
    return path


def rows(path: Path, asked: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        return [dict(row) for row in db.execute(asked)]


def told(path: Path, *arguments: str) -> list[dict[str, Any]]:
    printed = run("review", path, "--reviewed", "-f", "jsonl", *arguments)
    assert printed.returncode == 0, printed.stderr
    return [json.loads(line) for line in printed.stdout.splitlines()]


def test_accept_reject_mend_and_note(database: Path) -> None:
    lines = rows(database, "SELECT * FROM ledger")
    assert len(lines) >= 2
    mended = "w\nRahmat Salim bin Yusuf\nk\nWarga\nc\nia menerima uang\no\ncek berkas\ny\n"
    done = run("review", database, "--name", "Sari", stdin=mended + "n\n" * len(lines), env={"LC_ALL": "C.UTF-8"})
    assert done.returncode == 0, done.stderr
    (line,) = told(database)
    assert (line["actor"], line["claim"], line["note"], line["reviewer"]) == (
        "Rahmat Salim bin Yusuf",
        "ia menerima uang",
        "cek berkas",
        "Sari",
    )
    verdicts = [row["verdict"] for row in rows(database, "SELECT verdict FROM reviews")]
    assert verdicts == ["accepted"] + ["rejected"] * (len(lines) - 1)
    # the ledger itself stays as it was found
    assert rows(database, "SELECT * FROM ledger") == lines


def test_a_review_goes_on_where_it_was_ended(database: Path) -> None:
    of = len(rows(database, "SELECT id FROM ledger"))
    first = run("review", database, stdin="y\nq\n", env={"LC_ALL": "C.UTF-8"})
    assert first.returncode == 0
    assert f"1 verdict kept, 0 skipped, {of - 1} line".encode() in first.stdout
    cut_off = run("review", database, stdin="w\nSiti", env={"LC_ALL": "C.UTF-8"})  # the answers end inside a mend
    assert cut_off.returncode == 0
    assert f"0 verdicts kept, 0 skipped, {of - 1} line".encode() in cut_off.stdout
    again = run("review", database, "--again", stdin="n\n" * of, env={"LC_ALL": "C.UTF-8"})
    assert b"earlier verdict: accepted" in again.stdout
    assert told(database) == []


def test_again_keeps_what_was_mended_and_a_skip_keeps_the_verdict(database: Path) -> None:
    of = len(rows(database, "SELECT id FROM ledger"))
    run("review", database, "--name", "Sari", stdin="c\nia menerima uang\no\ncek berkas\n" + "y\n" * of)
    again = run("review", database, "--name", "Sari", "--again", stdin="y\n" + "s\n" * of, env={"LC_ALL": "C.UTF-8"})
    assert "earlier verdict: accepted, claim “ia menerima uang”, note “cek berkas”" in again.stdout.decode()
    assert len(told(database)) == of
    assert told(database)[0]["claim"] == "ia menerima uang"
    run("review", database, "--name", "Sari", "--again", stdin="c\n\no\n\ny\nq\n")  # an empty answer takes a mend back
    assert told(database)[0]["claim"] != "ia menerima uang"


def test_each_reviewer_has_a_verdict_and_the_newest_counts(database: Path) -> None:
    of = len(rows(database, "SELECT id FROM ledger"))
    run("review", database, "--name", "Sari", stdin="y\n" * of)
    done = run("review", database, "--name", "Budi", stdin="n\n" + "q\n", env={"LC_ALL": "C.UTF-8"})
    assert f"[1/{of}]".encode() in done.stdout
    assert len(rows(database, "SELECT * FROM reviews")) == of + 1
    assert len(told(database)) == of - 1


def test_what_is_mended_and_not_kept_is_told(database: Path) -> None:
    done = run("review", database, stdin="w\nSiti Aminah\n", env={"LC_ALL": "C.UTF-8"})
    assert b"not kept is lost" in done.stdout


def test_another_letter_is_answered_with_help(database: Path) -> None:
    done = run("review", database, stdin="x\nq\n", env={"LC_ALL": "C.UTF-8"})
    assert b"Answer with one letter" in done.stdout
    assert rows(database, "SELECT * FROM reviews") == []


def test_later_runs_keep_verdicts(database: Path, tmp_path: Path) -> None:
    of = len(rows(database, "SELECT id FROM ledger"))
    run("review", database, stdin="y\n" * of)
    before = {(line["claim"], line["status"], line["reviewer"]) for line in told(database)}
    assert len(before) == of
    assert run("extract", "-q", tmp_path / "suap.txt", tmp_path / "api.txt", "-o", database).returncode == 0
    assert {(line["claim"], line["status"], line["reviewer"]) for line in told(database)} == before
    (tmp_path / "suap.txt").write_text(DENIAL + "\nSidang dilanjutkan pekan depan.\n", encoding="utf-8")  # edited, the claim as it was
    assert run("extract", "-q", tmp_path / "suap.txt", "-o", database).returncode == 0
    assert {(line["claim"], line["status"], line["reviewer"]) for line in told(database)} == before


def test_a_program_judges_in_its_own_name(database: Path, tmp_path: Path) -> None:
    judge = tmp_path / "judge.py"
    judge.write_text(
        "import json, sys\n"
        "for line in sys.stdin:\n"
        "    asked = json.loads(line)\n"
        "    fits = 'suap' in asked['claim']\n"
        "    print(json.dumps({'verdict': 'accepted' if fits else 'rejected', 'note': asked['status']}), flush=True)\n",
        encoding="utf-8",
    )
    done = run("review", database, "--with", f"{sys.executable} {judge}")
    assert done.returncode == 0, done.stderr
    kept = rows(database, "SELECT * FROM reviews")
    assert {row["kind"] for row in kept} == {"program"}
    assert any(row["verdict"] == "accepted" and row["note"] == "denied" for row in kept)
    assert told(database) == []  # it is nobody's verdict
    assert run("review", database, stdin="y\n" * len(kept)).returncode == 0
    assert len(told(database)) == len(kept)
    assert len(rows(database, "SELECT * FROM reviews")) == 2 * len(kept)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("no-such-program-here", b"cannot be run"),
        (f"{sys.executable} -c pass", b"ended before it answered"),
        (f"{sys.executable} -c \"input(); print('ya')\"", b"is no verdict: ya"),
        (f"{sys.executable} -c \"input(); print('{{}}')\"", b"is no verdict"),
        (f'{sys.executable} -c "input(); print(\'{{\\"verdict\\": \\"accepted\\"}}\\n\' * 2, end=\'\')"', b"is no verdict"),
        (f"{sys.executable} -c \"input(); print('[' * 100000)\"", b"is no verdict"),
    ],
)
def test_a_program_that_fails_is_named_and_nothing_is_kept_of_it(database: Path, command: str, said: bytes) -> None:
    done = run("review", database, "--with", command, env={"LC_ALL": "C.UTF-8"})
    assert done.returncode == 2
    assert said in done.stderr
    assert rows(database, "SELECT * FROM reviews") == []


def test_what_was_accepted_leaves_as_gold_and_as_claim_review(database: Path, tmp_path: Path) -> None:
    of = len(rows(database, "SELECT id FROM ledger"))
    run("review", database, "--name", "Sari", stdin="y\n" * of)
    folder = tmp_path / "gold"
    assert run("review", database, "--export", f"{folder}/").returncode == 0
    drafts = [json.loads(line) for line in (folder / "claimreview.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(drafts) == of
    assert all(draft["@type"] == "ClaimReview" and draft["author"]["name"] == "Sari" for draft in drafts)
    texts = sorted(folder.glob("*.txt"))
    assert [path.name for path in texts] == ["api.txt", "suap.txt"]
    records = tmp_path / "records.jsonl"
    assert run("extract", "-q", *texts, "-o", records).returncode == 0
    scored = run("score", folder, records, "--json")
    assert scored.returncode == 0, scored.stderr
    gold = json.loads(texts[0].with_name(texts[0].stem + ".gold.json").read_text(encoding="utf-8"))
    text = texts[0].read_text(encoding="utf-8")
    assert gold["matters"]
    assert all(text[span["start"] : span["end"]] == span["text"] for matter in gold["matters"] for span in matter["spans"])
    assert run("review", database, "--export", f"{folder}/").returncode == 0  # once more: it is all there
    (folder / "api.gold.json").write_text("{}", encoding="utf-8")  # somebody's work
    assert run("review", database, "--export", f"{folder}/").returncode == 2
    assert (folder / "api.gold.json").read_text(encoding="utf-8") == "{}"
    (tmp_path / "others").mkdir()
    (tmp_path / "others/own.txt").write_text("punya saya", encoding="utf-8")
    assert run("review", database, "--export", f"{tmp_path}/others/").returncode == 0
    assert (tmp_path / "others/own.txt").read_text(encoding="utf-8") == "punya saya"
    assert all(text[cue["cue"]["start"] : cue["cue"]["end"]] == cue["cue"]["text"] for cue in gold["cues"])


def test_two_sources_of_one_name_are_two_files(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "suap.txt").write_text(DENIAL if name == "a" else WITHDRAWAL, encoding="utf-8")
    path = tmp_path / "claims.db"
    run("extract", "-q", tmp_path / "a/suap.txt", tmp_path / "b/suap.txt", "-o", path)
    run("review", path, stdin="y\n" * 9)
    run("review", path, "--export", f"{tmp_path}/gold/")
    assert len(list((tmp_path / "gold").glob("*.txt"))) == 2


def test_who_else_reviewed_is_told(database: Path) -> None:
    first = run("review", database, "--name", "Sari", "--lang", "en", stdin="y\nq\n")
    assert b"Sari reviewed too" not in first.stdout
    other = run("review", database, "--name", "Budi", "--lang", "en", stdin="q\n")
    assert b"You review as Budi; Sari reviewed too." in other.stdout


def test_articles_with_an_open_line_are_no_gold(database: Path, tmp_path: Path) -> None:
    run("review", database, stdin="y\nq\n")
    folder = tmp_path / "gold"
    assert run("review", database, "--export", f"{folder}/").returncode == 0
    assert len(list(folder.glob("*.txt"))) < 2


def test_a_file_that_is_none_is_not_made(tmp_path: Path) -> None:
    done = run("review", tmp_path / "typo.db", env={"LC_ALL": "C.UTF-8"})
    assert done.returncode == 2
    assert b"there is no such file" in done.stderr
    assert not (tmp_path / "typo.db").exists()


def test_reading_a_review_writes_nothing(database: Path) -> None:
    """So that a file may be read that may not be written, or that a run is writing."""
    before = database.read_bytes()
    with closing(sqlite3.connect(database)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert told(database) == []
    assert database.read_bytes() == before


def test_no_program_is_no_person(database: Path) -> None:
    done = run("review", database, "--with", "", stdin="y\n")
    assert done.returncode == 2
    assert rows(database, "SELECT name FROM sqlite_master WHERE name = 'reviews'") == []


def test_the_name_of_a_reviewer_does_nothing_at_a_terminal(database: Path) -> None:
    run("review", database, "--name", "Budi\033[31m", stdin="y\ny\n")
    assert b"\033[31m" not in run("review", database, "--name", "Sari").stdout


def test_a_folder_and_the_standard_input_are_no_database(tmp_path: Path) -> None:
    for name in (tmp_path, "-"):
        done = run("review", name, env={"LC_ALL": "C.UTF-8"})
        assert done.returncode == 2
        assert b"claimx extract -o FILE.db" in done.stderr


def test_a_database_without_a_ledger_says_how_to_make_one(tmp_path: Path) -> None:
    article = tmp_path / "suap.txt"
    article.write_text(DENIAL, encoding="utf-8")
    path = tmp_path / "trace.db"
    assert run("trace", "-q", path, article).returncode == 0
    done = run("review", path, env={"LC_ALL": "C.UTF-8"})
    assert done.returncode == 2
    assert b"claimx extract articles/ -o FILE.db" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="a terminal is opened by pty")
def test_a_reviewer_at_a_terminal(database: Path) -> None:
    import pty

    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm", COLUMNS="100", LC_ALL="C.UTF-8")
        command = [sys.executable, "-m", "claimx", "review", str(database), "--name", "Sari"]
        try:
            os.execvp(command[0], command)
        finally:  # else this process would run the rest of the tests
            os._exit(127)
    shown = b""
    answers = [b"y\n", b"q\n"]
    try:
        while read := os.read(terminal, 65536):
            shown += read
            if answers and shown.rstrip().endswith(b"q quit:"):
                os.write(terminal, answers.pop(0))
                shown += b"|"
    except OSError:  # how Linux says that the other end is closed
        pass
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert b"1 verdict kept" in shown
    assert [row["verdict"] for row in rows(database, "SELECT verdict FROM reviews")] == ["accepted"]
