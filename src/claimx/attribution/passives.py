"""Paraphrase whose sayer stands after the verb: `P, kata X`, `Ditambahkan X, P`, `P1 disebut X P2`; or before one without its prefix: `Ia katakan, P`."""

from __future__ import annotations

import re

from claimx.annotations import Quote, Span
from claimx.attribution.content import (
    PASSED_ON_BY,
    SHORTEST,
    both_parts,
    end_of_content,
    has_predicate,
    is_clause,
    is_connective,
    predicate_at,
    subject_offset,
    trim,
    without_connective,
)
from claimx.attribution.outlets import find_via, past_aside
from claimx.attribution.phrases import heads, is_pointer, skip_adverbs_left
from claimx.attribution.sources import source_after
from claimx.language.reading import Reading
from claimx.language.reporting import is_clitic, passive_cues
from claimx.lexicons import word_class
from claimx.timex.spans import Dates


def read_inverted(reading: Reading, i: int, start: int, end: int, dates: Dates) -> Quote | None:
    """`P1, kata X, P2`; `P, ujar X.`; `Kata X, P`."""
    cue = (reading.starts[i], reading.ends[i])
    bare = _before_cue(reading, i, start)
    clitic = is_clitic(reading.low[i])
    source = None if clitic else source_after(reading, i + 1, end, dates)
    if bare is None or (source is None and not clitic):
        return None
    if not bare:
        return _initial(reading, i, source, end, dates)
    return _after_content(reading, cue, source, trim(reading.text, *without_connective(reading.text, start, cue[0])), end, dates)


_COMMA = re.compile(r"\s*,\s*")


def _initial(reading: Reading, i: int, source: Span | None, end: int, dates: Dates) -> Quote | None:
    """Read `Kata X, P`."""
    after = source[1] if source else reading.ends[i]
    comma = _COMMA.match(reading.text, after, end)
    if comma is None or (source is None and reading.words[i][0].islower()):
        return None
    content = trim(reading.text, comma.end(), end_of_content(reading, comma.end(), end, dates))
    return Quote(
        "indirect", [content], (reading.starts[i], reading.ends[i]), source, "indirect.initial", find_via(reading, after, end, dates)
    )


def _after_content(reading: Reading, cue: Span, source: Span | None, before: Span, end: int, dates: Dates) -> Quote | None:
    """Read `P, ujar X.` and `P1, kata X, P2`; `before` is what stands before the cue."""
    text, after = reading.text, source[1] if source else cue[1]
    via = find_via(reading, after, end, dates)
    comma = _COMMA.match(text, after, end)
    if comma is not None and not via and _goes_on(reading, before, comma.end(), end, dates):
        part = trim(text, comma.end(), end_of_content(reading, comma.end(), end, dates))
        return Quote("indirect", both_parts(text, before, part), cue, source, "indirect.middle", via)
    if not via and predicate_at(reading, after, end):
        part = trim(text, after, end_of_content(reading, after, end, dates))  # `Keduanya, kata Rina ditangkap kemarin`
        return Quote("indirect", [before, part], cue, source, "indirect.middle", via)
    return Quote("indirect", [before], cue, source, "indirect.final", via) if before[1] - before[0] >= SHORTEST else None


def _before_cue(reading: Reading, i: int, start: int) -> str | None:
    """Return the words before an inverted cue, empty where they only connect; None where no comma or mark parts them from it."""
    lead = reading.text[start : reading.starts[i]]
    bare = lead.strip(' "“,.”')
    if not bare or lead.rstrip().endswith((",", "”", '"')):
        return bare
    return "" if is_connective(bare) else None  # `Lebih lanjut kata dia, P`


_CIRCUMSTANCES = word_class("circumstance") - word_class("goes_on_with")  # they place the saying: `P, kata X di kantornya`


def _goes_on(reading: Reading, before: Span, body: int, end: int, dates: Dates) -> bool:
    """Return whether what follows `P1, kata X,` is a second part of P, and no circumstance of the saying."""
    words = reading.text[body:end].split()
    if len(words) < (2 if has_predicate(reading, body, end) else 3) or dates.at(body) is not None:
        return False
    return words[0].lower() not in _CIRCUMSTANCES or not is_clause(reading, *before)


def read_closing(reading: Reading, i: int, start: int, end: int, dates: Dates) -> Quote | None:
    """`P, demikian X` and `P, demikian dilaporkan X`, at the end of a sentence."""
    text, low, words, starts, ends = reading.text, reading.low, reading.words, reading.starts, reading.ends
    if not text[start : starts[i]].rstrip().endswith(",") or i + 1 >= len(words) or starts[i + 1] >= end:
        return None
    verb = low[i + 1] in passive_cues() or low[i + 1] in PASSED_ON_BY
    j = i + 1 + verb
    source = source_after(reading, j, end, dates)
    content = trim(text, *without_connective(text, start, starts[i]))
    if source is None:
        return None
    cue = (starts[i + verb], ends[i + verb])
    return Quote("indirect", [content], cue, source, "indirect.closing", find_via(reading, source[1], end, dates))


def read_fronted(reading: Reading, i: int, end: int, dates: Dates) -> Quote | None:
    """`Dinilai X, P`, `Ditambahkan oleh X, P`, `Dikatakannya, P`: a passive that opens the sentence, then its sayer and a comma."""
    text, words, low = reading.text, reading.words, reading.low
    cue = (reading.starts[i], reading.ends[i])
    source: Span | None = None
    after = cue[1]
    if not is_clitic(low[i]):
        oleh = i + 1 < len(words) and low[i + 1] == "oleh"
        source = source_after(reading, i + 1 + oleh, end, dates)
        if source is None:
            return None
        after = source[1]
    comma = re.match(r"\s*,\s*(?:bahwa\s+)?|\s+bahwa\s+", text[after:end])
    if comma is None:
        return None
    at = past_aside(reading, after + comma.end(), end, dates)
    content = trim(text, at, end_of_content(reading, at, end, dates))
    via = find_via(reading, after, at, dates) or find_via(reading, content[1], end, dates)
    return Quote("indirect", [content], cue, source, "indirect.fronted", via)


_THAT_OR_ALSO = re.compile(r"\s*(?:(?:juga|pula)\s*)?(?:,\s*)?bahwa\s+|\s+(?:juga|pula)\s*,\s*")
_IN_A_DOCUMENT = re.compile(r"(?i)\s*(?:dalam|di|pada)\s+((?:[^,.]{2,60}?)(?:\s(?:itu|tersebut|ini))?)\s*,?\s*(?:juga|pun)?\s*$")
_PREDICATE = re.compile(
    r"\s*,?\s*(?:bahwa\s+)?(?!(?:melalui|mengingat|menjelang|menyusul|mengenai|menurut|meski)\b)(?=(?:telah|sudah|juga|kini|akan|untuk|agar|menuju|tidak|tak|belum|sebagai|pernah|sempat|bisa|dapat|harus|masih|perlu|mampu|lebih|sangat|ikut|terlibat|me\w{3,}|ber\w{3,}|di\w{4,}|ter\w{3,}|adalah)\b)"
)


def read_passive(reading: Reading, i: int, start: int, end: int, dates: Dates) -> Quote | None:
    """`P1 disebut X P2`, `P1 diminta X untuk P2`, `Dalam D disebutkan bahwa P`."""
    if written := _written_in(reading, i, start, end, dates):
        return written
    low = reading.low
    if i + 1 >= len(low):
        return None
    begin, _ = skip_adverbs_left(reading, i, reading.token_at(start))
    if begin > 0 and low[begin - 1] == "yang":
        return None
    return _passive_with_agent(reading, i, begin, start, end, dates)


def _written_in(reading: Reading, i: int, start: int, end: int, dates: Dates) -> Quote | None:
    """`Dalam D disebutkan bahwa P`."""
    text, cue = reading.text, (reading.starts[i], reading.ends[i])
    that = _THAT_OR_ALSO.match(text[cue[1] : end])
    document = _IN_A_DOCUMENT.match(text[start : cue[0]]) if that else None
    if not that or not document or word_class("document").isdisjoint(document[1].lower().split()):
        return None
    at = cue[1] + that.end()
    content = trim(text, at, end_of_content(reading, at, end, dates))
    return Quote("indirect", [content], cue, (start + document.start(1), start + document.end(1)), "indirect.document")


def _passive_with_agent(reading: Reading, i: int, begin: int, start: int, end: int, dates: Dates) -> Quote | None:
    """`P1 disebut X P2`, `P1 disebut oleh X P2`, `P1 disebutnya P2`: the subject of the passive, and what is said of it."""
    text, words, low = reading.text, reading.words, reading.low
    cue = (reading.starts[i], reading.ends[i])
    oleh = low[i + 1] == "oleh"
    clitic = is_clitic(low[i])  # the sayer is in the verb: `P1 disebutnya P2`
    if not clitic and not oleh and not _is_somebody(words[i + 1]):
        return None
    agent = None if clitic else source_after(reading, i + 1 + oleh, end, dates)
    if agent is None and not clitic:
        return None
    after = agent[1] if agent else cue[1]
    verbal = _PREDICATE.match(text[after:end])
    first = subject_offset(text, start, len(text[: cue[0]].rstrip(" ,")))
    last = reading.starts[begin - 1] + len(words[begin - 1]) if begin > reading.token_at(start) else cue[0]
    subject = trim(text, *without_connective(text, first, last))
    if verbal is None or is_pointer(text[subject[0] : subject[1]]):
        return None
    part = trim(text, after + verbal.end(), end_of_content(reading, after + verbal.end(), end, dates))
    return Quote("indirect", [subject, part], cue, agent, "indirect.passive")


def _is_somebody(word: str) -> bool:
    """Return whether a word after a passive may be its agent: a name, or a noun that can head a source (`diklaim situs X`)."""
    low = word.lower()
    return (word[:1].isupper() or low in heads() or low in word_class("kin")) and low not in word_class("titleword")
