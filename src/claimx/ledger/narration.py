"""What an article tells in its own voice and a cue then acts on: `P. Kabar itu dibenarkan X`, `P, dan ini dibantah X`.

Looked at where no quote, rumour or order is the claim. Only sentences before the cue count, and none that quotes somebody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimx.attribution.phrases import Span
from claimx.language.morphology import looks_like_verb
from claimx.language.reading import Reading
from claimx.language.reporting import active_cues, passive_cues
from claimx.ledger.candidates import content_words, stem
from claimx.ledger.cue import Cue

_SAME_SENTENCE = re.compile(r",?\s+(?:dan|namun|tetapi|tapi)\s+(?:(?:hal|kabar|informasi)\s+)?(?:ini|itu|tersebut)\b")
_LEAD = re.compile(
    r"(?i)(?:(?:sebelumnya|seperti|sebagaimana)(?:\s+(?:diketahui|diberitakan|dikabarkan))?(?:\s+sebelumnya)?|diketahui|namun|kendati demikian|meski demikian"
    r"|sementara itu|selain itu)\s*,\s*"
)
_GENERAL = re.compile(r"(?i)(?:(?:hal|kabar|informasi|berita|isu|rumor|itu|ini)\b\s*)+(?:tersebut|itu|ini)?$|(?:itu|ini|tersebut)$")
_POINTING = re.compile(r"(?i)(?P<noun>[\w-]{3,}an)(?:nya|(?:\s+\w+)?\s+(?:itu|tersebut|ini))$")
SHORTEST = 25  # characters of a statement
LONGEST_WAY = 8  # sentences back in which one is looked for
LEAST_SHARED = 0.5  # of the words of the target, at most six of them


def narrated(reading: Reading, cue: Cue, said: Sequence[Span]) -> Span | None:
    """Return the sentence or clause of the narrative that a confirmation, denial or debunk acts on, None where none is plain.

    `said`: where the contents of quotes stand, which are nobody's narrative.
    """
    if cue.label not in ("confirmation", "denial", "debunk") or cue.target is None:
        return None
    text = reading.text
    target = text[slice(*cue.target)].strip(" ()")
    here = reading.sentence_at(cue.start)
    if _GENERAL.match(target):
        start = reading.sentences[here][0]
        before = _SAME_SENTENCE.search(text, start, cue.start)
        if before and before.start() - start > SHORTEST:
            return _without_lead(text, (start, before.start()))
        return _sentence(reading, _pointed_at(reading, here), ()) if reading.quotation_at(cue.start) is None else None
    sentences = [span for index in range(here - 1, max(-1, here - 1 - LONGEST_WAY), -1) if (span := _sentence(reading, index, said))]
    pointing = _POINTING.match(target)
    if pointing:
        return _same_root(reading, sentences, stem(pointing["noun"]))
    return _same_words(reading, sentences, content_words(target)) if cue.subtype == "confirm" else None


def _pointed_at(reading: Reading, here: int) -> int:
    """Return the sentence that `kabar itu` means: the one before, or at the head of a paragraph the first of the paragraph before."""
    sentences, text = reading.sentences, reading.text
    index = here - 1
    if index >= 0 and "\n" in text[sentences[index][1] : sentences[here][0]]:
        while index > 0 and "\n" not in text[sentences[index - 1][1] : sentences[index][0]]:
            index -= 1
    return index


def _sentence(reading: Reading, index: int, said: Sequence[Span]) -> Span | None:
    """Return a sentence without what only leads to it, None where it quotes somebody or is too short."""
    if index < 0:
        return None
    start, end = reading.sentences[index]
    if any(low < end and start < high for low, high in said):
        return None
    if any(quotation.start < end and start < quotation.end for quotation in reading.quotations if not quotation.single):
        return None
    return _without_lead(reading.text, (start, end))


def _without_lead(text: str, span: Span) -> Span | None:
    start, end = span
    lead = _LEAD.match(text, start, end)
    start = lead.end() if lead else start
    return (start, end) if end - start >= SHORTEST else None


def _same_root(reading: Reading, sentences: list[Span], root: str) -> Span | None:
    """Return the sentence whose verb has the root of a pointing noun (`penangkapan itu`: `X ditangkap …`); of a verb of saying what is said."""
    for start, end in sentences:
        for i in reading.tokens(start, end):
            word = reading.low[i]
            if looks_like_verb(word) and stem(word) == root:
                saying = word in active_cues() or word in passive_cues()
                return _without_lead(reading.text, (reading.ends[i] + 1, end) if saying else (start, end))
    return None


def _same_words(reading: Reading, sentences: list[Span], wanted: frozenset[str]) -> Span | None:
    """Return the sentence that shares most of the words of a target, two at least."""
    best: tuple[float, Span] | None = None
    for span in sentences:
        shared = len(wanted & content_words(reading.text[slice(*span)]))
        share = shared / min(len(wanted), 6) if shared >= 2 else 0.0
        if share >= LEAST_SHARED and (best is None or share >= best[0]):
            best = share, span
    return best[1] if best else None
