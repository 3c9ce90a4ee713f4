"""`claimx`: all components as one, in their order: `nlp.add_pipe("claimx")`."""

from spacy.language import Language
from spacy.tokens import Doc

from claimx.components.claims import Claims
from claimx.components.cues import Cues
from claimx.components.dates import Dates
from claimx.components.names import Names
from claimx.components.quotes import Quotes
from claimx.components.speakers import Speakers
from claimx.components.store import LAYERS


class Whole:
    """Runs each component on a Doc; the span groups have their usual names."""

    def __init__(self, min_confidence: float | None) -> None:
        self.parts = (
            Dates("claimx_dates"),
            Names(),
            Quotes("claimx_quotes", "claimx_sources"),
            Cues("claimx_cues"),
            Speakers(),
            Claims("claimx_claims", min_confidence),
        )

    def __call__(self, doc: Doc) -> Doc:
        for part in self.parts:
            doc = part(doc)
        return doc


@Language.factory(
    "claimx",
    default_config={"min_confidence": None},
    assigns=["doc.ents", "doc.spans", *(f"doc._.claimx_{layer}" for layer in LAYERS)],
)
def make_whole(nlp: Language, name: str, min_confidence: float | None) -> Whole:
    """Return the component; `min_confidence` takes the place of the fitted threshold of sure lines."""
    return Whole(min_confidence)
