"""Paraphrase told by a source that is no subject: `menurut X, P`, `P, menurut X`, `P, dikutip dari X`, `laporan X menyebutkan P`."""

from __future__ import annotations

import re

from claimx.annotations import Quote, Span
from claimx.attribution.content import (
    DENYING,
    PASSED_ON_BY,
    SHORTEST,
    SHORTEST_ALONE,
    both_parts,
    end_of_content,
    is_clause,
    is_connective,
    lacks_predicate,
    predicate_at,
    trim,
    without_connective,
)
from claimx.attribution.outlets import find_via
from claimx.attribution.phrases import source_after
from claimx.language.reading import Reading
from claimx.language.reporting import active_cues, is_clitic, verb_class
from claimx.lexicons import word_class
from claimx.timex.spans import Dates

_SHORTEST_AFTER = 6  # characters of a content after `menurut X,`
_LONGEST_ASIDE = 5  # words of what stands between an outlet and a comma
_LONGEST_CLOSING = 6  # words after an outlet that closes a sentence


def read_according(reading: Reading, i: int, start: int, end: int, dates: Dates) -> Quote | None:
    """`Menurut X, P`, `P, menurut X` and `P1 menurut X P2`."""
    text, low, starts = reading.text, reading.low, reading.starts
    cue = (starts[i], reading.ends[i])
    clitic = is_clitic(low[i])
    if low[i].startswith("bagi"):
        return None
    source = None if clitic else source_after(reading, i + 1, end, dates)
    own_voice = source is not None and low[i + 1] in ("saya", "kami", "kita", "aku")
    if own_voice or (source is None and not clitic):
        return None
    if i and low[i - 1] == "yang" and starts[i - 1] > start:  # `keluhan, yang menurutnya hampir tidak ada`: the clause alone
        return _rest_alone(reading, cue, source, source[1] if source else cue[1], end, dates)
    lead = text[start : cue[0]].strip(" \"“,.”'")
    after = source[1] if source else cue[1]
    passed_on = _outlet_before(reading, start, cue[0], dates)
    via = passed_on or find_via(reading, after, end, dates)
    if not lead or is_connective(lead) or passed_on:
        return _according_first(reading, cue, source, after, end, via, dates)
    before = trim(text, *without_connective(text, start, cue[0]))
    rest = text[after:end]
    if text[start : cue[0]].rstrip().endswith(",") or not rest.strip(" ."):
        return _according_after(reading, cue, source, after, end, via, before, dates)
    return _according_between(reading, i, source, after, end, via, before, lead, dates)


def _outlet_before(reading: Reading, start: int, at: int, dates: Dates) -> Span | None:
    """Return the outlet that alone stands before the cue at offset `at`: `Dikutip dari detikNews, menurut X, P`."""
    outlet = find_via(reading, start, at, dates) if first_via(reading, reading.token_at(start), start) else None
    return outlet if outlet is not None and not reading.text[outlet[1] : at].strip(" ,") else None


_AFTER_SOURCE = re.compile(r"[\s]*(?:\([^)]*\))?\s*,\s*")


def _rest_alone(reading: Reading, cue: Span, source: Span | None, at: int, end: int, dates: Dates) -> Quote | None:
    """Return a quote of what follows the source and nothing before it; None where hardly anything does."""
    part = trim(reading.text, at, end_of_content(reading, at, end, dates))
    return Quote("indirect", [part], cue, source, "indirect.according") if part[1] - part[0] > SHORTEST else None


def _according_first(
    reading: Reading, cue: Span, source: Span | None, after: int, end: int, via: Span | None, dates: Dates
) -> Quote | None:
    """`Menurut X, P`, also `Menurut pengakuan X kepada Y, P`."""
    text = reading.text
    if source and _somebody_nearer(reading, after, end, dates):
        return None  # `Menurut perhitungan ahli, kata Rina, P`: hers
    if source and _told_by_an_outlet(reading, source) and _says_first(reading, after, end):
        return None  # `Menurut laporan Reuters, X mengaku P`
    comma = _AFTER_SOURCE.match(text[after:end])
    head = comma or re.match(r"\s+", text[after:end])
    if head is None:
        return None
    at = after + head.end()
    if via and re.match(r"[^,]*(?:dikutip|dilansir)", text[at : via[0]]):
        at = via[1]
    content = trim(text, at, end_of_content(reading, at, end, dates))
    size = content[1] - content[0]
    if size < _SHORTEST_AFTER or (size < SHORTEST and re.match(r"(?i)itu\b|hal itu", text[content[0] : content[1]])):
        return None
    return Quote("indirect", [content], cue, source, "indirect.according", via)


_NO_SECOND_PART = re.compile(r"(?:yang|seperti|dalam|pada|di|saat|ketika)\b")


def _according_after(
    reading: Reading, cue: Span, source: Span | None, after: int, end: int, via: Span | None, before: Span, dates: Dates
) -> Quote | None:
    """`P, menurut X` and `P1, menurut X, P2`."""
    text = reading.text
    tail = re.match(r"\s*,\s*(?P<body>\S.*)", text[after:end], re.DOTALL)
    if tail and not via and not _NO_SECOND_PART.match(tail["body"]):
        at = after + tail.start("body")
        if dates.at(at) is None:
            part = trim(text, at, end_of_content(reading, at, end, dates))
            return Quote("indirect", both_parts(text, before, part), cue, source, "indirect.according", via)
    if not tail and not via and lacks_predicate(reading, before) and predicate_at(reading, after, end):
        part = trim(text, after, end_of_content(reading, after, end, dates))  # `Akibat banjir, menurut Rina akan lama terasa`
        return Quote("indirect", [before, part], cue, source, "indirect.according", via)
    return Quote("indirect", [before], cue, source, "indirect.according", via) if before[1] - before[0] >= SHORTEST else None


def _according_between(
    reading: Reading, i: int, source: Span | None, after: int, end: int, via: Span | None, before: Span, lead: str, dates: Dates
) -> Quote | None:
    """`P1 menurut X P2` without commas, and `P, tapi menurut X Q`."""
    cue = (reading.starts[i], reading.ends[i])
    rest = reading.text[after:end]
    defines = re.match(r"\s*(?:adalah|ialah|bisa|akan|sudah|tidak|harus)\s", rest)
    if not rest.strip(" .") or not (len(lead.split()) >= 2 or defines):
        return None
    if reading.low[i - 1] in _OPENS_A_CLAUSE:  # `P, tapi menurut X Q`
        found = _rest_alone(reading, cue, source, after, end, dates)
        if found is not None:
            found.via = via
        return found
    part = trim(reading.text, after, end_of_content(reading, after, end, dates))
    if part[1] - part[0] <= 3 or re.match(r"\s*(?:di|pada|dan|yang|dalam)\b", rest):
        return None
    return Quote("indirect", [before, part], cue, source, "indirect.according", via)


_OPENS_A_CLAUSE = word_class("reason_or_contrast")

_SOMEBODY_NEARER = re.compile(r"\s*,\s*(?:kata|ujar|tutur|ucap|jelas|ungkap|lanjut|tambah|sambung)\s")


def _told_by_an_outlet(reading: Reading, source: Span) -> bool:
    """Return whether a source is what an outlet reports (`laporan Reuters`, `warta kantor berita Antara`)."""
    low = [reading.low[k] for k in reading.tokens(*source)]
    return low[0] in ("laporan", "pemberitaan", "berita", "warta", "situs", "media")


def _somebody_nearer(reading: Reading, after: int, end: int, dates: Dates) -> bool:
    """Return whether a bare cue, its source and a comma follow (`, kata Rina, P`), not the word in another sense (`, kata kunci …`)."""
    cue = _SOMEBODY_NEARER.match(reading.text, after, end)
    source = source_after(reading, reading.token_at(cue.end()), end, dates) if cue else None
    return source is not None and reading.text[source[1] : end].lstrip().startswith(",")


def _says_first(reading: Reading, start: int, end: int) -> bool:
    """Return whether the first verb of a stretch, outside subordinate clauses, is a cue of saying."""
    for k in reading.tokens(start, end):
        low = reading.low[k]
        if low in active_cues():
            return active_cues()[low] in ("say", "judge") and low not in verb_class("needs_that")
    return False


def no_commas_at_all(reading: Reading, i: int, start: int, end: int, dates: Dates) -> bool:
    """Return whether a bare cue stands between a subject and its predicate without any comma: `Hal itu kata Rina sudah biasa`."""
    low = reading.low
    if low[i] not in ("kata", "ujar", "tutur") or i + 1 >= len(low):
        return False
    if low[i - 1] not in ("itu", "ini", "tersebut"):
        return False  # `penggunaan kata Cina sudah diganti`
    at = reading.starts[i]
    if len(reading.text[start:at].split()) > _LONGEST_ASIDE or is_clause(reading, start, at):
        return False
    source = source_after(reading, i + 1, end, dates)
    follows = reading.token_at(source[1]) if source else len(low)
    return follows < len(low) and reading.starts[follows] < end


def read_via(reading: Reading, i: int, start: int, end: int, dates: Dates) -> Quote | None:
    """`Dilansir dari X, P`: the outlet is the source, unless the clause names a nearer one."""
    text, low, starts, ends, words = reading.text, reading.low, reading.starts, reading.ends, reading.words
    j = i + 1
    cue_end = ends[i]
    while j < len(words) and low[j] in ("dari", "oleh"):
        cue_end = ends[j]
        j += 1
    outlet = find_via(reading, starts[i], end, dates)
    comma = re.search(r"[,)]\s*,?\s*", text[(outlet[1] if outlet else cue_end) : end])
    base = outlet[1] if outlet else cue_end
    source = outlet
    if outlet is None:
        source = source_after(reading, j, end, dates)
        base = source[1] if source else cue_end
        comma = re.match(r"[\s,]*", text[base:end])
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
    if comma is None:
        return None
    if _nearer_source(reading, content_start, end) or _POINTS_BACK.match(text, content_start, end):
        return None
    content = trim(text, content_start, end_of_content(reading, content_start, end, dates))
    if content[1] - content[0] < SHORTEST_ALONE or (source is None and cue_end == ends[i]):
        return None  # `Dikutip Selasa (20/6), …`
    return Quote("indirect", [content], (starts[i], cue_end), source, "indirect.via")


_POINTS_BACK = re.compile(r"(?:hal|informasi|kabar|pernyataan|keterangan)\s+(?:itu|ini|tersebut|serupa|senada)\s+di\w+")


def first_via(reading: Reading, i: int, start: int) -> bool:
    """Return whether `dilansir X` opens the sentence."""
    lead = reading.text[start : reading.starts[i]].strip(' "“').lower()
    connective, _, rest = lead.rpartition(",")
    if connective and is_connective(connective):  # `Pasalnya, seperti dikutip dari X, P`
        lead = rest.strip()
    return lead in ("", "seperti", "sebagaimana", "seperti yang", "sebagaimana yang")


def read_passed_on(reading: Reading, i: int, start: int, end: int, dates: Dates) -> Quote | None:
    """`P, seperti dikutip dari X` and `P1, seperti dilaporkan X, P2`: an outlet is the source where nobody nearer is."""
    text, low, starts, ends = reading.text, reading.low, reading.starts, reading.ends
    first = i
    while first and low[first - 1] in ("yang", "seperti", "sebagaimana"):
        first -= 1
    if first == i or low[first] == "yang" or low[i] not in PASSED_ON_BY or starts[first] - start < SHORTEST_ALONE:
        return None
    if not text[start : starts[first]].rstrip().endswith(",") and _denied(reading, start, starts[first]):
        return None  # `membantah telah menyembunyikan data seperti dilaporkan X`: the contrary of what X says
    outlet = find_via(reading, starts[first], end, dates)
    if outlet is None or _nearer_source(reading, start, starts[first]):
        return None
    cue_end = ends[i + 1] if low[i + 1] in ("dari", "oleh") else ends[i]
    before = trim(text, *without_connective(text, start, starts[first]))
    after = re.match(r"\s*,\s*(?=\S)", text[outlet[1] : end])
    content = [before]
    if after and dates.at(outlet[1] + after.end()) is None and is_clause(reading, outlet[1] + after.end(), end):
        content.append(trim(text, outlet[1] + after.end(), end))
    elif not is_clause(reading, *before) or len(text[outlet[1] : end].split()) > _LONGEST_CLOSING:
        return None
    return Quote("indirect", content, (starts[first], cue_end), outlet, "indirect.via")


def _denied(reading: Reading, start: int, end: int) -> bool:
    low = [reading.low[k] for k in reading.tokens(start, end)]
    return any(word in ("membantah", "jangan", *DENYING) for word in low)


def _nearer_source(reading: Reading, start: int, end: int) -> bool:
    """Return whether the words after an outlet name somebody nearer: `Dikutip dari detikNews, menurut X, P`."""
    held, low = reading.tokens(start, end), reading.low
    says = (k for k in held if low[k] in active_cues() and (low[k] not in verb_class("needs_that") or low[k + 1 : k + 2] == ["bahwa"]))
    return next(says, None) is not None or any(low[k] == "menurut" for k in held)
