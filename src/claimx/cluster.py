"""Many machines: each input file a task of a Dask cluster, each task a part in the output folder.

A part's name follows from its input's path, and a part is put there whole; a task that is run again, because its worker
died, puts the same part there again. So every document comes out exactly once, and `--resume` leaves out the parts that are
there. Inputs and output are fsspec paths (`/data/*.jsonl.gz`, `s3://bucket/2020/*.jsonl.zst`), which every worker must reach.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from claimx.errors import InputError, OutputError
from claimx.inputs import Settings
from claimx.outputs.writers import ENDINGS, View
from claimx.selection import Selection

RETRIES = 2  # of a task that failed; the scheduler itself runs those of a dead worker again


@dataclass(slots=True, frozen=True)
class Task:
    """What every part is made with."""

    settings: Settings
    view: View
    wanted: Selection
    include_text: bool


@dataclass(slots=True)
class Part:
    """What became of one input file."""

    name: str
    read: int = 0
    found: int = 0
    failed: list[InputError] = field(default_factory=list)


def run(address: str, arguments: Iterable[str], output: str, task: Task, resume: bool) -> Iterator[Part]:
    """Yield the parts as they are done. `address` is that of a scheduler, or `local` for a cluster on this machine."""
    try:
        import distributed
        import fsspec
    except ImportError:
        raise InputError("--cluster", "needs Dask", "Install it: pip install 'claimx[dask]'") from None
    paths: list[str] = []
    for argument in arguments:
        try:
            paths += [file.full_name.removeprefix("file://") for file in fsspec.open_files(argument, "rb")]
        except (OSError, ValueError, ImportError) as error:
            yield Part(
                argument, failed=[InputError(argument, f"cannot be reached ({error})", "Check the path and what fsspec needs for it")]
            )
    files, folder = fsspec.core.url_to_fs(output)
    files.makedirs(folder, exist_ok=True)
    there = {name.rsplit("/", 1)[-1] for name in files.ls(folder, detail=False)} if resume else set()
    waiting = [path for path in paths if part_name(path, task.view) not in there]
    dask: Any = distributed
    local = dask.LocalCluster(threads_per_worker=1, dashboard_address=None) if address == "local" else None
    try:
        client = dask.Client(local) if local else dask.Client(address, timeout="10s")
    except OSError as error:
        raise InputError(address, f"no scheduler answers ({error})", "Start one with: dask scheduler") from None
    try:
        futures = client.map(make_part, waiting, output=output, task=task, pure=False, retries=RETRIES)
        names = dict(zip((future.key for future in futures), waiting, strict=True))
        for future in dask.as_completed(futures):
            try:
                yield future.result()
            except Exception as error:
                path = names[future.key]
                yield Part(
                    path, failed=[InputError(path, f"its part was not made ({type(error).__name__}: {error})", "Run again with --resume")]
                )
            future.release()
    finally:
        client.close()
        if local:
            local.close()


def part_name(path: str, view: View) -> str:
    """Return the name of the part of an input."""
    stem = re.sub(r"[^\w.-]+", "_", path.rsplit("/", 1)[-1])[:80]
    return f"{stem}-{hashlib.sha256(path.encode()).hexdigest()[:12]}{ENDINGS[view.format]}"


# -- on a worker -----------------------------------------------------------------------------------------------------------------


def make_part(path: str, output: str, task: Task) -> Part:
    """Analyse one input file and put its part into the output folder."""
    import fsspec

    from claimx.selection import holds_anything, select

    name = part_name(path, task.view)
    part = Part(path)
    sink = _sink(task.view)
    try:
        for item in _documents(path, task):
            part.read += 1
            if isinstance(item, InputError):
                part.failed.append(item)
                continue
            document = select(item, task.wanted)
            holds = holds_anything(document, bool(task.wanted))
            part.found += holds
            if holds or not task.wanted:
                sink.write(document)
    except (OSError, EOFError, ValueError) as error:
        part.failed.append(InputError(path, f"cannot be read to its end ({error})", "What stands before it is in its part"))
    data = sink.finish()
    files, folder = fsspec.core.url_to_fs(output)
    half = f"{folder.rstrip('/')}/.{name}.part"
    try:
        with files.open(half, "wb") as out:
            out.write(data)
        files.mv(half, f"{folder.rstrip('/')}/{name}")
    except OSError as error:
        raise OutputError(f"{output}{name}", f"cannot be written ({error})") from None
    return part


def _documents(path: str, task: Task) -> Iterator[Any]:
    import fsspec

    from claimx import pipeline
    from claimx.inputs.kinds import read_bytes, read_lines
    from claimx.inputs.paths import LINES, ending

    with fsspec.open(path, "rb", compression="infer") as stream:
        if ending(path) in LINES:
            articles = read_lines(path, enumerate(stream, 1), task.settings)
        else:
            data = stream.read(task.settings.max_bytes + 1)
            if len(data) > task.settings.max_bytes:
                yield InputError(path, f"holds more than {task.settings.max_bytes:,} bytes", "Split it, or raise --max-bytes")
                return
            articles = read_bytes(path, data, replace(task.settings))
        for article in articles:
            yield article if isinstance(article, InputError) else pipeline.analyse(article, task.include_text)


class _Lines:
    """JSON Lines in memory."""

    def __init__(self) -> None:
        self.buffer = io.StringIO()

    def write(self, document: Any) -> None:
        from claimx.render.lines import json_text

        self.buffer.write(json_text(document) + "\n")

    def finish(self) -> bytes:
        return self.buffer.getvalue().encode("utf-8")


class _Rows:
    """Parquet in memory."""

    def __init__(self, layer: str) -> None:
        self.layer = layer
        self.rows: list[dict[str, Any]] = []

    def write(self, document: Any) -> None:
        from claimx.render.rows import rows

        self.rows += rows(document, self.layer)

    def finish(self) -> bytes:
        import pyarrow
        import pyarrow.parquet

        from claimx.outputs.parquet import schema

        out = io.BytesIO()
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(self.rows, schema=schema(self.layer)), out)
        return out.getvalue()


def _sink(view: View) -> _Lines | _Rows:
    return _Rows(view.layer) if view.format == "parquet" else _Lines()
