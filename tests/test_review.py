"""A review of a ledger: what a reviewer is asked, what is kept, what later runs make of it, and what leaves the database."""

import json
import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from . import program
from .calls import lines_of, made, query

DENIAL = "Bupati Rahmat Salim membantah tuduhan bahwa ia menerima suap dari kontraktor jembatan, Senin (4/3/2024).\n"
WITHDRAWAL = "Darto Sasmita mencabut pernyataannya bahwa api berasal dari percikan las, Selasa (5/3/2024).\n"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    for name, text in (("suap", DENIAL), ("api", WITHDRAWAL)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    made("extract", "-q", tmp_path / "suap.txt", tmp_path / "api.txt", "-o", tmp_path / "claims.db")
    return tmp_path / "claims.db"


@pytest.fixture
def of(database: Path) -> int:
    """Return the number of lines of the ledger."""
    return len(query(database, "SELECT id FROM ledger"))


def review(path: Path, *arguments: object, answers: str = "") -> CompletedProcess[bytes]:
    return program.run("review", path, *arguments, stdin=answers, env={"LC_ALL": "C.UTF-8"})


def answered(path: Path, answers: str, *arguments: object) -> str:
    """Return what is printed for a reviewer who answers."""
    done = review(path, *arguments, answers=answers)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode()


def told(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in answered(path, "", "--reviewed", "-f", "jsonl").splitlines()]


def verdicts(path: Path) -> list[str]:
    return [verdict for (verdict,) in query(path, "SELECT verdict FROM reviews")]


def test_accept_reject_mend_and_note(database: Path, of: int) -> None:
    lines = query(database, "SELECT * FROM ledger")
    assert of >= 2
    answered(database, "w\nRahmat Salim bin Yusuf\nk\nWarga\nc\nia menerima uang\no\ncek berkas\ny\n" + "n\n" * of, "--name", "Sari")
    (line,) = told(database)
    assert (line["actor"], line["claim"]) == ("Rahmat Salim bin Yusuf", "ia menerima uang")
    assert (line["note"], line["reviewer"]) == ("cek berkas", "Sari")
    assert verdicts(database) == ["accepted"] + ["rejected"] * (of - 1)
    assert query(database, "SELECT * FROM ledger") == lines  # the ledger itself stays as it was found


def test_a_review_goes_on_where_it_was_ended(database: Path, of: int) -> None:
    assert f"1 verdict kept, 0 skipped, {of - 1} line" in answered(database, "y\nq\n")
    # the answers end inside a mend
    assert f"0 verdicts kept, 0 skipped, {of - 1} line" in answered(database, "w\nSiti")
    assert "earlier verdict: accepted" in answered(database, "n\n" * of, "--again")
    assert told(database) == []


def test_again_keeps_what_was_mended_and_a_skip_keeps_the_verdict(database: Path, of: int) -> None:
    answered(database, "c\nia menerima uang\no\ncek berkas\n" + "y\n" * of, "--name", "Sari")
    again = answered(database, "y\n" + "s\n" * of, "--name", "Sari", "--again")
    assert "earlier verdict: accepted, claim “ia menerima uang”, note “cek berkas”" in again
    assert len(told(database)) == of
    assert told(database)[0]["claim"] == "ia menerima uang"
    answered(database, "c\n\no\n\ny\nq\n", "--name", "Sari", "--again")  # an empty answer takes a mend back
    assert told(database)[0]["claim"] != "ia menerima uang"


def test_each_reviewer_has_a_verdict_and_the_newest_counts(database: Path, of: int) -> None:
    assert "Sari reviewed too" not in answered(database, "y\n" * of, "--name", "Sari")
    shown = answered(database, "n\nq\n", "--name", "Budi")
    assert "You review as Budi; Sari reviewed too." in shown
    assert f"[1/{of}]" in shown
    assert len(verdicts(database)) == of + 1
    assert len(told(database)) == of - 1


@pytest.mark.parametrize(("answers", "said"), [("w\nSiti Aminah\n", "not kept is lost"), ("x\nq\n", "Answer with one letter")])
def test_what_keeps_no_verdict_is_told(database: Path, answers: str, said: str) -> None:
    assert said in answered(database, answers)
    assert verdicts(database) == []


def test_later_runs_keep_verdicts(database: Path, of: int, tmp_path: Path) -> None:
    def kept() -> set[tuple[str, ...]]:
        return {(line["claim"], line["status"], line["reviewer"]) for line in told(database)}

    answered(database, "y\n" * of)
    before = kept()
    assert len(before) == of
    made("extract", "-q", tmp_path / "suap.txt", tmp_path / "api.txt", "-o", database)
    assert kept() == before
    (tmp_path / "suap.txt").write_text(DENIAL + "\nSidang dilanjutkan pekan depan.\n", encoding="utf-8")  # edited, the claim as it was
    made("extract", "-q", tmp_path / "suap.txt", "-o", database)
    assert kept() == before


def test_a_program_judges_in_its_own_name(database: Path, of: int, tmp_path: Path) -> None:
    judge = tmp_path / "judge.py"
    judge.write_text(
        "import json, sys\n"
        "for line in sys.stdin:\n"
        "    asked = json.loads(line)\n"
        "    fits = 'suap' in asked['claim']\n"
        "    print(json.dumps({'verdict': 'accepted' if fits else 'rejected', 'note': asked['status']}), flush=True)\n",
        encoding="utf-8",
    )
    answered(database, "", "--with", f"{sys.executable} {judge}")
    kept = query(database, "SELECT kind, verdict, note FROM reviews")
    assert {kind for kind, _, _ in kept} == {"program"}
    assert ("program", "accepted", "denied") in kept
    assert told(database) == []  # it is nobody's verdict
    answered(database, "y\n" * of)
    assert len(told(database)) == len(kept) == of
    assert len(verdicts(database)) == 2 * of


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
    done = review(database, "--with", command)
    assert done.returncode == 2
    assert said in done.stderr
    assert verdicts(database) == []


def test_what_was_accepted_leaves_as_gold_and_as_claim_review(database: Path, of: int, tmp_path: Path) -> None:
    answered(database, "y\n" * of, "--name", "Sari")
    folder = tmp_path / "gold"
    made("review", database, "--export", f"{folder}/")
    drafts = [json.loads(line) for line in lines_of(folder / "claimreview.jsonl")]
    assert len(drafts) == of
    assert all(draft["@type"] == "ClaimReview" and draft["author"]["name"] == "Sari" for draft in drafts)
    texts = sorted(folder.glob("*.txt"))
    assert [path.name for path in texts] == ["api.txt", "suap.txt"]
    made("extract", "-q", *texts, "-o", tmp_path / "records.jsonl")
    made("score", folder, tmp_path / "records.jsonl", "--json")
    gold = json.loads((folder / "api.gold.json").read_text(encoding="utf-8"))
    text = texts[0].read_text(encoding="utf-8")
    spans = [span for matter in gold["matters"] for span in matter["spans"]]
    assert spans
    assert all(text[span["start"] : span["end"]] == span["text"] for span in [*spans, *(cue["cue"] for cue in gold["cues"])])
    made("review", database, "--export", f"{folder}/")  # once more: it is all there
    (folder / "api.gold.json").write_text("{}", encoding="utf-8")  # somebody's work
    assert review(database, "--export", f"{folder}/").returncode == 2
    assert (folder / "api.gold.json").read_text(encoding="utf-8") == "{}"
    (tmp_path / "others").mkdir()
    (tmp_path / "others/own.txt").write_text("punya saya", encoding="utf-8")
    made("review", database, "--export", f"{tmp_path}/others/")
    assert (tmp_path / "others/own.txt").read_text(encoding="utf-8") == "punya saya"


def test_two_sources_of_one_name_are_two_files(tmp_path: Path) -> None:
    for name, text in (("a", DENIAL), ("b", WITHDRAWAL)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "suap.txt").write_text(text, encoding="utf-8")
    path = tmp_path / "claims.db"
    made("extract", "-q", tmp_path / "a/suap.txt", tmp_path / "b/suap.txt", "-o", path)
    answered(path, "y\n" * 9)
    made("review", path, "--export", f"{tmp_path}/gold/")
    assert len(list((tmp_path / "gold").glob("*.txt"))) == 2


def test_articles_with_an_open_line_are_no_gold(database: Path, tmp_path: Path) -> None:
    answered(database, "y\nq\n")
    made("review", database, "--export", f"{tmp_path}/gold/")
    assert len(list((tmp_path / "gold").glob("*.txt"))) < 2


def test_reading_a_review_writes_nothing(database: Path) -> None:
    """So that a file may be read that may not be written, or that a run is writing."""
    before = database.read_bytes()
    with closing(sqlite3.connect(database)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert told(database) == []
    assert database.read_bytes() == before


def test_no_program_is_no_person(database: Path) -> None:
    assert review(database, "--with", "", answers="y\n").returncode == 2
    assert query(database, "SELECT name FROM sqlite_master WHERE name = 'reviews'") == []


def test_the_name_of_a_reviewer_does_nothing_at_a_terminal(database: Path) -> None:
    answered(database, "y\ny\n", "--name", "Budi\033[31m")
    assert "\033[31m" not in answered(database, "", "--name", "Sari")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("typo.db", b"there is no such file"),
        (".", b"claimx extract -o FILE.db"),
        ("-", b"claimx extract -o FILE.db"),
        ("trace.db", b"claimx extract articles/ -o FILE.db"),
    ],
)
def test_what_is_no_database_with_a_ledger_is_refused(tmp_path: Path, name: str, said: bytes) -> None:
    (tmp_path / "suap.txt").write_text(DENIAL, encoding="utf-8")
    made("trace", "-q", tmp_path / "trace.db", tmp_path / "suap.txt")
    done = review(Path(name) if name == "-" else tmp_path / name)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "typo.db").exists()


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
    assert verdicts(database) == ["accepted"]
