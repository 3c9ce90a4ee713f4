"""Paraphrase told by a source that is no subject: `menurut X, P`, `P, menurut X`, `P, dikutip dari X`, `laporan X menyebutkan P`."""

from __future__ import annotations

import re

from claimx.annotations import Quote, Span
from claimx.attribution.content import (
    PASSED_ON_BY,
    SHORTEST,
    SHORTEST_ALONE,
    both_parts,
    end_of_content,
    is_clause,
    is_connective,
    predicate_at,
    trim,
    without_connective,
)
from claimx.attribution.outlets import find_via, past_aside
from claimx.attribution.sources import source_after
from claimx.language.reading import Reading
from claimx.language.reporting import active_cues, is_clitic, verb_class
from claimx.lexicons import word_class
from claimx.syntax.classes import lexical_class, members
from claimx.timex.spans import Dates

_LONGEST_CLOSING = 6  # words after an outlet that closes a sentence


def read_according(reading: Reading, i: int, start: int, end: int, dates: Dates) -> Quote | None:
    """`Menurut X, P`, `P, menurut X` and `P1 menurut X P2`."""
    text, low, starts = reading.text, reading.low, reading.starts
    cue = (starts[i], reading.ends[i])
    clitic = is_clitic(low[i])
    if low[i].startswith("bagi"):
        return None
    source = None if clitic else source_after(reading, i + 1, end, dates)
    own_voice = source is not None and low[i + 1] in word_class("first_person")
    if own_voice or (source is None and not clitic):
        return None
    lead = text[start : cue[0]].strip(" \"“,.”'")
    after = source[1] if source else cue[1]
    via = find_via(reading, after, end, dates)
    if not lead or is_connective(lead):
        return _according_first(reading, cue, source, after, end, via, dates)
    before = trim(text, *without_connective(text, start, cue[0]))
    rest = text[after:end]
    if text[start : cue[0]].rstrip().endswith(",") or not rest.strip(" ."):
        return _according_after(reading, cue, source, after, end, via, before, dates)
    if len(lead.split()) < 2 or _CIRCUMSTANCE.match(text, after, end):
        return None
    part = trim(text, after, end_of_content(reading, after, end, dates))
    return Quote("indirect", [before, part], cue, source, "indirect.according", via)


_AFTER_SOURCE = re.compile(r"[\s]*(?:\([^)]*\))?\s*,\s*")


def _according_first(
    reading: Reading, cue: Span, source: Span | None, after: int, end: int, via: Span | None, dates: Dates
) -> Quote | None:
    """`Menurut X, P`, also `Menurut pengakuan X kepada Y, P`."""
    text = reading.text
    comma = _AFTER_SOURCE.match(text[after:end])
    head = comma or re.match(r"\s+", text[after:end])
    if head is None:
        return None
    at = past_aside(reading, after + head.end(), end, dates)
    content = trim(text, at, end_of_content(reading, at, end, dates))
    return Quote("indirect", [content], cue, source, "indirect.according", via)


_CIRCUMSTANCE = re.compile(r"\s*(?:yang|seperti|dalam|pada|di|dan|saat|ketika)\b")


def _according_after(
    reading: Reading, cue: Span, source: Span | None, after: int, end: int, via: Span | None, before: Span, dates: Dates
) -> Quote | None:
    """`P, menurut X` and `P1, menurut X, P2`."""
    text = reading.text
    tail = re.match(r"\s*,\s*(?P<body>\S.*)", text[after:end], re.DOTALL)
    if tail and not via and not _CIRCUMSTANCE.match(tail["body"]):
        at = after + tail.start("body")
        part = trim(text, at, end_of_content(reading, at, end, dates))
        return Quote("indirect", both_parts(text, before, part), cue, source, "indirect.according", via)
    if not tail and not via and predicate_at(reading, after, end):
        part = trim(text, after, end_of_content(reading, after, end, dates))  # `Akibat banjir, menurut Rina akan lama terasa`
        return Quote("indirect", [before, part], cue, source, "indirect.according", via)
    return Quote("indirect", [before], cue, source, "indirect.according", via) if before[1] - before[0] >= SHORTEST else None


def read_via(reading: Reading, i: int, end: int, dates: Dates) -> Quote | None:
    """`Dilansir dari X, P`: the outlet is the source, unless the clause names a nearer one."""
    text, low, starts, ends, words = reading.text, reading.low, reading.starts, reading.ends, reading.words
    j = i + 1
    cue_end = ends[i]
    while j < len(words) and low[j] in members("by"):
        cue_end = ends[j]
        j += 1
    outlet = find_via(reading, starts[i], end, dates)
    base = outlet[1] if outlet else cue_end
    source = outlet
    if outlet is None:
        source = source_after(reading, j, end, dates)
        base = source[1] if source else cue_end
    content_start = base
    while content_start < end:
        date_end = next(
            (e for s, e in dates.within(content_start, end) if text[content_start:s].strip(" ,(") in ("", "pada", "hari", "pada hari")),
            None,
        )
        if date_end is None:
            break
        content_start = date_end
    skip = re.match(r"[\s,).]*", text[content_start:end])
    content_start += skip.end() if skip else 0
    if nearer_source(reading, content_start, end):
        return None
    content = trim(text, content_start, end_of_content(reading, content_start, end, dates))
    return Quote("indirect", [content], (starts[i], cue_end), source, "indirect.via")


def first_via(reading: Reading, i: int, start: int) -> bool:
    """Return whether `dilansir X` opens the sentence."""
    lead = reading.text[start : reading.starts[i]].strip(' "“').lower()
    return lead in ("", "seperti", "sebagaimana", "seperti yang", "sebagaimana yang")


def read_passed_on(reading: Reading, i: int, start: int, end: int, dates: Dates) -> Quote | None:
    """`P, seperti dikutip dari X` and `P1, seperti dilaporkan X, P2`: an outlet is the source where nobody nearer is."""
    text, low, starts, ends = reading.text, reading.low, reading.starts, reading.ends
    first = i
    while first and low[first - 1] in members("as_told"):
        first -= 1
    if first == i or low[first] == "yang" or low[i] not in PASSED_ON_BY or starts[first] - start < SHORTEST_ALONE:
        return None
    outlet = find_via(reading, starts[first], end, dates)
    if outlet is None:
        return None
    cue_end = ends[i + 1] if low[i + 1] in members("by") else ends[i]
    before = trim(text, *without_connective(text, start, starts[first]))
    after = re.match(r"\s*,\s*(?=\S)", text[outlet[1] : end])
    if after and low[reading.token_at(outlet[1] + after.end())] in active_cues() and not is_clause(reading, *before):
        return None  # `X, seperti dikutip D, mengatakan P` is said by X
    where = lexical_class(low[reading.token_at(before[0])]) == "preposition" or not is_clause(reading, *before)
    if after and where and nearer_source(reading, outlet[1] + after.end(), end):
        return None  # `Dalam surat itu, seperti dikutip D, X mengatakan P`
    content = [before]
    if after and dates.at(outlet[1] + after.end()) is None and is_clause(reading, outlet[1] + after.end(), end):
        content.append(trim(text, outlet[1] + after.end(), end))
    elif not is_clause(reading, *before) or len(text[outlet[1] : end].split()) > _LONGEST_CLOSING:
        return None
    return Quote("indirect", content, (starts[first], cue_end), outlet, "indirect.via")


def nearer_source(reading: Reading, start: int, end: int) -> bool:
    """Return whether the words after an outlet name somebody nearer: `Dikutip dari detikNews, menurut X, P`."""
    held, low = reading.tokens(start, end), reading.low
    says = (k for k in held if low[k] in active_cues() and (low[k] not in verb_class("needs_that") or low[k + 1 : k + 2] == ["bahwa"]))
    return next(says, None) is not None or any(low[k] == "menurut" for k in held)
