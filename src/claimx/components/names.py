"""`claimx_names`: the persons (PER) and bodies (ORG) that a text names, in `doc.ents`."""

from spacy.language import Language
from spacy.tokens import Doc

from claimx.components.store import reading_of


class Names:
    """Find the names."""

    def __call__(self, doc: Doc) -> Doc:
        from claimx.names.tagger import names_of

        reading = reading_of(doc)
        spans = (
            doc.char_span(reading.starts[name.start], reading.ends[name.stop - 1], label=name.kind, alignment_mode="expand")
            for name in names_of(reading).found
        )
        doc.set_ents([span for span in spans if span is not None], default="unmodified")
        return doc


@Language.factory("claimx_names", assigns=["doc.ents"])
def make_names(nlp: Language, name: str) -> Names:
    """Return the component."""
    return Names()
