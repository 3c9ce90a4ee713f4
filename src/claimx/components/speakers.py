"""`claimx_speakers`: one entity for each sayer and agent of an article, and who each quote and cue belongs to."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

from claimx.annotations import Entity
from claimx.components.store import annotations_of, reading_of, syntax_of

if TYPE_CHECKING:
    from claimx.speakers.registry import Speaker


def find_speakers(doc: Doc) -> Doc:
    """Resolve the sources of quotes and the agents of cues."""
    from claimx.speakers.resolver import resolve

    found = annotations_of(doc)
    found.entities = []
    if not found.quotes and not found.cues:  # nobody is asked for
        return doc
    reading = reading_of(doc)
    said_by, parties = resolve(syntax_of(doc), found.quotes, found.cues)
    asked_for = (*(answer.speaker for answer in said_by), *parties.agents, *parties.demanders, *parties.claimants)
    used = list({id(speaker): speaker for speaker in asked_for if speaker is not None}.values())
    used.sort(key=lambda s: min((m[0] for m in s.mentions), default=len(reading.text)))
    number = {id(speaker): n for n, speaker in enumerate(used)}
    found.entities = [_entity(speaker, reading.text) for speaker in used]
    for quote, answer in zip(found.quotes, said_by, strict=True):
        quote.speaker, quote.speaker_rule, quote.candidates = number.get(id(answer.speaker)), answer.form, answer.rivals
        quote.speaker_confidence, quote.evidence = answer.probability, answer.reasons
    for n, cue in enumerate(found.cues):
        cue.agent, cue.demander, cue.claimant = (
            number.get(id(group[n])) for group in (parties.agents, parties.demanders, parties.claimants)
        )
        cue.agent_confidence = parties.likely[n]
    return doc


def _entity(speaker: "Speaker", text: str) -> Entity:
    mentions = sorted(set(speaker.mentions))
    aliases = [alias for alias in dict.fromkeys(" ".join(text[s:e].split()) for s, e in mentions) if alias != speaker.name]
    return Entity(speaker.name, speaker.kind, speaker.role, aliases, mentions)


@Language.factory("claimx_speakers", assigns=["doc._.claimx_speakers"], requires=["doc._.claimx_quotes"])
def make_speakers(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Return the component."""
    return find_speakers
