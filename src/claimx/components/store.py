"""Where components keep what they found: the `claimx` extension of a Doc and its span groups."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from spacy.tokens import Doc, Span, SpanGroup

if TYPE_CHECKING:
    from claimx.language.reading import Reading
    from claimx.syntax.sentence import Syntax
    from claimx.timex.spans import Dates

if not Doc.has_extension("claimx"):
    Doc.set_extension("claimx", default=None)


_SYNTAX: WeakKeyDictionary[Doc, Syntax] = WeakKeyDictionary()
_READINGS: WeakKeyDictionary[Doc, Reading] = WeakKeyDictionary()
_OBJECTS: WeakKeyDictionary[Doc, dict[str, tuple[Any, Any]]] = WeakKeyDictionary()


def reading_of(doc: Doc) -> Reading:
    """Return the reading of a Doc's text, made once for all components."""
    found = _READINGS.get(doc)
    if found is None:
        from claimx.language.reading import Reading
        from claimx.language.tokenizer import scanned

        found = _READINGS[doc] = Reading(*scanned(doc))
    return found


def syntax_of(doc: Doc, dates: Dates) -> Syntax:
    """Return the syntax of a Doc's text, made once for all components that run in one process."""
    found = _SYNTAX.get(doc)
    if found is None:
        from claimx.syntax.sentence import Syntax

        found = _SYNTAX[doc] = Syntax(reading_of(doc), dates)
    return found


def layers(doc: Doc) -> dict[str, Any]:
    """Return the layers of a Doc, made when there are none yet."""
    found: dict[str, Any] | None = doc._.claimx
    if found is None:
        found = {"published": None, "warnings": []}
        doc._.claimx = found
    return found


def keep(doc: Doc, name: str, objects: Any) -> None:
    """Keep the objects of a layer beside its records, for the components that follow in this process."""
    _OBJECTS.setdefault(doc, {})[name] = layers(doc)[name], objects


def kept(doc: Doc, name: str, restore: Callable[[Any], Any]) -> Any:
    """Return the objects of a layer: those that were kept, or, where its records are others by now, made of these by `restore`."""
    records = layers(doc).get(name)
    held = _OBJECTS.setdefault(doc, {}).get(name)
    if held is None or held[0] is not records:
        held = _OBJECTS[doc][name] = records, restore(records or ())
    return held[1]


def group(doc: Doc, name: str, spans: list[tuple[int, int, str, str]]) -> None:
    """Set a span group from (start, end, label, id) in characters; spans widen to whole tokens."""
    found: list[Span] = []
    for start, end, label, identifier in spans:
        span = doc.char_span(start, end, label=label, span_id=identifier, alignment_mode="expand")
        if span is not None:
            found.append(span)
    doc.spans[name] = SpanGroup(doc, name=name, spans=found)
