"""`claimx_cues`: cues of retraction, denial, correction … with polarity, modality, and the spans of agent and target."""

from collections.abc import Callable
from functools import partial

from spacy.language import Language
from spacy.tokens import Doc

from claimx.components.store import annotations_of, group, reading_of, syntax_of


def find_cues(doc: Doc, spans_key: str = "claimx_cues") -> Doc:
    """Find the cues of a Doc; quotes found before lend their speakers to cues inside them."""
    from claimx.acts import match

    found = annotations_of(doc)
    found.cues = match.find_cues(reading_of(doc), syntax_of(doc), found.quotes)
    group(doc, spans_key, [(c.start, c.end, c.label, f"R{n}") for n, c in enumerate(found.cues, 1)])
    return doc


@Language.factory("claimx_cues", default_config={"spans_key": "claimx_cues"}, assigns=["doc._.claimx_cues", "doc.spans"])
def make_cues(nlp: Language, name: str, spans_key: str) -> Callable[[Doc], Doc]:
    """Return the component; `spans_key` names its span group."""
    return partial(find_cues, spans_key=spans_key)
