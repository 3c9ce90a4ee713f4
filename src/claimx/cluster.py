"""Many machines: each input file a task of a Dask cluster, each task a part in the output folder.

A part's name follows from its input's path, and a part is put there whole or not at all; a task that is run again, because
its worker died, puts the same part there again. So every document comes out exactly once, and `--resume` makes the parts
that are not there. Inputs and output are paths or fsspec addresses (`/data/*.jsonl.gz`, `s3://bucket/2020/*.jsonl.zst`),
which every worker must reach.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from claimx.analysis import Analysis
from claimx.errors import InputError, OutputError
from claimx.inputs import Settings
from claimx.inputs.kinds import read_file
from claimx.inputs.paths import expand
from claimx.outputs.destination import short_name
from claimx.outputs.parquet import Rows
from claimx.outputs.writers import ENDINGS, Stream, View
from claimx.records import Document

RETRIES = 2  # of a task that failed; the scheduler itself runs those of a dead worker again


@dataclass(slots=True, frozen=True)
class Task:
    """What every part is made with; `finish` picks what was asked for (`claimx.running.Shape`)."""

    settings: Settings
    view: View
    finish: Callable[[Document], Any]
    analysis: Analysis


@dataclass(slots=True)
class Part:
    """What became of one input."""

    path: str
    read: int = 0
    found: int = 0
    failed: list[InputError] = field(default_factory=list)


def run(address: str, arguments: Iterable[str], output: str, task: Task, resume: bool) -> Iterator[Part]:
    """Yield the parts as they are done. `address` is that of a scheduler, or `local` for a cluster on this machine."""
    try:
        import distributed
        import fsspec
    except ImportError:
        raise InputError("--cluster", "no_dask") from None
    paths: list[str] = []
    for argument in arguments:
        try:
            paths += _reached(argument)
        except InputError as error:
            yield Part(argument, failed=[error])
    files, folder = fsspec.core.url_to_fs(output)
    files.makedirs(folder, exist_ok=True)
    there = {name.rsplit("/", 1)[-1] for name in files.ls(folder, detail=False)} if resume else set()
    waiting = [path for path in dict.fromkeys(paths) if part_name(path, task.view) not in there]
    dask: Any = distributed
    local = dask.LocalCluster(threads_per_worker=1, dashboard_address=None) if address == "local" else None
    try:
        client = dask.Client(local) if local else dask.Client(address, timeout="10s")
    except (OSError, ValueError) as error:
        raise InputError(address, "no_scheduler", why=str(error)) from None
    try:
        futures = client.map(make_part, waiting, output=output, task=task, pure=False, retries=RETRIES)
        names = dict(zip((future.key for future in futures), waiting, strict=True))
        for future in dask.as_completed(futures):
            try:
                yield future.result()
            except Exception as error:
                path = names[future.key]
                yield Part(path, failed=[InputError(path, "no_part", why=f"{type(error).__name__}: {error}")])
            future.release()
    finally:
        client.close()
        if local:
            local.close()


def _reached(argument: str) -> list[str]:
    """Return the paths of an argument; of an address, the files that it stands for."""
    if argument == "-":
        raise InputError(argument, "cluster_input")
    if "://" not in argument:
        return list(expand(argument))
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
    return f"{short_name(path)}-{hashlib.sha256(path.encode()).hexdigest()[:12]}{ENDINGS[view.format]}"


# -- on a worker -----------------------------------------------------------------------------------------------------------------


def make_part(path: str, output: str, task: Task) -> Part:
    """Analyse one input file and put its part into the output folder; no part where the file could not be read to its end."""
    from claimx import pipeline

    part = Part(path)
    out, sink = _sink(task.view)
    for article in read_file(path, task.settings):
        if not isinstance(article, InputError):
            part.read += 1
            document = pipeline.analyse(article, task.analysis)
            if not isinstance(document, InputError):
                shaped = task.finish(document)
                part.found += shaped.holds
                if shaped.shown is not None:
                    sink.write(shaped.shown)
                continue
            article = document
        part.failed.append(article)
        if article.whole:
            return part  # the next run with --resume tries it again
    sink.close()
    data = out.getvalue()
    _put(output, part_name(path, task.view), data.encode("utf-8") if isinstance(data, str) else data)
    return part


def _sink(view: View) -> tuple[io.BytesIO, Rows] | tuple[io.StringIO, Stream]:
    """Return a part in memory, and the writer that fills it."""
    if view.format == "parquet":
        rows = io.BytesIO()
        return rows, Rows(view.layer, rows, view.fields)
    lines = io.StringIO()
    return lines, Stream(view, lines)


def _put(output: str, name: str, data: bytes) -> None:
    """Put a part into the folder whole."""
    import fsspec

    files, folder = fsspec.core.url_to_fs(output)
    folder = folder.rstrip("/")
    try:
        with files.open(f"{folder}/.{name}.part", "wb") as out:
            out.write(data)
        files.mv(f"{folder}/.{name}.part", f"{folder}/{name}")
    except OSError as error:
        raise OutputError(f"{output}{name}", "unwritable", why=str(error)) from None
