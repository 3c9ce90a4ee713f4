"""The order of the components, and the ways to run them: one text, or a stream of articles."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from spacy.language import BaseDefaults, Language

from claimx import batch
from claimx.analysis import Analysis
from claimx.components import whole as _whole  # noqa: F401 - the factories register themselves
from claimx.components.store import annotations_of
from claimx.components.tokenizer import NewsTokenizer
from claimx.errors import InputError
from claimx.inputs import Article, Settings, iso_day, page_read, read_all
from claimx.inputs.neighbours import beside
from claimx.records import Document
from claimx.summary import summarize
from claimx.windows import joined, windows

COMPONENTS = ("claimx_dates", "claimx_names", "claimx_quotes", "claimx_cues", "claimx_speakers", "claimx_claims")
MAX_LENGTH = 50_000_000  # characters; spaCy's own limit guards models that need memory by the token, which we have not


class Indonesian(Language):  # type: ignore[no-untyped-call, unused-ignore]
    """Indonesian without spaCy's table of 15,963 tokenizer exceptions, which takes longer to build than most articles to read."""

    lang = "id"

    class Defaults(BaseDefaults):
        """The plain defaults; the tokenizer is set by `load`."""


def load(only: tuple[str, ...] = COMPONENTS, min_confidence: float | None = None) -> Language:
    """Return a new pipeline: the news tokenizer and the components named, in order; `min_confidence` is that of the ledger's lines."""
    nlp = Indonesian(create_tokenizer=lambda nlp: NewsTokenizer(nlp.vocab))  # given later, spaCy would build its own before
    nlp.config["nlp"]["tokenizer"] = {"@tokenizers": "claimx.news_tokenizer.v1"}
    nlp.max_length = MAX_LENGTH
    for name in only:
        nlp.add_pipe(name, config={"min_confidence": min_confidence} if name == "claimx_claims" else {})
    return nlp


@cache
def shared(only: tuple[str, ...] = COMPONENTS, min_confidence: float | None = None) -> Language:
    """Return the pipeline of these components that the functions of this module share."""
    return load(only, min_confidence)


def extract(text: str, published: str | date | None = None, min_confidence: float | None = None) -> Document:
    """Return the record of one text; see `claimx.extract`."""
    return _record(_article(text, published), _analysis(min_confidence))


def extract_many(
    texts: Iterable[str | tuple[str, str | date | None]], jobs: int = 1, min_confidence: float | None = None
) -> Iterator[Document | InputError]:
    """Yield the record of each text; see `claimx.extract_many`."""
    if jobs < 1:
        raise ValueError(f"the work needs one process or more, not {jobs}")
    articles = (
        _article(*((item, None) if isinstance(item, str) else item), source=str(number)) for number, item in enumerate(texts, start=1)
    )
    return batch.analyse(articles, _as_it_is, _analysis(min_confidence), jobs)


def read(path: str | Path, published: str | date | None = None, min_confidence: float | None = None) -> Iterator[Document | InputError]:
    """Yield the records of the articles in a file or folder; see `claimx.read`."""
    settings = Settings(_day(published))
    return batch.analyse(read_all([str(path)], settings), _as_it_is, replace(_analysis(min_confidence), include_text=True))


def _as_it_is(document: Document) -> Document:
    return document


def _analysis(min_confidence: float | None) -> Analysis:
    if min_confidence is not None and not 0 <= min_confidence <= 1:
        raise ValueError(f"a confidence lies between 0 and 1, not at {min_confidence}")
    return Analysis(min_confidence=min_confidence)


def _day(published: str | date | None) -> str | None:
    return published if published is None else iso_day(published, exact=True)


def _article(text: str, published: str | date | None, source: str = "-") -> Article:
    if not isinstance(text, str):
        raise TypeError(f"a text is a str, not {type(text).__name__}")
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(source, text, digest, _day(published))


def analyse(article: Article, analysis: Analysis = Analysis()) -> Document | InputError:  # noqa: B008 - frozen
    """Return the record of an article, an `InputError` where it could not be analysed.

    What components that do not run would have found is empty.
    """
    try:
        if article.page is not None:
            article = page_read(article)
            article.years = article.neighbours.get(beside(article), ())
        return _record(article, replace(analysis, include_text=analysis.include_text or article.include_text))
    except InputError as error:
        return error
    except Exception as error:  # whatever one text does to a component, the others are not lost
        cause = error.__cause__ or error
        return InputError(article.source, "fault", why=f"{type(cause).__name__}: {cause}")


def _record(article: Article, analysis: Analysis) -> Document:
    nlp = shared(analysis.only or COMPONENTS, analysis.min_confidence)
    published: Any = None
    if article.published is not None:
        published = {"value": article.published, "basis": article.basis, "confidence": None}
    parts: list[tuple[int, Document]] = []
    for offset, text in windows(article.text):
        doc = nlp.make_doc(text)
        annotations_of(doc).published = published
        annotations_of(doc).years = list(article.years)
        document = summarize(nlp(doc), article, analysis.include_text)
        if len(text) == len(article.text):
            return document
        parts.append((offset, document))
        if published is None and document["published"] and "X" not in document["published"]["value"]:
            published = document["published"]  # found in one window, it holds for those after it
    return joined(parts, article.text if analysis.include_text else None)
