"""claimx: who said what, when, and who took it back, in Indonesian news.

>>> import claimx
>>> document = claimx.extract('"Saya tidak mundur," kata Bupati Rahmat Salim.', published="2024-03-04")
>>> document["speakers"][0]["name"]
'Rahmat Salim'

Importing this package imports neither spaCy nor the lexicons; the first call does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from spacy.language import Language

    from claimx.errors import InputError
    from claimx.records import Document

__version__ = "0.2.0"
__all__ = ["__version__", "extract", "extract_many", "load", "read", "rows"]


def load(min_confidence: float | None = None, lexicons: str | Path | None = None) -> Language:
    """Return a spaCy pipeline with the claimx tokenizer and its six components.

    `min_confidence`, 0 to 1, takes the place of the fitted threshold from which a line of the ledger is sure, and not only possible. `lexicons` is a folder of lists of
    words and rules that take the place of the program's own (`words.toml`, `reporting.toml` …, as `claimx.lexicons.use` reads them), for this process and
    those that it starts; name it before anything else is read. Raises `claimx.lexicons.LexiconError` where that cannot be.
    """
    if lexicons is not None:
        from claimx.lexicons import use

        use(lexicons)
    from claimx.pipeline import load as load_pipeline

    return load_pipeline(min_confidence=min_confidence)


def rows(document: Document, layer: str = "quotes") -> Iterator[dict[str, object]]:
    """Yield one flat row for each item of a layer (`quotes`, `dates`, `cues`, `claims` or `ledger`), names in place of ids.

    `ledger` has the claims whose status an act changed, with the sentence of the act where the record holds its text: those of `read` do; for one of `extract` set
    `document["text"]` to the text before.

    `pandas.DataFrame(claimx.rows(document))` is a data frame of the quotes.
    """
    from claimx.render.rows import rows as rows_of

    return rows_of(document, layer)


def extract(text: str, published: str | date | None = None, min_confidence: float | None = None) -> Document:
    """Return the record of one article.

    `text` is read as it is, offsets in the record are code points into it; the record does not hold it (`text` is None). `published` is an ISO day (`2020-07-12`) or a
    `datetime.date`; without it the day is looked for in the text. `min_confidence` is as for `load`. Raises `ValueError` where `published` is no
    ISO day or the confidence lies outside of 0 to 1, `TypeError` where `text` is no string.
    """
    from claimx.pipeline import extract as extract_one

    return extract_one(text, published, min_confidence)


def extract_many(
    texts: Iterable[str | tuple[str, str | date | None]], jobs: int = 1, min_confidence: float | None = None
) -> Iterator[Document | InputError]:
    """Yield the record of each text, in order, an `InputError` in place of one that could not be analysed.

    An item is a text, or a text and its day of publication as for `extract`; `source` of its record is its number from 1 on. `jobs` are the
    processes to work in. No more texts are taken than are at work. Raises as `extract` does.
    """
    from claimx.pipeline import extract_many as extract_all

    return extract_all(texts, jobs, min_confidence)


def read(path: str | Path, published: str | date | None = None, min_confidence: float | None = None) -> Iterator[Document | InputError]:
    """Yield the records of the articles in a file or folder, as `claimx extract` reads them; `InputError` in place of what cannot be read.

    Text, HTML, JSON and JSON Lines, also compressed. The records hold their text. Raises as `extract` does.
    """
    from claimx.pipeline import read as read_all

    return read_all(path, published, min_confidence)
