"""A real scheduler and two real workers: one worker is killed half-way, and every document comes out exactly once."""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner

from claimx import cluster
from claimx.analysis import Analysis
from claimx.cli import app
from claimx.inputs import Settings
from claimx.outputs.writers import View
from claimx.selection import Selection
from claimx.session import Shape

from .conftest import Put
from .test_batch import TEXT, until

PARTS, EACH = 24, 50


@pytest.fixture
def folder(tmp_path: Path, put: Put) -> Path:
    for part in range(PARTS):
        lines = "".join(json.dumps({"id": part * EACH + number, "text": TEXT}) + "\n" for number in range(EACH))
        put(f"masuk/{part}.jsonl.gz", gzip.compress(lines.encode()))
    return tmp_path / "masuk"


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Start a scheduler and two workers; yield its address and the workers."""
    file = tmp_path / "scheduler.json"
    python = [sys.executable, "-m"]
    started = subprocess.Popen([*python, "distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)])
    until(lambda: file.exists() and file.stat().st_size > 0)
    address = json.loads(file.read_text())["address"]
    worker = [*python, "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    workers = [subprocess.Popen(worker) for _ in range(2)]
    yield address, workers
    for process in (*workers, started):
        process.kill()
        process.wait()


def command(cluster: str, inputs: str, out: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "claimx", "extract", "-q", "--cluster", cluster, inputs, "-o", f"{out}/", *options]


def sources(folder: Path) -> list[int]:
    return sorted(int(json.loads(line)["source"]) for part in folder.glob("*.jsonl") for line in part.read_bytes().splitlines())


@pytest.mark.slow
def test_a_worker_is_killed_and_every_document_comes_out_once(
    folder: Path, scheduler: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    address, workers = scheduler
    out = tmp_path / "keluar"
    process = subprocess.Popen(command(address, f"{folder}/*.jsonl.gz", out, "-f", "jsonl"))
    until(lambda: out.exists() and len(list(out.glob("*.jsonl"))) >= 4, 60)
    workers[0].kill()
    assert process.wait(timeout=120) == 0
    assert sources(out) == list(range(PARTS * EACH))
    assert not list(out.glob(".*"))


@pytest.mark.slow
def test_a_local_cluster_writes_parquet_and_resumes(folder: Path, tmp_path: Path) -> None:
    import pyarrow.parquet

    for part in sorted(folder.iterdir())[3:]:
        part.unlink()
    out = tmp_path / "keluar"
    run = command("local", f"{folder}/*.jsonl.gz", out, "-f", "parquet", "--csv-of", "cues")
    assert subprocess.run(run, check=False).returncode == 0
    assert len(set(pyarrow.parquet.read_table(out)["source"].to_pylist())) == 3 * EACH
    first = min(out.iterdir())
    stamp = {path: path.stat().st_mtime_ns for path in out.iterdir() if path != first}
    first.unlink()
    assert subprocess.run([*run, "--resume"], check=False).returncode == 0
    assert first.exists()
    assert {path: path.stat().st_mtime_ns for path in out.iterdir() if path != first} == stamp


@pytest.mark.slow
def test_what_fails_on_a_worker_is_named(tmp_path: Path, put: Put) -> None:
    put("a.jsonl", '{"id": 1, "text": "Rapat."}\nrusak\n')
    put("b.jsonl.gz", gzip.compress(b'{"id": 2, "text": "Rapat."}\n' * 2000)[:-20])
    out = tmp_path / "keluar"
    done = subprocess.run(command("local", f"{tmp_path}/*.jsonl*", out, "-f", "jsonl"), capture_output=True, check=False)
    assert done.returncode == 2
    assert b"a.jsonl#2: not JSON" in done.stderr
    assert b"b.jsonl.gz: is no whole compressed file" in done.stderr
    # of what was cut off there is no part, so that --resume tries it again
    assert sorted(path.name[:8] for path in out.iterdir()) == [".a.jsonl", "a.jsonl-"]


@pytest.mark.slow
def test_a_cluster_needs_a_folder_and_an_address_that_answers(tmp_path: Path) -> None:
    silent = ["-f", "jsonl", "--cluster", "tcp://127.0.0.1:9", "-o", f"{tmp_path}/y/"]
    for options, said in ((["--cluster", "local"], "-o FOLDER/"), (silent, "no scheduler answers")):
        done = CliRunner().invoke(app, ["extract", f"{tmp_path}/x.jsonl", *options])
        assert done.exit_code == 2
        assert said in done.output


def test_a_part_that_cannot_be_put_keeps_its_mark(tmp_path: Path, put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put("a.jsonl", '{"id": 1, "text": "Rapat."}\nrusak\n')
    task = cluster.Task(Settings(), View("jsonl"), Shape(Selection(), True), Analysis())
    place, out = os.fsencode(path), f"{tmp_path}/keluar/"
    (tmp_path / "keluar").mkdir()

    def marks() -> list[str]:
        return [path.suffix for path in (tmp_path / "keluar").glob(".*")]

    assert len(cluster.make_part(place, out, task).failed) == 1
    assert marks() == [".failed"]
    put("a.jsonl", [{"id": 1, "text": "Rapat."}])
    with monkeypatch.context() as full:
        full.setattr(cluster, "_put", lambda *arguments: (_ for _ in ()).throw(OSError("full")))
        with pytest.raises(OSError, match="full"):
            cluster.make_part(place, out, task)
    assert marks() == [".failed"]
    assert cluster.make_part(place, out, task).failed == []
    assert marks() == []


KILLER = """
import os, sys
from pathlib import Path
from claimx.analysis import Analysis
from claimx.cluster import Task, run
from claimx.inputs import Settings
from claimx.outputs.writers import View
from claimx.session import Shape
from claimx.selection import Selection


class Deadly(Shape):
    def __call__(self, document):
        if document["source"] == "7" and not Path("sembuh").exists():
            os.kill(os.getpid(), 9)
        return Shape.__call__(self, document)


def main():
    task = Task(Settings(), View("jsonl", resume=True), Deadly(Selection(), True), Analysis())
    for part in run("local", ["."], "keluar", task, lambda path: "keluar" in path):
        print(os.fsencode(part.path), part.read, [str(error) for error in part.failed])
"""


@pytest.mark.slow
def test_a_record_that_kills_its_workers_is_left_out_alone_and_tried_again_by_resume(tmp_path: Path) -> None:
    (tmp_path / "mati.py").write_text(KILLER, encoding="utf-8")
    name = b"berita \xff.jsonl"  # no UTF-8
    (tmp_path / os.fsdecode(name)).write_bytes(b"".join(b'{"id": %d, "text": "Rapat."}\n' % number for number in range(20)))
    command = [sys.executable, "-c", "if __name__ == '__main__': import mati; mati.main()"]
    env = os.environ | {"PYTHONPATH": ".", "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}  # two dead workers tell as much as four
    run = partial(subprocess.run, command, cwd=tmp_path, env=env, capture_output=True, check=True, text=True)
    first = run().stdout.splitlines()[-1]
    assert "20 ['7: its worker died twice." in first
    assert repr(name)[2:-1] in first
    (tmp_path / "sembuh").touch()
    assert sources(tmp_path / "keluar") == [n for n in range(20) if n != 7]
    assert run().stdout.endswith("20 []\n")
    assert sources(tmp_path / "keluar") == list(range(20))
    assert run().stdout == ""
    assert [path.suffix for path in (tmp_path / "keluar").iterdir()] == [".jsonl"]
