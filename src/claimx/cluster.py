"""Many machines: each input file a task of a Dask cluster, each task a part in the output folder.

A part's name follows from its input's path, and a part is put there whole or not at all; a task that is run again, because
its worker died, puts the same part there again. So every document comes out exactly once, and `--resume` makes the parts
that are not there, and those in which a record failed. A task whose workers die one after another is run once more in
processes of its own, which leaves out only the record that kills them. Inputs and output are paths or fsspec addresses (`/data/*.jsonl.gz`, `s3://bucket/2020/*.jsonl.zst`),
which every worker must reach.
"""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from claimx.analysis import Analysis
from claimx.batch import analyse
from claimx.errors import InputError, OutputError
from claimx.inputs import Article, Settings
from claimx.inputs.kinds import read_file
from claimx.inputs.paths import expand
from claimx.outputs.names import digested
from claimx.outputs.writers import ENDINGS, View, inner
from claimx.records import Document

if TYPE_CHECKING:
    from claimx.session import Shaped

RETRIES = 2  # of a task that failed; the scheduler itself runs those of a dead worker again


@dataclass(slots=True, frozen=True)
class Task:
    """What every part is made with; `finish` picks what was asked for (`claimx.session.Shape`)."""

    settings: Settings
    view: View
    finish: Callable[[Document], Shaped]
    analysis: Analysis


@dataclass(slots=True)
class Part:
    """What became of one input."""

    path: str
    read: int = 0
    found: int = 0
    failed: list[InputError] = field(default_factory=list)


def run(
    address: str, arguments: Iterable[str], output: str, task: Task, passed_over: Callable[[str], bool] | None = None
) -> Iterator[Part]:
    """Yield the parts as they are done. `address` is that of a scheduler, or `local` for a cluster on this machine.

    `passed_over` says which files of a folder or pattern are no inputs.
    """
    try:
        import distributed
        import fsspec
    except ImportError:
        raise InputError("--cluster", "no_dask") from None
    paths: list[str] = []
    for argument in arguments:
        try:
            paths += _reached(argument, passed_over)
        except InputError as error:
            yield Part(argument, failed=[error])
    files, folder = fsspec.core.url_to_fs(output)
    files.makedirs(folder, exist_ok=True)
    there = {name.rsplit("/", 1)[-1] for name in files.ls(folder, detail=False)}
    names = {path: part_name(path, task.view) for path in paths}
    if not task.view.resume:
        if not task.view.force and (taken := there.intersection(names.values())):
            raise OutputError(f"{output}{min(taken)}", "exists")
        there = set()
    waiting = [os.fsencode(path) for path, name in names.items() if name not in there or _failed(name) in there]
    dask: Any = distributed
    with _connected(dask, address) as client:
        futures = client.map(make_part, waiting, output=output, task=task, pure=False, retries=RETRIES)
        places = dict(zip((future.key for future in futures), waiting, strict=True))
        done = dask.as_completed(futures)
        for future in done:
            place = places[future.key]
            try:
                yield future.result()
            except dask.KilledWorker:
                again = client.submit(make_part_apart, place, output=output, task=task, pure=False)
                places[again.key] = place
                done.add(again)
            except Exception as error:
                path = os.fsdecode(place)
                yield Part(path, failed=[InputError(path, "no_part", why=f"{type(error).__name__}: {error}")])
            future.release()


@contextmanager
def _connected(dask: Any, address: str) -> Iterator[Any]:
    """Give a client of a scheduler, and let it go; of `local`, the cluster too."""
    local = dask.LocalCluster(threads_per_worker=1, dashboard_address=None) if address == "local" else None
    try:
        client = dask.Client(local) if local else dask.Client(address, timeout="10s")
    except (OSError, ValueError) as error:
        raise InputError(address, "no_scheduler", why=str(error)) from None
    try:
        yield client
    finally:
        client.close()
        if local:
            local.close()


def _reached(argument: str, passed_over: Callable[[str], bool] | None) -> list[str]:
    """Return the paths of an argument; of an address, the files that it stands for."""
    if argument == "-":
        raise InputError(argument, "cluster_input")
    if "://" not in argument:
        return list(expand(argument, passed_over))
    import fsspec

    try:
        found = [file.full_name for file in fsspec.open_files(argument, "rb")]
    except (OSError, ValueError, ImportError) as error:
        raise InputError(argument, "unreachable", why=str(error)) from None
    if not found:
        raise InputError(argument, "nothing_there")
    return found


def part_name(path: str, view: View) -> str:
    """Return the name of the part of an input."""
    return digested(path, os.fsencode(path), ENDINGS[view.format])


def _failed(name: str) -> str:
    """Return the name of the mark of a part in which a record failed."""
    return f".{name}.failed"


# -- on a worker -----------------------------------------------------------------------------------------------------------------


def make_part(place: bytes, output: str, task: Task, *, apart: bool = False) -> Part:
    """Analyse one input file and put its part into the output folder; no part where the file could not be read to its end.

    `place` are the bytes of its path, which need be no UTF-8; `apart` keeps the analysis in a process of its own.
    """
    part = Part(os.fsdecode(place))
    out: io.BytesIO | io.StringIO = io.BytesIO() if task.view.format == "parquet" else io.StringIO()
    sink = inner(task.view, out)

    def counted() -> Iterator[Article | InputError]:
        for article in read_file(part.path, task.settings):
            part.read += isinstance(article, Article)
            yield article

    for shaped in analyse(counted(), task.finish, task.analysis, apart=apart):
        if not isinstance(shaped, InputError):
            part.found += shaped.holds
            if shaped.shown is not None:
                sink.write(shaped.shown)
            continue
        part.failed.append(shaped)
        if shaped.name in ("unreadable", "broken"):  # what stands in the file is not known
            return part  # the next run with --resume tries it again
    sink.close()
    data = out.getvalue()
    name = part_name(part.path, task.view)
    if part.failed:
        _put(output, _failed(name), b"")  # before the part, which without it would count as whole
    _put(output, name, data.encode("utf-8", "backslashreplace") if isinstance(data, str) else data)
    if not part.failed:
        _unmark(output, _failed(name))
    return part


def make_part_apart(place: bytes, output: str, task: Task) -> Part:
    """Do as `make_part` in a process that may die: a worker of a cluster may have no children of `multiprocessing`."""
    command = [sys.executable, "-P", "-m", "claimx.cluster"]
    done = subprocess.run(command, input=pickle.dumps((place, output, task)), capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2])
    return pickle.loads(done.stdout)  # type: ignore[no-any-return]


def _unmark(output: str, name: str) -> None:
    """Take the mark away from a part in which no record failed this time."""
    files, place = _at(output, name)
    if files.exists(place):
        files.rm(place)


def _put(output: str, name: str, data: bytes) -> None:
    """Put a part into the folder whole."""
    files, place = _at(output, name)
    _, unfinished = _at(output, f".{name}.part")
    try:
        with files.open(unfinished, "wb") as out:
            out.write(data)
        files.mv(unfinished, place)
    except OSError as error:
        raise OutputError(f"{output}{name}", "unwritable", why=str(error)) from None


def _at(output: str, name: str) -> tuple[Any, str]:
    """Return the file system of an output folder, and the path of a file in it."""
    import fsspec

    files, folder = fsspec.core.url_to_fs(output)
    return files, f"{folder.rstrip('/')}/{name}"


if __name__ == "__main__":
    # by its import name, so that what comes back is the parent's own kind of `Part`
    from claimx.cluster import make_part as _make_part

    _place, _output, _task = pickle.load(sys.stdin.buffer)
    _answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what anything prints is no part of the answer
    _answer.write(pickle.dumps(_make_part(_place, _output, _task, apart=True)))
