"""`claimx`: all components as one, in their order: `nlp.add_pipe("claimx")`."""

from collections.abc import Callable
from functools import partial

from spacy.language import Language
from spacy.tokens import Doc

from claimx.components.claims import settle
from claimx.components.cues import find_cues
from claimx.components.dates import tag_dates
from claimx.components.names import find_names
from claimx.components.quotes import find_quotes
from claimx.components.speakers import find_speakers
from claimx.components.store import LAYERS


def find_all(doc: Doc, min_confidence: float | None) -> Doc:
    """Run each component on a Doc; the span groups have their usual names."""
    for component in (tag_dates, find_names, find_quotes, find_cues, find_speakers):
        doc = component(doc)
    return settle(doc, min_confidence=min_confidence)


@Language.factory(
    "claimx",
    default_config={"min_confidence": None},
    assigns=["doc.ents", "doc.spans", *(f"doc._.claimx_{layer}" for layer in LAYERS)],
)
def make_whole(nlp: Language, name: str, min_confidence: float | None) -> Callable[[Doc], Doc]:
    """Return the component; `min_confidence` takes the place of the fitted threshold of sure lines."""
    return partial(find_all, min_confidence=min_confidence)
