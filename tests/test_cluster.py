"""A real scheduler and two real workers: one worker is killed half-way, and every document comes out exactly once."""

import gzip
import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from claimx.cli import app

from .test_batch import TEXT, until

PARTS, EACH = 24, 100


@pytest.fixture
def folder(tmp_path):
    masuk = tmp_path / "masuk"
    masuk.mkdir()
    for part in range(PARTS):
        with gzip.open(masuk / f"{part}.jsonl.gz", "wt", encoding="utf-8") as lines:
            for number in range(EACH):
                lines.write(json.dumps({"id": part * EACH + number, "text": TEXT}) + "\n")
    return masuk


@pytest.fixture
def scheduler(tmp_path):
    """Start a scheduler and two workers; yield its address and the workers."""
    file = tmp_path / "scheduler.json"
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)]
        )
    ]
    until(lambda: file.exists() and file.stat().st_size > 0)
    address = json.loads(file.read_text())["address"]
    workers = [
        subprocess.Popen([sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"])
        for _ in range(2)
    ]
    yield address, workers
    for process in (*workers, *started):
        process.kill()
        process.wait()


def sources(folder):
    return sorted(int(json.loads(line)["source"]) for part in folder.glob("*.jsonl") for line in part.read_bytes().splitlines())


def test_a_worker_is_killed_and_every_document_comes_out_once(folder, scheduler, tmp_path):
    address, workers = scheduler
    out = tmp_path / "keluar"
    process = subprocess.Popen(
        [sys.executable, "-m", "claimx", "extract", "-q", "-f", "jsonl", "--cluster", address, f"{folder}/*.jsonl.gz", "-o", f"{out}/"]
    )
    until(lambda: out.exists() and len(list(out.glob("*.jsonl"))) >= 4, 60)
    workers[0].kill()
    assert process.wait(timeout=120) == 0
    assert sources(out) == list(range(PARTS * EACH))
    assert not list(out.glob(".*"))


def test_a_local_cluster_writes_parquet_and_resumes(folder, tmp_path):
    import pyarrow.parquet

    for part in sorted(folder.iterdir())[3:]:
        part.unlink()
    out = tmp_path / "keluar"
    arguments = ["extract", "-q", "-f", "parquet", "--csv-of", "cues", "--cluster", "local", f"{folder}/*.jsonl.gz", "-o", f"{out}/"]
    assert subprocess.run([sys.executable, "-m", "claimx", *arguments], check=False).returncode == 0
    assert len(set(pyarrow.parquet.read_table(out)["source"].to_pylist())) == 3 * EACH
    first = min(out.iterdir())
    stamp = {path: path.stat().st_mtime_ns for path in out.iterdir() if path != first}
    first.unlink()
    assert subprocess.run([sys.executable, "-m", "claimx", *arguments, "--resume"], check=False).returncode == 0
    assert first.exists()
    assert {path: path.stat().st_mtime_ns for path in out.iterdir() if path != first} == stamp


def test_what_fails_on_a_worker_is_named(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"id": 1, "text": "Rapat."}\nrusak\n', encoding="utf-8")
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b'{"id": 2, "text": "Rapat."}\n' * 2000)[:-20])
    out = tmp_path / "keluar"
    done = subprocess.run(
        [sys.executable, "-m", "claimx", "extract", "-q", "-f", "jsonl", "--cluster", "local", f"{tmp_path}/*.jsonl*", "-o", f"{out}/"],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert b"a.jsonl#2: not JSON" in done.stderr
    assert b"b.jsonl.gz: is no whole compressed file" in done.stderr
    assert [path.name[:7] for path in out.iterdir()] == ["a.jsonl"]  # of what was cut off there is no part, so that --resume tries it again


def test_a_cluster_needs_a_folder_and_an_address_that_answers(tmp_path):
    done = CliRunner().invoke(app, ["extract", "--cluster", "local", "x.jsonl"])
    assert done.exit_code == 2
    assert "-o FOLDER/" in done.output
    done = CliRunner().invoke(
        app, ["extract", "-f", "jsonl", "--cluster", "tcp://127.0.0.1:9", str(tmp_path / "x.jsonl"), "-o", f"{tmp_path}/y/"]
    )
    assert done.exit_code == 2
    assert "no scheduler answers" in done.output
