"""The years of the articles beside one: where its own text leaves the year open, they are what tells it.

A first look over the inputs, before the run: text and JSON that lies in regular files, no more than `SAMPLE` articles. Articles of
one outlet are neighbours, and those of one folder or file where no outlet is told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from claimx.inputs import Article, Settings, read_all
from claimx.inputs.paths import HTML, JSON, LINES, ending, readable

SAMPLE = 2000  # articles; more tell no other years and take longer

Years = dict[str, tuple[int, ...]]


def years_beside(arguments: Iterable[str], settings: Settings, passed_over: Callable[[str], bool] | None = None) -> Years:
    """Return for each outlet, folder or file the years in which its articles were published, one for each article that tells it.

    `passed_over` says which files of a folder or pattern are no inputs.
    """
    found: dict[str, Counter[int]] = defaultdict(Counter)
    for article in islice(_articles(arguments, settings, passed_over), SAMPLE):
        year = _year(article)
        if year is not None:
            found[beside(article)][year] += 1
    return {name: tuple(years.elements()) for name, years in found.items()}


def beside(article: Article) -> str:
    """Return what makes an article the neighbour of others."""
    return article.outlet or (article.path if ending(article.path) in (*JSON, *LINES) else str(Path(article.path).parent))


def _articles(arguments: Iterable[str], settings: Settings, passed_over: Callable[[str], bool] | None) -> Iterator[Article]:
    files = (path for argument in arguments for path in readable(argument, passed_over) if Path(path).is_file())
    paths = [path for path in files if ending(path) not in HTML]  # a page has its day, and takes long to read
    if len(paths) == 1 and ending(paths[0]) not in (*JSON, *LINES):
        return  # an article alone
    yield from (item for item in read_all(paths, settings) if isinstance(item, Article) and item.page is None)


def _year(article: Article) -> int | None:
    if article.published is not None:
        return int(article.published[:4])
    from claimx.language.reading import Reading
    from claimx.timex import find
    from claimx.timex.published import publication

    reading = Reading(article.text)
    known = publication(reading, find(reading.text))
    return known.anchor.year if known is not None and known.year_known and known.value is not None else None
