"""Many documents: one process or several, in order or as they come, and how far a run is.

Each worker is a process at the other end of a pipe. Chunks of articles go out, at most `WINDOW` for each worker, so that
memory stays bounded however fast the inputs are read. The parent has no thread of its own that could be left waiting for a
worker that is gone; a pipe that ends tells of its death. Every article that was on its way to a dead worker is then tried
once more by itself; one that kills its worker again becomes an `InputError`, and no other is lost.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, NamedTuple, TypeVar

from claimx.analysis import Analysis
from claimx.errors import InputError
from claimx.inputs import Article
from claimx.records import Document

T = TypeVar("T")
Finish = Callable[[Document], T]  # what is done with a record where it was made; it and what it returns must pickle
DEFAULT = Analysis()
CHUNK = 60_000  # characters of a chunk: some fifteen articles, a twentieth of a second of work
WINDOW = 3  # chunks for each worker, waiting and at work


def jobs_of(value: str) -> int:
    """Return the number of workers that `--jobs` asks for; `auto` is the processors this process may use. Raises ValueError."""
    if value == "auto":
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    count = int(value) if value.isascii() and value.isdigit() else 0
    if count < 1:
        raise ValueError(value)
    return count


def analyse(
    articles: Iterable[Article | InputError],
    finish: Finish[T],
    analysis: Analysis = DEFAULT,
    jobs: int = 1,
    ordered: bool = True,
    apart: bool = False,
) -> Iterator[T | InputError]:
    """Yield what `finish` makes of the record of each article, an `InputError` in place of one that failed; those that come in
    go through. What takes time after the analysis belongs into `finish`, which the workers share. `apart` keeps one job in a worker too.
    """
    if jobs == 1 and not apart:
        for item in articles:
            yield item if isinstance(item, InputError) else _one(item, finish, analysis)
        return
    yield from _Pool(jobs, (finish, analysis), ordered).run(articles)


class _Fault(NamedTuple):
    """What a worker answers when `finish` failed, or its result could not be sent."""

    error: BaseException


# -- in a worker -----------------------------------------------------------------------------------------------------------------


def _serve(pipe: Connection, finish: Finish[T], analysis: Analysis) -> None:
    """Answer every chunk with its results, until the parent's end of the pipe is gone, however that came about."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to deal with
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    waiting: queue.SimpleQueue[list[Article]] = queue.SimpleQueue()

    def take() -> None:  # at once, while the other thread works, so that the parent never waits to be rid of a chunk
        try:
            while True:
                waiting.put(pipe.recv())
        finally:  # the parent is gone, or what it sent cannot be read: nobody is left to answer
            os._exit(1)

    threading.Thread(target=take, daemon=True).start()
    while True:
        try:
            pipe.send([_one(article, finish, analysis) for article in waiting.get()])
        except BaseException as error:  # of `finish`, or of sending what it returned: to be raised in the parent
            try:
                pipe.send(_Fault(error))
            except Exception:  # an error that does not pickle
                pipe.send(_Fault(RuntimeError(repr(error))))


def _one(article: Article, finish: Finish[T], analysis: Analysis) -> T | InputError:
    from claimx import pipeline  # not above: the parent of workers needs none of spaCy

    document = pipeline.analyse(article, analysis)
    return document if isinstance(document, InputError) else finish(document)


# -- in the parent ---------------------------------------------------------------------------------------------------------------


class _Dead(Exception):
    """A worker ended without an answer."""


class _Worker(Generic[T]):
    """A process, the parent's end of the pipe to it, and the numbered chunks on their way, in order."""

    def __init__(self, arguments: tuple[Finish[T], Analysis]) -> None:
        method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        context: Any = multiprocessing.get_context(method)
        if method == "forkserver":
            context.set_forkserver_preload(["claimx.pipeline"])
        self.under_way: deque[tuple[int, list[Article]]] = deque()
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, *arguments), daemon=True)
        self.process.start()
        theirs.close()  # so that the pipe ends with the worker

    def take(self, chunk: list[Article]) -> None:
        """Send a chunk. Raises `_Dead` when the worker is dead."""
        try:
            self.pipe.send(chunk)
        except OSError as error:
            raise _Dead from error

    def answer(self) -> list[T | InputError]:
        """Return the results of the next chunk. Raises `_Dead` when the worker is dead, and what `finish` raised."""
        try:
            answer = self.pipe.recv()
        except (EOFError, OSError) as error:
            raise _Dead from error
        if isinstance(answer, _Fault):
            raise answer.error
        return answer  # type: ignore[no-any-return]

    def end(self) -> None:
        if self.process.is_alive():
            self.process.kill()  # what it has not answered is not counted as done
        self.process.join()
        self.pipe.close()


class _Pool(Generic[T]):
    def __init__(self, jobs: int, arguments: tuple[Finish[T], Analysis], ordered: bool) -> None:
        self.jobs = jobs
        self.arguments = arguments
        self.ordered = ordered
        self.workers: list[_Worker[T]] = []
        self.expected: deque[int] = deque()  # the numbers of the chunks whose results are still to be yielded
        self.results: dict[int, list[T | InputError]] = {}

    def run(self, articles: Iterable[Article | InputError]) -> Iterator[T | InputError]:
        try:
            for number, item in enumerate(_chunks(articles)):
                if isinstance(item, InputError):
                    yield item
                    continue
                self._send(number, item)
                while len(self.expected) >= self.jobs * WINDOW:
                    yield from self._next()
            while self.expected:
                yield from self._next()
        finally:
            for worker in self.workers:
                worker.end()

    def _send(self, number: int, chunk: list[Article]) -> None:
        if len(self.workers) < self.jobs:
            self.workers.append(_Worker(self.arguments))
        worker = min(self.workers, key=lambda w: len(w.under_way))
        worker.under_way.append((number, chunk))
        self.expected.append(number)
        try:
            worker.take(chunk)
        except _Dead:
            self._replace(worker)

    def _next(self) -> Iterator[T | InputError]:
        while not (done := self._done()):
            busy = [worker for worker in self.workers if worker.under_way]
            # the sentinels too: where a pipe stays open in spite of its worker's death (Windows, before the worker took its end)
            ready = wait([*(worker.pipe for worker in busy), *(worker.process.sentinel for worker in busy)])
            for worker in busy:
                if worker.pipe in ready or (worker.process.sentinel in ready and worker.pipe.poll()):
                    self._receive(worker)
                elif worker.process.sentinel in ready:
                    self._replace(worker)
        for number in done:
            self.expected.remove(number)
            yield from self.results.pop(number)

    def _done(self) -> list[int]:
        """Return the chunks whose turn it is."""
        return [n for n in (list(self.expected)[:1] if self.ordered else self.expected) if n in self.results]

    def _receive(self, worker: _Worker[T]) -> None:
        try:
            answer = worker.answer()
        except _Dead:
            self._replace(worker)
            return
        number, _ = worker.under_way.popleft()
        self.results[number] = answer

    def _replace(self, worker: _Worker[T]) -> None:
        """Put a new worker in the place of a dead one, and try every article on its way by itself, in a worker that nobody shares."""
        alone = self._instead_of(worker)
        for number, articles in worker.under_way:
            self.results[number] = []
            for article in articles:
                try:
                    alone.take([article])
                    self.results[number] += alone.answer()
                except _Dead:
                    alone = self._instead_of(alone)
                    self.results[number].append(InputError(article.source, "worker_died"))

    def _instead_of(self, worker: _Worker[T]) -> _Worker[T]:
        """End a worker and return a new one, which `run` ends in its turn."""
        worker.end()
        self.workers.remove(worker)
        self.workers.append(_Worker(self.arguments))
        return self.workers[-1]


def _chunks(articles: Iterable[Article | InputError]) -> Iterator[list[Article] | InputError]:
    chunk: list[Article] = []
    size = 0
    for item in articles:
        if isinstance(item, InputError):
            yield item
            continue
        chunk.append(item)
        size += len(item.text)
        if size >= CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
