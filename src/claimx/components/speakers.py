"""`claimx_speakers`: one entity for each sayer and agent of an article, and who each quote and cue belongs to."""

from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc

from claimx.components.cues import cues_of
from claimx.components.dates import dates_of
from claimx.components.quotes import quotes_of
from claimx.components.store import layers, reading_of

if TYPE_CHECKING:
    from claimx.attribution.speakers import Speaker


class Speakers:
    """Resolve the sources of quotes and the agents of cues."""

    def __call__(self, doc: Doc) -> Doc:
        from claimx.attribution.speakers import Cast

        data = layers(doc)
        reading = reading_of(doc)
        dates = dates_of(doc)
        quotes = quotes_of(doc)
        cues = cues_of(doc)
        if not quotes and not cues:  # nobody is asked for
            data.update(speakers=[], quote_speakers=[], quote_candidates=[], cue_agents=[], cue_demanders=[], cue_claimants=[])
            return doc
        cast = Cast(reading, dates)
        said_by, parties = cast.walk(quotes, cues)
        asked_for = (*(s for s, _ in said_by), *parties.agents, *parties.demanders, *parties.claimants)
        used = list({id(speaker): speaker for speaker in asked_for if speaker is not None}.values())
        used.sort(key=lambda s: min((m[0] for m in s.mentions), default=len(reading.text)))
        number = {id(speaker): n for n, speaker in enumerate(used)}

        def index(speaker: "Speaker | None") -> int | None:
            return None if speaker is None else number[id(speaker)]

        data["speakers"] = [_record(speaker, reading.text) for speaker in used]
        data["quote_speakers"] = [[index(speaker), rule] for speaker, rule in said_by]
        data["quote_candidates"] = cast.rivals
        data["cue_agents"] = [index(speaker) for speaker in parties.agents]
        data["cue_demanders"] = [index(speaker) for speaker in parties.demanders]
        data["cue_claimants"] = [index(speaker) for speaker in parties.claimants]
        return doc


def _record(speaker: "Speaker", text: str) -> dict[str, Any]:
    mentions = sorted(set(speaker.mentions))
    aliases = list(dict.fromkeys(text[s:e] for s, e in mentions))
    return {
        "name": speaker.name,
        "kind": speaker.kind,
        "role": speaker.role,
        "aliases": [alias for alias in aliases if alias != speaker.name],
        "mentions": [list(m) for m in mentions],
    }


@Language.factory("claimx_speakers")
def make_speakers(nlp: Language, name: str) -> Speakers:
    """Return the component."""
    return Speakers()
