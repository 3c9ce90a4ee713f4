"""Many documents: one process or several, in order or as they come, and how far a run is.

Workers are processes of the standard library's pool. Chunks of articles go out, at most `WINDOW` for each worker, so that
memory stays bounded however fast the inputs are read. When a worker dies, the pool is made anew and every article that was
on its way is tried once more by itself; one that kills its worker again becomes an `InputError`, and no other is lost.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from claimx.errors import InputError
from claimx.inputs import Article
from claimx.records import Document

T = TypeVar("T")
Finish = Callable[[Document], T]  # what is done with a record where it was made; it and what it returns must pickle
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
    include_text: bool = False,
    only: tuple[str, ...] | None = None,
    jobs: int = 1,
    ordered: bool = True,
) -> Iterator[T | InputError]:
    """Yield what `finish` makes of the record of each article, an `InputError` in place of one that failed; those that come in
    go through. What takes time after the analysis belongs into `finish`, which the workers share.
    """
    from claimx import pipeline

    components = only or pipeline.COMPONENTS
    if jobs == 1:
        for item in articles:
            yield item if isinstance(item, InputError) else _one(item, finish, include_text, components)
        return
    yield from _Pool(jobs, (finish, include_text, components), ordered).run(articles)


# -- in a worker -----------------------------------------------------------------------------------------------------------------


def _start_worker() -> None:
    """Leave Ctrl-C to the parent, and end with it however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    if parent is not None:

        def watch() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=watch, daemon=True).start()


def _one(article: Article, finish: Finish[T], include_text: bool, only: tuple[str, ...]) -> T | InputError:
    from claimx import pipeline

    document = pipeline.analyse(article, include_text, only)
    return document if isinstance(document, InputError) else finish(document)


def _work(chunk: list[Article], finish: Finish[T], include_text: bool, only: tuple[str, ...]) -> list[T | InputError]:
    return [_one(article, finish, include_text, only) for article in chunk]


# -- in the parent ---------------------------------------------------------------------------------------------------------------


class _Pool:
    def __init__(self, jobs: int, arguments: tuple[Any, ...], ordered: bool) -> None:
        self.jobs = jobs
        self.arguments = arguments
        self.ordered = ordered
        self.pool = self._new(jobs)
        self.under_way: deque[tuple[Future[list[Any]], list[Article]]] = deque()

    def _new(self, jobs: int) -> ProcessPoolExecutor:
        method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        context = multiprocessing.get_context(method)
        if method == "forkserver":
            context.set_forkserver_preload(["claimx.pipeline"])
        pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_start_worker)
        # A chunk larger than the pipe, under way to a worker that is killed, would keep the thread that feeds it, and before
        # Python 3.12 the program's end, waiting for ever. Workers take what is theirs before they end, so nothing is lost.
        queue: Any = getattr(pool, "_call_queue", None)
        if queue is not None:
            queue.cancel_join_thread()
        return pool

    def run(self, articles: Iterable[Article | InputError]) -> Iterator[Any]:
        try:
            for item in _chunks(articles):
                if isinstance(item, InputError):
                    yield item
                    continue
                self._submit(item)
                while len(self.under_way) >= self.jobs * WINDOW:
                    yield from self._next()
            while self.under_way:
                yield from self._next()
        finally:
            for process in list((self.pool._processes or {}).values()) if sys.exc_info()[0] else ():
                process.terminate()
            self.pool.shutdown(wait=False, cancel_futures=True)

    def _submit(self, chunk: list[Article]) -> None:
        try:
            future = self.pool.submit(_work, chunk, *self.arguments)
        except BrokenProcessPool as error:
            future = Future()
            future.set_exception(error)
        self.under_way.append((future, chunk))

    def _next(self) -> Iterator[Any]:
        if not self.ordered:
            wait([future for future, _ in self.under_way], return_when=FIRST_COMPLETED)
            done = next(number for number, (future, _) in enumerate(self.under_way) if future.done())
            self.under_way.rotate(-done)
        future, chunk = self.under_way.popleft()
        try:
            results = future.result()
        except BrokenProcessPool:
            yield from self._again(chunk)
            return
        yield from results

    def _again(self, chunk: list[Article]) -> Iterator[Any]:
        """Try every article that was on its way by itself, each in a worker that nobody shares."""
        under_way = list(self.under_way)
        self.under_way.clear()
        self.pool.shutdown(wait=False, cancel_futures=True)
        alone = self._new(1)
        for future, articles in ((None, chunk), *under_way):
            if future is not None and future.done() and not future.exception():
                yield from future.result()
                continue
            for article in articles:
                try:
                    yield from alone.submit(_work, [article], *self.arguments).result()
                except BrokenProcessPool:
                    alone.shutdown(wait=False)
                    yield InputError(article.source, "its worker died twice", "Run it by itself, and report it if it fails again")
                    alone = self._new(1)
        alone.shutdown(wait=False)
        self.pool = self._new(self.jobs)


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
