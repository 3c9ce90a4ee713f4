"""`claimx_cues`: cues of retraction, denial, correction … with polarity, modality, and the spans of agent and target."""

from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc

from claimx.components.dates import dates_of
from claimx.components.quotes import quotes_of
from claimx.components.store import group, keep, kept, layers, reading_of, syntax_of

if TYPE_CHECKING:
    from claimx.acts.cue import Cue


class Cues:
    """Find the cues of a Doc; quotes found before lend their speakers to cues inside them."""

    def __init__(self, spans_key: str) -> None:
        self.spans_key = spans_key

    def __call__(self, doc: Doc) -> Doc:
        from claimx.acts.match import find_cues

        data = layers(doc)
        reading = reading_of(doc)
        dates = dates_of(doc)
        found = find_cues(reading, syntax_of(doc, dates), quotes_of(doc))
        data["cues"] = [_stored(cue) for cue in found]
        keep(doc, "cues", found)
        group(doc, self.spans_key, [(c.start, c.end, c.label, f"R{n}") for n, c in enumerate(found, 1)])
        return doc


def _stored(cue: "Cue") -> dict[str, Any]:
    """Return a cue as JSON holds it; its fields are plain values and spans, which `dataclasses.asdict` copies deeply, at a cost."""
    fields = ((key, getattr(cue, key)) for key in cue.__slots__)
    return {key: list(value) if isinstance(value, tuple) else value for key, value in fields}


def cues_of(doc: Doc) -> "list[Cue]":
    """Return the cues of a Doc as the objects of `acts`."""
    found: list[Cue] = kept(doc, "cues", _restored)
    return found


def _restored(records: Any) -> "list[Cue]":
    from claimx.acts.cue import Cue

    def restored(stored: dict[str, Any]) -> dict[str, Any]:
        return {key: tuple(value) if isinstance(value, list) else value for key, value in stored.items()}

    return [Cue(**restored(stored)) for stored in records]


@Language.factory("claimx_cues", default_config={"spans_key": "claimx_cues"})
def make_cues(nlp: Language, name: str, spans_key: str) -> Cues:
    """Return the component; `spans_key` names its span group."""
    return Cues(spans_key)
