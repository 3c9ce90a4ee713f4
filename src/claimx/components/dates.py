"""`claimx_dates`: temporal expressions with TIMEX3 values, and the publication day where it has to be inferred."""

from collections.abc import Callable
from datetime import date
from functools import partial

from spacy.language import Language
from spacy.tokens import Doc

from claimx.annotations import Notice, Timex
from claimx.components.store import annotations_of, group, reading_of


def tag_dates(doc: Doc, spans_key: str = "claimx_dates") -> Doc:
    """Tag the dates of a Doc. Publication is taken from its annotations, else told or inferred by the text."""
    from claimx.timex import find, tag
    from claimx.timex.published import publication
    from claimx.timex.values import tag_without_year

    found = annotations_of(doc)
    if found.published is None and (day := _told(doc)) is not None:
        found.published = {"value": day, "basis": "option", "confidence": None}
    reading = reading_of(doc)
    expressions = find(reading.text)
    tagged = partial(tag, reading.text, sentence_of=reading.sentence_at, in_body=reading.in_body, expressions=expressions)
    if found.published is None and (known := publication(reading, expressions, found.years)) is not None:
        if known.value is not None:
            found.published = {"value": known.value, "basis": known.basis, "confidence": known.confidence}
        found.dates = tagged(known.anchor) if known.year_known else tag_without_year(tagged, known.anchor)
    else:
        found.dates = tagged(date.fromisoformat(found.published["value"]) if found.published else None)
    found.warnings = [w for w in found.warnings if w.layer != "dates"] + [
        Notice("dates", _code(timex), timex.warning, timex.start, timex.end) for timex in found.dates if timex.warning
    ]
    group(doc, spans_key, [(t.start, t.end, t.type, f"D{n}") for n, t in enumerate(found.dates, 1)])
    return doc


def _told(doc: Doc) -> str | None:
    """Return the day of publication that the user set: `doc._.claimx_published`, or `published` of the context of `nlp.pipe(..., as_tuples=True)`.

    Raises ValueError where it is no day.
    """
    from claimx.inputs import iso_day

    context = doc._context
    day = doc._.claimx_published or (context.get("published") if isinstance(context, dict) else None)
    if day is None:
        return None
    return date.isoformat(day) if isinstance(day, date) else iso_day(day, exact=True)


def _code(timex: Timex) -> str:
    """Return the code of the warning about an expression."""
    return "weekday_conflict" if timex.conflict else "date_impossible" if timex.begin is None else "date_unlikely"


@Language.factory("claimx_dates", default_config={"spans_key": "claimx_dates"}, assigns=["doc._.claimx_dates", "doc.spans"])
def make_dates(nlp: Language, name: str, spans_key: str) -> Callable[[Doc], Doc]:
    """Return the component; `spans_key` names its span group."""
    return partial(tag_dates, spans_key=spans_key)
