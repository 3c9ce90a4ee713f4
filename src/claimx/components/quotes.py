"""`claimx_quotes`: direct, indirect and mixed quotes with cue, source and via."""

from collections.abc import Callable
from functools import partial

from spacy.language import Language
from spacy.tokens import Doc

from claimx.components.store import annotations_of, dates_of, group, reading_of


def find_quotes(doc: Doc, spans_key: str = "claimx_quotes", sources_key: str = "claimx_sources") -> Doc:
    """Find the quotes of a Doc. Dates, where tagged before, are kept out of sources and contents."""
    from claimx.attribution.direct import find_direct
    from claimx.attribution.headlines import find_in_headline
    from claimx.attribution.indirect import find_indirect
    from claimx.attribution.occasion import said_on

    found = annotations_of(doc)
    reading, dates = reading_of(doc), dates_of(doc)
    direct = find_direct(reading, dates)
    said = [*direct, *find_indirect(reading, dates, direct)]
    quotes = found.quotes = sorted([*find_in_headline(reading, said), *said], key=lambda q: (q.start, q.end))
    for quote in quotes:
        quote.date = said_on(quote, found.dates, reading)
    group(doc, spans_key, [(s, e, q.type, f"Q{n}") for n, q in enumerate(quotes, 1) for s, e in q.content])
    group(doc, sources_key, [(*q.source, "source", f"Q{n}") for n, q in enumerate(quotes, 1) if q.source])
    return doc


@Language.factory(
    "claimx_quotes",
    default_config={"spans_key": "claimx_quotes", "sources_key": "claimx_sources"},
    assigns=["doc._.claimx_quotes", "doc.spans"],
)
def make_quotes(nlp: Language, name: str, spans_key: str, sources_key: str) -> Callable[[Doc], Doc]:
    """Return the component; the keys name its span groups."""
    return partial(find_quotes, spans_key=spans_key, sources_key=sources_key)
