"""The order of the components, and the ways to run them: one text, or a stream of articles."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any

from spacy.language import BaseDefaults, Language

# the factories register themselves
from claimx.components import claims as _claims
from claimx.components import cues as _cues
from claimx.components import dates as _dates
from claimx.components import quotes as _quotes
from claimx.components import speakers as _speakers
from claimx.components.store import layers
from claimx.errors import InputError
from claimx.inputs.article import Article, iso_day
from claimx.language.tokenizer import NewsTokenizer
from claimx.records import Document
from claimx.summary import summarize
from claimx.windows import joined, windows

COMPONENTS = ("claimx_dates", "claimx_quotes", "claimx_cues", "claimx_speakers", "claimx_claims")
_REGISTERED = (_claims, _cues, _dates, _quotes, _speakers)
MAX_LENGTH = 50_000_000  # characters; spaCy's own limit guards models that need memory by the token, which we have not


class Indonesian(Language):  # type: ignore[no-untyped-call, unused-ignore]
    """Indonesian without spaCy's table of 15,963 tokenizer exceptions, which takes longer to build than most articles to read."""

    lang = "id"

    class Defaults(BaseDefaults):
        """The plain defaults; the tokenizer is set by `load`."""


def load(only: tuple[str, ...] = COMPONENTS) -> Language:
    """Return a new pipeline: the news tokenizer and the components named, in order."""
    nlp = Indonesian()
    nlp.tokenizer = NewsTokenizer(nlp.vocab)
    nlp.config["nlp"]["tokenizer"] = {"@tokenizers": "claimx.news_tokenizer.v1"}
    nlp.max_length = MAX_LENGTH
    for name in only:
        nlp.add_pipe(name)
    return nlp


@cache
def shared(only: tuple[str, ...] = COMPONENTS) -> Language:
    """Return the pipeline of these components that the functions of this module share."""
    return load(only)


def extract(text: str, published: str | None = None) -> Document:
    """Return the record of one text; see `claimx.extract`."""
    if not isinstance(text, str):
        raise TypeError(f"a text is a str, not {type(text).__name__}")
    if published is not None:
        iso_day(published, exact=True)
    return _record(Article("-", text, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), published), False, COMPONENTS)


def analyse(article: Article, include_text: bool = False, only: tuple[str, ...] = COMPONENTS) -> Document | InputError:
    """Return the record of an article, an `InputError` where it could not be analysed.

    `only` names the components to run; what the others would have found is empty.
    """
    try:
        return _record(article, include_text or article.include_text, only)
    except Exception as error:  # whatever one text does to a component, the others are not lost
        cause = error.__cause__ or error
        return InputError(
            article.source,
            f"could not be analysed ({type(cause).__name__}: {cause})",
            "This is a fault of claimx: please report it with the text",
        )


def _record(article: Article, include_text: bool, only: tuple[str, ...]) -> Document:
    nlp = shared(only)
    published: Any = {"value": article.published, "basis": article.basis} if article.published is not None else None
    parts: list[tuple[int, Document]] = []
    for offset, text in windows(article.text):
        doc = nlp.make_doc(text)
        layers(doc)["published"] = published
        document = summarize(nlp(doc), article, include_text)
        if len(text) == len(article.text):
            return document
        parts.append((offset, document))
        published = document["published"]  # found in one window, it holds for those behind it
    return joined(parts, article.text if include_text else None)
