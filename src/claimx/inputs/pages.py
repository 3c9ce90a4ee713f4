"""Web pages: the article's text and metadata out of HTML, within a time limit whatever the page holds.

A long page is read in a process of its own, which can be ended; a short one here, with an alarm, where there is one.
"""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, NamedTuple

from claimx.errors import InputError

LONG = 500_000  # characters from which a page gets a process; a page of news has some 250,000
_TAG = re.compile(r"""<[A-Za-z](?:"[^"]*"|'[^']*'|[^"'>])*+""")  # to its end, past what stands in quotes
_BLOCK = re.compile(r"<script\b[^<>]{0,200}\bjson\b[^<>]{0,200}>", re.IGNORECASE)  # of data about the page
_BLOCK_END = re.compile(r"</script", re.IGNORECASE)
_AUTHORS = ('"author"', '"@type"')
MOST_AUTHORS = 500  # which a page of 300,000 characters is read with in two seconds
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
MOST_ATTRIBUTES = 1000  # of one tag: the parser takes the square of them
_LONG_TAG = 2 * MOST_ATTRIBUTES  # characters below which no tag holds more


class _Overdue(BaseException):
    """A page takes too long; no `except Exception` of a library on the way stops it."""


class Found(NamedTuple):
    """What a page holds; `date` is as the page gives it."""

    text: str
    title: str | None
    author: str | None
    date: str | None
    url: str | None
    outlet: str | None


def article_of(path: str, page: str, timeout: float) -> Found:
    """Return the article of a page; raises `InputError` where it holds none, or is not read within `timeout` seconds."""
    if any(_attributes(tag.group()) > MOST_ATTRIBUTES for tag in _TAG.finditer(page)):
        raise InputError(path, "many_attributes", most=MOST_ATTRIBUTES)
    page = _without_broken_data(page)
    try:
        found = _here(page, timeout) if len(page) <= LONG and _has_alarm() else _elsewhere(page, timeout)
    except subprocess.CalledProcessError:
        raise InputError(path, "page_failed") from None
    except (subprocess.TimeoutExpired, _Overdue):
        raise InputError(path, "page_late", seconds=timeout) from None
    if found is None:
        raise InputError(path, "empty_page")
    return found


def _attributes(tag: str) -> int:
    """Return how many attributes a tag holds at most, with a value or without."""
    return len(_QUOTED.sub("", tag).split()) if len(tag) > _LONG_TAG else 0


def _without_broken_data(page: str) -> str:
    """Return a page without blocks of data that are no JSON once they name `MOST_AUTHORS` authors and types: in such data the parser looks for each of them
    up to the end. A block of news names some ten, the longest report of a day some hundred.
    """
    kept: list[str] = []
    at = named = 0
    for block in _BLOCK.finditer(page):
        start = block.end()
        if start < at:
            continue
        ends = _BLOCK_END.search(page, start)
        end = ends.start() if ends else len(page)
        marks = sum(page.count(mark, start, end) for mark in _AUTHORS)
        try:
            if marks:
                json.loads(page[start:end], strict=False)
        except (ValueError, RecursionError):
            named += marks
            if named > MOST_AUTHORS:
                kept.append(page[at:start])
                at = end
        if not ends:
            break
    return "".join((*kept, page[at:]))


def extracted(page: str) -> Found | None:
    """Return the article of a page, None where it holds none."""
    from trafilatura import bare_extraction

    found: Any = bare_extraction(page, with_metadata=True, include_comments=False, include_tables=False, favor_precision=True)
    if found is None or not found.text:
        found = bare_extraction(page, with_metadata=True, include_comments=False, favor_recall=True)
    if found is None or not found.text:
        return None
    return Found(found.text, found.title, found.author, found.date, found.url, found.sitename or found.hostname)


def _here(page: str, timeout: float) -> Found | None:
    import trafilatura  # noqa: F401 - before the alarm: an import that it ends halfway fails for every later page

    with _alarm(timeout):
        return extracted(page)


def _has_alarm() -> bool:
    """Return whether the system and the thread have an alarm: not on Windows, nor where a cluster runs a task."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


@contextmanager
def _alarm(timeout: float) -> Iterator[None]:
    """Raise `_Overdue` in the block after so many seconds."""

    def ring(number: int, frame: FrameType | None) -> None:
        raise _Overdue

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, timeout)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _elsewhere(page: str, timeout: float) -> Found | None:
    """Read a page in a process of its own, which is ended when the time is over. Raises as `subprocess.run` does."""
    command = [sys.executable, "-P", "-m", "claimx.inputs.pages", str(timeout)]
    done = subprocess.run(command, input=page.encode("utf-8", "surrogatepass"), capture_output=True, timeout=timeout, check=True)
    fields = json.loads(done.stdout)
    return Found(*fields) if fields else None


if __name__ == "__main__":
    if hasattr(signal, "setitimer"):  # ends also where whoever started it was killed
        signal.setitimer(signal.ITIMER_REAL, float(sys.argv[1]) + 1)
    json.dump(extracted(sys.stdin.buffer.read().decode("utf-8", "surrogatepass")), sys.stdout)
