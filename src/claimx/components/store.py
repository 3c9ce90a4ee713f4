"""Where components keep what they found: the annotations of a Doc, its span groups, and what all of them read the text through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import srsly
from spacy.tokens import Doc, Span, SpanGroup

from claimx.annotations import Annotations, Claim, Cue, Entity, Notice, Quote, Timex

if TYPE_CHECKING:
    from claimx.language.reading import Reading
    from claimx.syntax.sentence import Syntax
    from claimx.timex.spans import Dates

# what `doc._.claimx_NAME` holds: the field of the annotations
LAYERS = {"dates": "dates", "quotes": "quotes", "cues": "cues", "speakers": "entities", "claims": "claims"}


def _record(doc: Doc) -> object:
    """Return the record of a Doc as plain data, as `claimx extract` prints it."""
    from claimx.inputs import Article
    from claimx.summary import summarize

    return summarize(doc, Article("-", doc.text, ""))


def _layer(field: str) -> Callable[[Doc], object]:
    return lambda doc: getattr(annotations_of(doc), field)


if not Doc.has_extension("claimx"):
    Doc.set_extension("claimx", default=None)
    Doc.set_extension("claimx_published", default=None)  # the day of publication, set before the pipeline runs: a date, or text in ISO form
    Doc.set_extension("claimx_record", getter=_record)
    for _name, _field in LAYERS.items():
        Doc.set_extension(f"claimx_{_name}", getter=_layer(_field))


_SYNTAX: WeakKeyDictionary[Doc, Syntax] = WeakKeyDictionary()
_READINGS: WeakKeyDictionary[Doc, Reading] = WeakKeyDictionary()
_DATES: WeakKeyDictionary[Doc, tuple[list[Timex], Dates]] = WeakKeyDictionary()


def annotations_of(doc: Doc) -> Annotations:
    """Return the annotations of a Doc, made when there are none yet."""
    found = doc._.claimx
    if isinstance(found, Annotations):
        return found
    made: Annotations = Annotations() if found is None else decoded(found)  # stored ones, read before this module was imported
    doc._.claimx = made
    return made


def reading_of(doc: Doc) -> Reading:
    """Return the reading of a Doc's text, made once for all components."""
    found = _READINGS.get(doc)
    if found is None:
        from claimx.components.tokenizer import scanned
        from claimx.language.reading import Reading

        found = _READINGS[doc] = Reading(*scanned(doc))
    return found


def dates_of(doc: Doc) -> Dates:
    """Return where the dates of a Doc stand, found once for all components."""
    dates = annotations_of(doc).dates
    held = _DATES.get(doc)
    if held is None or held[0] is not dates:
        from claimx.timex.spans import Dates

        held = _DATES[doc] = dates, Dates([(timex.start, timex.end) for timex in dates])
    return held[1]


def syntax_of(doc: Doc) -> Syntax:
    """Return the syntax of a Doc's text, made once for all components that run in one process."""
    found = _SYNTAX.get(doc)
    if found is None:
        from claimx.syntax.sentence import Syntax

        found = _SYNTAX[doc] = Syntax(reading_of(doc), dates_of(doc))
    return found


def group(doc: Doc, name: str, spans: list[tuple[int, int, str, str]]) -> None:
    """Set a span group from (start, end, label, id) in characters; spans widen to whole tokens."""
    found: list[Span] = []
    for start, end, label, identifier in spans:
        span = doc.char_span(start, end, label=label, span_id=identifier, alignment_mode="expand")
        if span is not None:
            found.append(span)
    doc.spans[name] = SpanGroup(doc, name=name, spans=found)


# -- through bytes: how spaCy stores what a Doc carries, and sends it from one process to another ------------------------------
_STORED = {kind.__name__: kind for kind in (Annotations, Timex, Quote, Entity, Cue, Claim, Notice)}
_KIND = "claimx"


def encode(value: object, chain: Callable[[object], object] | None = None) -> object:
    """Return an annotation as a dictionary of its fields; `chain` stores what is none."""
    kind = type(value).__name__
    if _STORED.get(kind) is type(value):
        return {_KIND: kind, **{field.name: getattr(value, field.name) for field in fields(value)}}
    return value if chain is None else chain(value)


def decode(value: object, chain: Callable[[object], object] | None = None) -> object:
    """Return the annotation that a stored dictionary holds; `chain` reads what holds none."""
    held = value if isinstance(value, dict) else {}
    named = held.get(_KIND)
    kind = _STORED.get(named) if isinstance(named, str) else None
    if kind is None:
        return value if chain is None else chain(value)
    return kind(**{field.name: _restored(field.type, held[field.name]) for field in fields(kind)})


def _restored(written: Any, value: Any) -> Any:
    """Return the value of a field whose type is `written` so: lists and tuples are stored alike."""
    if value is None or not written.startswith(("list[", "Span")):
        return value
    if written == "list[Span]":
        return [tuple(span) for span in value]
    return list(value) if written.startswith("list[") else tuple(value)


def decoded(value: object) -> Any:
    """Return stored annotations that spaCy read as dictionaries, as it does where nothing of claimx was imported yet."""
    if isinstance(value, dict):
        return decode({key: decoded(part) for key, part in value.items()})
    return [decoded(part) for part in value] if isinstance(value, list | tuple) else value


srsly.msgpack_encoders.register("claimx", func=encode)
srsly.msgpack_decoders.register("claimx", func=decode)
