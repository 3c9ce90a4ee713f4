"""The note of an editor, `Ralat: …`: how far it reaches, and the words that it says were wrong. Its language is closed, so rules read it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from claimx.annotations import Cue, Span
from claimx.language.reading import Reading, ends_abbreviation
from claimx.lexicons import any_of, load, word_class
from claimx.names.tagger import names_of

_SENTENCE_END = re.compile(r"\n|[.!?](?=[\"”’)\]]*(?:\s+[^a-z\s]|\s*$))")
_QUOTED = r"[\"“](?P<quoted>[^\"“”]{4,})[\"”]"
_BLANK = re.compile(r"\s*")
_SIGNING = ("firm", "organization", "role", "group")  # the lists of words that begin whose letter it is
_SHORTEST = 4  # characters of what was wrong


def is_note(cue: Cue) -> bool:
    """Return whether a cue is the label of a note that corrects: `Ralat:`, and not `hak jawab`."""
    return cue.form == "note" and cue.subtype == "ralat"


def is_reply(reading: Reading, cue: Cue) -> bool:
    """Return whether a cue is the label of a right of reply that opens a line, `Hak Jawab PT Ranu`, and not `memuat hak jawab`."""
    return cue.subtype == "hak_jawab" and not any(map(str.isalnum, reading.text[reading.text.rfind("\n", 0, cue.start) + 1 : cue.start]))


def signed_at(reading: Reading, cue: Cue) -> int | None:
    """Return the token at which begins whose right of reply a letter is: told in the line of its label, after `Hormat kami`, or where nothing but a name and an office
    stands; None where none tells it."""
    label = _patterns()["letter_of"].match(reading.text, cue.end)
    named = None if label is None else reading.token_at(label.end())
    if named is not None and (names_of(reading).at(named) is not None or any(reading.low[named] in word_class(name) for name in _SIGNING)):
        return named
    closed = _patterns()["signed"].search(reading.text, cue.end)
    if closed is not None:
        return reading.token_at(closed.end())
    after = (_signature(reading, span) for span in reading.sentences if span[0] > cue.end)
    return next((i for i in after if i is not None), None)


def _signature(reading: Reading, span: Span) -> int | None:
    """Return the token at which the name begins of a sentence that holds nothing else but an office: `Rina Sari, Direktur Klinik Ranu`; None of another."""
    held = reading.tokens(*span)
    name = next(iter(names_of(reading).within(held.start, held.stop)), None)
    beside = word_class("rank") | word_class("small_in_titles")
    if (
        name is None
        or name.kind != "PER"
        or any(word.islower() and word.rstrip(".") not in beside for word in reading.words[held.start : held.stop])
    ):
        return None
    return name.start


def reach(reading: Reading, cue: Cue) -> Span:
    """Return the offsets of what a note says: the rest of its line, the lines after it where the label stands alone, the whole article where it opens the title."""
    text, start = reading.text, cue.end
    blank = _BLANK.match(text)
    if reading.on_title(cue.start) or (blank is not None and blank.end() >= cue.start):
        return start, len(text)
    end = text.find("\n", start)
    if end >= 0 and not text[start:end].strip(" :"):
        end = text.find("\n\n", end + 1)
    return start, len(text) if end < 0 else end


class Notes:
    """The notes of a text that correct, each by the number of its cue."""

    def __init__(self, reading: Reading, cues: Sequence[Cue]) -> None:
        self.held = sorted((reach(reading, cue), n) for n, cue in enumerate(cues) if is_note(cue))

    def of(self, cue: Cue) -> int | None:
        """Return the number of the note that a cue stands in, None for none: the nearest before it, or the one that is the whole article."""
        k = bisect_right(self.held, ((cue.start, cue.start), 0)) - 1
        near = (self.held[i] for i in dict.fromkeys((0, k)) if 0 <= i < len(self.held))
        return next((n for (start, end), n in near if start <= cue.start < end), None)


def wrong_in(text: str, note: Span) -> Span | None:
    """Return the offsets of the words that a note says were wrong: what was written, a quotation before what it should have been, or the sentence that holds both; None where it tells none."""
    patterns = _patterns()
    for start, end in _sentences(text, note):
        for wrote in patterns["wrote"].finditer(text, start, end):
            right = patterns["right"].search(text, wrote.end(), end)
            stop = _trimmed(text, wrote.end(), right.start() if right is not None else end)
            if stop - wrote.end() >= _SHORTEST:
                return _subject(text, start, wrote) if wrote["passive"] is not None else wrote.end(), stop
        quoted = patterns["quoted"].match(text, start, end)
        if quoted is not None:
            return quoted.span("quoted")
    for start, end in _sentences(text, note):
        if patterns["instead"].search(text, start, end) is not None:
            return start, _trimmed(text, start, end)
    return None


def _subject(text: str, start: int, wrote: re.Match[str]) -> int:
    """Return where begins what a passive says was written: with its subject, `Jabatan Rina sebelumnya tertulis Sekretaris`, else after it, `Dalam berita kemarin tertulis P`."""
    place = _patterns()["place"]
    comma = text.rfind(", ", start, wrote.start())
    begin = comma + 2 if place.match(text, start) is not None and comma >= 0 else start
    subject = text[begin : wrote.start()].strip()
    named = subject[:1].isalpha() and subject.count("(") == subject.count(")") and place.match(text, begin) is None
    return begin if named else wrote.end()


def _sentences(text: str, note: Span) -> list[Span]:
    """Return the sentences of a note, without blanks and marks before them."""
    found, start = [], note[0]
    for end in [*(match.start() for match in _SENTENCE_END.finditer(text, *note)), note[1]]:
        if end < note[1] and text[end] == "." and ends_abbreviation(text, start, end):
            continue
        while start < end and not (text[start].isalnum() or text[start] in '"“'):
            start += 1
        if start < end:
            found.append((start, end))
        start = end
    return found


def _trimmed(text: str, start: int, stop: int) -> int:
    while stop > start and not (text[stop - 1].isalnum() or text[stop - 1] in "%)"):
        stop -= 1
    return stop


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Return what a note is read by: what was written, what is right, a sentence that tells where it stood, and one that sets the right beside the wrong."""
    words = load("words")
    names = ("note_wrote", "note_written", "note_right", "note_figure", "note_place", "letter_close", "letter_of")
    wrote, passive, right, named, place, close, of = (any_of(words[name]) for name in names)
    return {
        "wrote": re.compile(rf"(?i)\b(?:{wrote}|(?P<passive>{passive}))(?:\s+(?:bahwa|jika))?\s+"),
        "right": re.compile(rf"(?i)[,;]?\s+(?:{named}\s+)?{right}\b"),
        "quoted": re.compile(rf"(?i)[^\"“]{{0,40}}{_QUOTED}[^\"“.]{{0,60}}?\b{right}\b"),
        "letter_of": re.compile(rf"[ \t]*[:–—-]?[ \t]*(?i:{of}[ \t]+)*(?=[A-Z])"),
        "signed": re.compile(rf"(?i:\b{close}),?\s+(?=[A-Z])"),
        "place": re.compile(rf"(?i){place}\b"),
        "instead": re.compile(rf"(?i)\b{right}\b|,\s+bukan\b"),
    }
