"""What an article tells in its own voice and a cue then acts on: `P. Kabar itu dibenarkan X`, `P, dan ini dibantah X`.

Looked at where no quote, rumour or order is the claim. Only sentences before the cue count, and none that quotes somebody or holds another cue.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from claimx.attribution.content import has_predicate
from claimx.attribution.phrases import Span
from claimx.language.morphology import looks_like_verb
from claimx.language.reading import Reading
from claimx.language.reporting import active_cues, passive_cues
from claimx.ledger.candidates import content_words, stem
from claimx.ledger.cue import Cue
from claimx.lexicons import word_class

_ACTS = ("confirmation", "denial", "debunk")
_SAME_SENTENCE = re.compile(r",?\s+(?:dan|namun|tetapi|tapi)\s+(?:(?:hal|kabar|informasi)\s+)?(?:ini|itu|tersebut)\b")
_LEAD = re.compile(
    r"(?i)(?:(?:sebelumnya|seperti|sebagaimana)(?:\s+(?:diketahui|diberitakan|dikabarkan))?(?:\s+sebelumnya)?|diketahui|namun|kendati demikian|meski demikian"
    r"|sementara itu|selain itu)\s*,\s*"
)
_GENERAL = re.compile(r"(?i)(?:(?:hal|kabar|informasi|berita|isu|rumor|itu|ini)\b\s*)+(?:tersebut|itu|ini)?$|(?:itu|ini|tersebut)$")
_POINTING = re.compile(r"(?i)(?P<noun>[\w-]{3,}an)(?:nya|(?:\s+\w+)?\s+(?:tersebut|itu|ini))(?:\s+kepada\w*)?$")
SHORTEST = 25  # characters of a statement
LONGEST_WAY = 8  # sentences back in which one is looked for
LEAST_SHARED = 0.5  # of the words of the target, at most six of them


class Narrative:
    """The sentences of an article that nobody is quoted for; `said`: where the contents of quotes stand, `acts`: where cues begin."""

    def __init__(self, reading: Reading, said: list[Span], acts: list[int]) -> None:
        self.reading = reading
        self._said = sorted(said)
        self._acts = sorted(acts)

    def told(self, cue: Cue) -> Span | None:
        """Return the sentence or clause that a confirmation, denial or debunk acts on, None where none is plain."""
        if cue.label not in _ACTS or cue.target is None:
            return None
        text = self.reading.text
        target = text[slice(*cue.target)].strip(" ()")
        here = self.reading.sentence_at(cue.start)
        if self.is_pointed_at(cue):
            start = self.reading.sentences[here][0]
            before = _SAME_SENTENCE.search(text, start, cue.start)
            if before and before.start() - start > SHORTEST:
                return _without_lead(text, (start, before.start()))
            return self._sentence(self.pointed_at(cue), quoting=True) if self.reading.quotation_at(cue.start) is None else None
        sentences = [span for index in range(here - 1, max(-1, here - 1 - LONGEST_WAY), -1) if (span := self._sentence(index))]
        pointing = _POINTING.match(target)
        if pointing:
            return self._same_root(sentences, stem(pointing["noun"]))
        return self._same_words(sentences, target) if cue.subtype == "confirm" else None

    def is_pointed_at(self, cue: Cue) -> bool:
        """Tell whether such a cue acts on what was told just before, whatever it is: `hal itu`, `kabar tersebut`."""
        return cue.label in _ACTS and cue.target is not None and _GENERAL.match(self.reading.text, *cue.target) is not None

    def pointed_at(self, cue: Cue) -> int:
        """Return the sentence that `kabar itu` means: the one before, or at the head of a paragraph the first of the paragraph before."""
        sentences, text = self.reading.sentences, self.reading.text
        here = self.reading.sentence_at(cue.start)
        index = here - 1
        if index >= 0 and "\n" in text[sentences[index][1] : sentences[here][0]]:
            while index > 0 and "\n" not in text[sentences[index - 1][1] : sentences[index][0]]:
                index -= 1
        return index

    def _sentence(self, index: int, quoting: bool = False) -> Span | None:
        """Return a sentence without what only leads to it, None where it is an act, too short or, unless `quoting`, a paraphrase."""
        if index < 0:
            return None
        start, end = self.reading.sentences[index]
        at = bisect_left(self._said, (end, end))
        paraphrased = any(start < high for _, high in self._said[max(0, at - 3) : at])
        first_act = bisect_left(self._acts, start)
        acted = first_act < len(self._acts) and self._acts[first_act] < end
        marked = any(not quotation.single for quotation in self.reading.outer_quotations(start, end))
        if acted or marked or (paraphrased and not quoting):
            return None
        return _without_lead(self.reading.text, (start, end))

    def _same_root(self, sentences: list[Span], root: str) -> Span | None:
        """Return the sentence whose verb has the root of a pointing noun (`penangkapan itu`: `X ditangkap …`); of a verb of saying what is said."""
        reading = self.reading
        for start, end in sentences:
            for i in reading.tokens(start, end):
                word = reading.low[i]
                if not looks_like_verb(word) or stem(word) != root or (i and reading.low[i - 1] in word_class("negator")):
                    continue
                if word not in active_cues() and word not in passive_cues():
                    return start, end
                said = reading.ends[i] + 1
                return _without_lead(reading.text, (said, end)) if said < end and has_predicate(reading, said, end) else None
        return None

    def _same_words(self, sentences: list[Span], target: str) -> Span | None:
        """Return the sentence that shares the head of a target and most of its words, of names one at least where nothing else is shared."""
        common = " ".join(word for n, word in enumerate(target.split()) if n == 0 or not word[0].isupper())
        wanted, names = content_words(common), content_words(target) - content_words(common)
        head = next((stem(word) for word in common.split() if stem(word) in wanted), None)
        best: tuple[float, Span] | None = None
        for span in sentences:
            there = content_words(self.reading.text[slice(*span)])
            shared = len(wanted & there)
            share = shared / min(len(wanted), 6) if wanted else 0.0
            enough = shared >= 2 or not names.isdisjoint(there)
            if head in there and enough and share >= LEAST_SHARED and (best is None or share > best[0]):
                best = share, span
        return best[1] if best else None


def _without_lead(text: str, span: Span) -> Span | None:
    start, end = span
    lead = _LEAD.match(text, start, end)
    start = lead.end() if lead else start
    return (start, end) if end - start >= SHORTEST else None
