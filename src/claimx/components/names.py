"""`claimx_names`: the persons (PER) and bodies (ORG) that a text names, in `doc.ents`."""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from claimx.components.store import reading_of


def find_names(doc: Doc) -> Doc:
    """Find the names of a Doc."""
    from claimx.names.tagger import names_of

    reading = reading_of(doc)
    spans = (
        doc.char_span(reading.starts[name.start], reading.ends[name.stop - 1], label=name.kind, alignment_mode="expand")
        for name in names_of(reading).found
    )
    doc.set_ents([span for span in spans if span is not None], default="unmodified")
    return doc


@Language.factory("claimx_names", assigns=["doc.ents"])
def make_names(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Return the component."""
    return find_names
