"""`claimx_quotes`: direct, indirect and mixed quotes with cue, source and via."""

from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc

from claimx.components.dates import dates_of
from claimx.components.store import group, keep, kept, layers, reading_of

if TYPE_CHECKING:
    from claimx.attribution.quote import Quote


class Quotes:
    """Find the quotes of a Doc. Dates, where tagged before, are kept out of sources and contents."""

    def __init__(self, spans_key: str, sources_key: str) -> None:
        self.spans_key = spans_key
        self.sources_key = sources_key

    def __call__(self, doc: Doc) -> Doc:
        from claimx.attribution.direct import find_direct
        from claimx.attribution.indirect import find_indirect

        data = layers(doc)
        reading = reading_of(doc)
        dates = dates_of(doc)
        direct = find_direct(reading, dates)
        found = sorted([*direct, *find_indirect(reading, dates, direct)], key=lambda q: (q.start, q.end))
        data["quotes"] = [_record(quote, data.get("dates", []), reading) for quote in found]
        keep(doc, "quotes", found)
        group(doc, self.spans_key, [(s, e, q.type, f"Q{n}") for n, q in enumerate(found, 1) for s, e in q.content])
        group(doc, self.sources_key, [(*q.source, "source", f"Q{n}") for n, q in enumerate(found, 1) if q.source])
        return doc


def _record(quote: "Quote", dates: Any, reading: Any) -> dict[str, Any]:
    return {
        "type": quote.type,
        "content": [list(part) for part in quote.content],
        "cue": list(quote.cue) if quote.cue else None,
        "source": list(quote.source) if quote.source else None,
        "via": list(quote.via) if quote.via else None,
        "date": _said_on(quote, dates, reading),
        "rule": quote.rule,
        "doubt": quote.doubt,
        "flags": list(quote.flags),
    }


def _said_on(quote: "Quote", dates: Any, reading: Any) -> int | None:
    """Return the index of the date on which a quote was said: in its sentence, outside its content, nearest after the cue."""
    from claimx.ledger.lag import first_from

    anchor = quote.cue or quote.source
    if anchor is None:
        return None
    start, end = reading.sentences[reading.sentence_at(anchor[0])]
    best: tuple[int, int] | None = None
    for number in range(first_from(dates, start), first_from(dates, end)):
        found = dates[number]
        if found["type"] not in ("DATE", "TIME"):
            continue
        if any(s <= found["start"] < e for s, e in quote.content):
            continue
        distance = found["start"] - anchor[1] if found["start"] >= anchor[1] else anchor[0] - found["end"] + 40
        if best is None or distance < best[0]:
            best = (distance, number)
    return best[1] if best else None


def quotes_of(doc: Doc) -> "list[Quote]":
    """Return the quotes of a Doc as the attribution layer's objects."""
    found: list[Quote] = kept(doc, "quotes", _restored)
    return found


def _restored(records: Any) -> "list[Quote]":
    from claimx.attribution.quote import Quote

    def pair(value: list[int] | None) -> tuple[int, int] | None:
        return (value[0], value[1]) if value else None

    return [
        Quote(
            q["type"],
            [(s, e) for s, e in q["content"]],
            pair(q["cue"]),
            pair(q["source"]),
            q["rule"],
            pair(q["via"]),
            list(q["flags"]),
            doubt=q["doubt"],
        )
        for q in records
    ]


@Language.factory("claimx_quotes", default_config={"spans_key": "claimx_quotes", "sources_key": "claimx_sources"})
def make_quotes(nlp: Language, name: str, spans_key: str, sources_key: str) -> Quotes:
    """Return the component; the keys name its span groups."""
    return Quotes(spans_key, sources_key)
