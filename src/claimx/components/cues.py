"""`claimx_cues`: cues of retraction, denial, correction … with polarity, modality, and the spans of agent and target."""

from spacy.language import Language
from spacy.tokens import Doc

from claimx.components.store import annotations_of, group, reading_of, syntax_of


class Cues:
    """Find the cues of a Doc; quotes found before lend their speakers to cues inside them."""

    def __init__(self, spans_key: str) -> None:
        self.spans_key = spans_key

    def __call__(self, doc: Doc) -> Doc:
        from claimx.acts.match import find_cues

        found = annotations_of(doc)
        found.cues = find_cues(reading_of(doc), syntax_of(doc), found.quotes)
        group(doc, self.spans_key, [(c.start, c.end, c.label, f"R{n}") for n, c in enumerate(found.cues, 1)])
        return doc


@Language.factory("claimx_cues", default_config={"spans_key": "claimx_cues"}, assigns=["doc._.claimx_cues", "doc.spans"])
def make_cues(nlp: Language, name: str, spans_key: str) -> Cues:
    """Return the component; `spans_key` names its span group."""
    return Cues(spans_key)
