"""Several processes: the same records as one, workers that die, bounded memory, and runs that are cut off in every way.

Each fault is made to happen for real: signals, kills, a full disk, a vanishing file.
"""

import itertools
import json
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from signal import Signals
from typing import Any, NoReturn

import psutil
import pytest

from claimx.batch import CHUNK, WINDOW, analyse, jobs_of
from claimx.errors import InputError
from claimx.inputs import Article, read_all

from .conftest import Put
from .program import run as claimx

TEXT = '"Harga naik," kata Rudi Hartawan, Senin (4/3/2024). Ia membantah kabar kelangkaan itu dan menyebut gudang penuh.\n' * 2
LONG = TEXT + "di sana " * 450  # soon read, and soon a chunk


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "claimx", "extract", "-q", "-f", "jsonl", *map(str, arguments)]


def run(*arguments: object, **options: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command(*arguments), check=False, **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options})


def batch(tmp_path: Path, count: int, text: str = TEXT) -> Path:
    path = tmp_path / "masuk.jsonl"
    path.write_bytes(b"".join(line(number, text) for number in range(count)))
    return path


def line(number: int, text: str) -> bytes:
    return json.dumps({"id": number, "text": text}).encode() + b"\n"


def sources(path: Path) -> list[str]:
    return [json.loads(line)["source"] for line in path.read_bytes().split(b"\n") if line]


def until(found: Callable[[], bool], seconds: float = 120) -> None:
    """Wait until a condition holds; the limit only ends a test that would never end."""
    end = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def lines_of(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


def test_jobs_are_a_number_or_auto() -> None:
    assert jobs_of("3") == 3
    assert jobs_of("auto") >= 1
    for wrong in ("0", "-1", "viele"):
        done = claimx("extract", "-j", wrong, "x")
        assert done.returncode == 2
        assert b"no number of workers" in done.stderr


def test_workers_give_the_same_records_in_the_same_order(tmp_path: Path) -> None:
    path = batch(tmp_path, 34, LONG)
    one = claimx("extract", "-q", "-f", "jsonl", path).stdout
    assert one.count(b"\n") == 34
    assert run("-j", "2", path).stdout == one
    assert sorted(run("-j", "2", "--unordered", path).stdout.splitlines()) == sorted(one.splitlines())


@pytest.mark.slow
def test_no_more_is_read_than_the_workers_can_take() -> None:
    read = 0

    def articles() -> Iterator[Article]:
        nonlocal read
        for number in range(400):
            read += 1
            yield Article(str(number), TEXT, "0")

    results: Any = analyse(articles(), dict, jobs=2)
    next(results)
    assert read <= (2 * WINDOW + 1) * (CHUNK // len(TEXT) + 1)
    results.close()


def refuse(document: object) -> NoReturn:
    raise OSError(28, "No space")


def unsendable(document: object) -> Callable[[], object]:
    return lambda: document


@pytest.mark.slow
@pytest.mark.parametrize(("finish", "error"), [(refuse, OSError), (unsendable, Exception)])
def test_what_goes_wrong_after_the_analysis_is_raised_as_it_was_and_no_worker_stays(finish: Callable[..., Any], error: type[Any]) -> None:
    articles = [Article(str(number), TEXT, "0") for number in range(40)]
    with pytest.raises(error) as raised:
        list(analyse(articles, finish, jobs=2))
    assert "died" not in str(raised.value)
    assert not multiprocessing.active_children()


class Unreadable(str):
    """A text that cannot be unpickled."""

    def __reduce__(self) -> tuple[type[int], tuple[str]]:
        return int, ("x",)


@pytest.mark.slow
def test_an_article_that_no_worker_can_read_is_named() -> None:
    articles = [Article("0", TEXT, "0"), Article("1", Unreadable(TEXT), "0"), Article("2", TEXT, "0")]
    results = list(analyse(articles, dict, jobs=2))
    assert [result.source if isinstance(result, InputError) else result["source"] for result in results] == ["0", "1", "2"]
    assert isinstance(results[1], InputError)


@pytest.mark.slow
def test_an_article_that_kills_its_worker_twice_is_named_and_the_others_come_out(tmp_path: Path) -> None:
    """The fault comes from outside: a module that Python loads at every start makes one source end its process."""
    (tmp_path / "sitecustomize.py").write_text(
        "import os, claimx.pipeline as p\n"
        "real = p.analyse\n"
        "def analyse(article, *rest):\n"
        "    if article.source == '7': os.kill(os.getpid(), 9)\n"
        "    return real(article, *rest)\n"
        "p.analyse = analyse\n"
    )
    errors = tmp_path / "gagal.jsonl"
    done = run("-j", "2", "--errors-to", errors, batch(tmp_path, 60), env={**os.environ, "PYTHONPATH": str(tmp_path)})
    assert done.returncode == 2
    assert b"7: its worker died twice" in done.stderr
    assert [json.loads(line)["source"] for line in done.stdout.splitlines()] == [str(n) for n in range(60) if n != 7]
    (record,) = map(json.loads, errors.read_text(encoding="utf-8").splitlines())
    assert (record["source"], record["what"]) == ("7", "its worker died twice")


@contextmanager
def fed(path: Path) -> Iterator[list[int]]:
    """Make `path` a pipe into which articles go until the block ends, so that who reads it is always under way; give the numbers of those that went in."""
    os.mkfifo(path)
    numbers: list[int] = []
    ended = threading.Event()

    def feed() -> None:
        with suppress(BrokenPipeError), path.open("wb", buffering=0) as pipe:
            for number in itertools.count():
                pipe.write(line(number, LONG))
                numbers.append(number)
                if ended.wait(0.003):
                    break

    feeder = threading.Thread(target=feed)
    feeder.start()
    try:
        yield numbers
    finally:
        ended.set()
        feeder.join()
        path.unlink()


@pytest.mark.slow
def test_a_worker_that_is_killed_loses_and_doubles_nothing(tmp_path: Path) -> None:
    path, out = tmp_path / "masuk.jsonl", tmp_path / "keluar.jsonl"
    with fed(path) as numbers:
        process = subprocess.Popen(command("-j", "2", "-o", out, path))
        try:
            until(lambda: lines_of(tmp_path / "keluar.jsonl.part") > 100)
            workers = [p for p in psutil.Process(process.pid).children(recursive=True) if p.cpu_times().user > 0.2]
            workers[-1].kill()
            written = len(numbers)
            until(lambda: len(numbers) > written + 100)
        except BaseException:
            process.kill()
            process.wait()
            raise
    assert process.wait(timeout=120) == 0
    assert sources(out) == [str(n) for n in range(len(numbers))]


@pytest.mark.parametrize(
    ("jobs", "number", "code"),
    [
        pytest.param(jobs, number, code, marks=[pytest.mark.slow] if (jobs, code) != ("1", 143) else [])
        for jobs in ("1", "2")
        for number, code in ((signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGKILL, -9))
    ],
)
def test_a_run_that_is_ended_leaves_whole_records_and_resumes(tmp_path: Path, jobs: str, number: Signals, code: int) -> None:
    path, out, part = (tmp_path / name for name in ("masuk.jsonl", "keluar.jsonl", "keluar.jsonl.part"))
    with fed(path) as numbers:
        process = subprocess.Popen(command("-j", jobs, "-o", out, path), stderr=subprocess.PIPE)
        until(lambda: lines_of(part) > 60)
        children = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(number)
        try:
            stderr = process.communicate(timeout=120)[1]
        finally:
            process.kill()
    assert process.returncode == code
    assert not out.exists()
    if code > 0:
        assert b"what was finished is kept" in stderr
        assert sources(part) == [str(n) for n in range(len(sources(part)))]
    assert psutil.wait_procs(children, timeout=60)[1] == []  # nobody goes on alone
    batch(tmp_path, len(numbers) + 5, LONG)
    assert run("-j", jobs, "--resume", "-o", out, path).returncode == 0
    assert sources(out) == [str(n) for n in range(len(numbers) + 5)]
    assert not part.exists()


WEAK = """
import os, sys, time, weakref
from claimx.session import guarded

class Thing: pass

def work():
    thing = Thing()
    held = weakref.ref(thing, lambda _: (os.kill(os.getpid(), int(sys.argv[1])), time.sleep(0)))
    del thing
    print("went on", flush=True)
    time.sleep(60)

guarded(work)
"""


@pytest.mark.parametrize(("number", "said"), [(signal.SIGTERM, b"ended from outside"), (signal.SIGINT, b"interrupted")])
def test_a_signal_that_python_drops_still_ends_a_run(number: Signals, said: bytes) -> None:
    done = subprocess.run([sys.executable, "-c", WEAK, str(int(number))], capture_output=True, timeout=30, check=False)
    assert done.stdout == b"went on\n"  # else the signal did not come in the callback
    assert said in done.stderr


def test_a_full_disk_is_told_for_standard_output(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = run(batch(tmp_path, 200), stdout=full)
    assert done.returncode == 2
    assert b"No space left on device" in done.stderr


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk needs root")
def test_a_full_disk_leaves_whole_records_in_the_part_file(tmp_path: Path) -> None:
    disk = tmp_path / "kecil"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)], capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody mount")
    try:
        done = run("-o", disk / "keluar.jsonl", batch(tmp_path, 300))
        assert done.returncode == 2
        assert b"No space left on device" in done.stderr
        assert [p.name for p in disk.iterdir()] == ["keluar.jsonl.part"]
        whole = (disk / "keluar.jsonl.part").read_bytes().split(b"\n")[:-1]
        assert [json.loads(line)["source"] for line in whole] == [str(n) for n in range(len(whole))]
        assert run("-o", f"{disk}/folder/", batch(tmp_path, 300)).returncode == 2
        assert all(json.loads(p.read_bytes()) for p in (disk / "folder").iterdir())
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_file_that_vanishes_while_others_are_read_is_named(tmp_path: Path, put: Put) -> None:
    first, gone, last = (str(put(name, TEXT)) for name in ("a.txt", "b.txt", "c.txt"))
    skipped: list[Any] = []
    results = read_all([str(tmp_path)], skipped=skipped.append)
    assert next(results).source == first
    Path(gone).unlink()
    error, article = results
    assert isinstance(error, InputError)
    assert (error.source, error.what) == (gone, "cannot be read (No such file or directory)")
    assert article.source == last
    assert skipped == []


def test_errors_that_come_in_go_through_a_pool() -> None:
    bad = InputError("x", "broken", why="mengapa")
    results = list(analyse([Article("a", TEXT, "0"), bad, Article("b", TEXT, "0")], dict, jobs=2))
    assert bad in results
    assert [r["source"] for r in results if not isinstance(r, InputError)] == ["a", "b"]


@pytest.mark.skipif(os.name != "posix", reason="a terminal is opened by pty")
def test_a_warning_stands_above_the_progress_bar_and_tears_it_not(tmp_path: Path, put: Put) -> None:
    import pty

    for number in range(40):
        text = "The weather is fine and the people of this town are happy about it.\n" if number % 8 == 3 else TEXT
        put(f"{number:02}.txt", text)
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm", COLUMNS="80", LC_ALL="C.UTF-8")
        program = [sys.executable, "-m", "claimx", "extract", "-f", "jsonl", "-o", str(tmp_path / "out.jsonl"), str(tmp_path)]
        try:
            os.execvp(program[0], program)
        finally:  # else this process would run the rest of the tests
            os._exit(127)
    shown = b""
    with suppress(OSError):  # how Linux says that the other end is closed
        while read := os.read(terminal, 65536):
            shown += read
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    warned = [shown[: at.start()] for at in re.finditer(rb"claimx: ", shown)]
    assert len(warned) == 5
    assert b"40/40" in shown
    assert all(before.endswith((b"\r\x1b[2K", b"\r\n")) for before in warned)  # the bar is cleared first
