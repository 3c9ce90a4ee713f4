"""Who does the act of a cue, as a span, a quote whose speaker it is, or an earlier cue; who demands it. Names are the speakers' question."""

from __future__ import annotations

import re

from claimx.attribution.phrases import Dates, Span, source_after, source_before
from claimx.attribution.quote import Quote
from claimx.language.morphology import looks_like_verb
from claimx.language.reading import Reading
from claimx.language.reporting import active_cues
from claimx.ledger.cue import Cue, speech_around
from claimx.ledger.scope import DEMANDED
from claimx.lexicons import word_class

# what stands between a noun and who does it: `permintaan maaf dari X`, `klarifikasi lengkap yang ditulis X`, `pencabutan larangan … oleh X`
_GIVEN = r"di(?:ajukan|buat|kirim|keluarkan|lakukan|layangkan|lontarkan|rilis|sampaikan|tulis|tuliskan|ucapkan|unggah)"
_BY = re.compile(
    r"(?:\s+\w+){0,3}?\s+dari\s+"
    rf"|(?:\s+\w+){{0,2}}?\s+yang\s+{_GIVEN}\s+(?:oleh\s+)?(?=[A-Z])"
    rf"|(?:(?!\sdi\w{{3,}}\s)[^.;,\"“”]|(?=\s{_GIVEN}\s)\s){{0,90}}?\s+oleh\s+"
)


def find_agent(
    reading: Reading, dates: Dates, quotes: list[Quote], cue: Cue, i: int, sentence: Span, cover: int | None, earlier: list[Cue]
) -> None:
    """Set where the agent of a cue is told: a span, the speaker of a quote, or the agent of an earlier cue."""
    text, low, starts, words = reading.text, reading.low, reading.starts, reading.words
    quotation = speech_around(reading, cue.start, quotes)
    direct = cover is not None and quotes[cover].type == "direct"
    floor_offset = max(sentence[0], quotation.inner if quotation is not None else 0)
    if direct:
        mark = max((m.end() for m in re.finditer(r"[.!?]\s", text[floor_offset : cue.start])), default=0)
        floor_offset += mark
    floor = reading.token_at(floor_offset)
    high = quotation.inner_end if quotation is not None else sentence[1]
    if cue.form in ("predicate", "note", "label") and cue.label != "nonresponse":
        cue.agent_quote = cover
        return
    if cue.form == "first_person" or (cover is not None and cue.rule in ("error.happened", "clarification.misquoted")):
        cue.agent_quote = cover
        return
    if cue.form == "passive":
        j = reading.token_at(cue.end)
        if (j < len(words) and low[j] in ("oleh", "langsung")) or (
            j < len(words) and starts[j] < high and (words[j][0].isupper() or low[j] in word_class("role") or low[j] in ("juru", "pihak"))
        ):
            while j < len(words) and low[j] in ("oleh", "langsung"):
                j += 1
            cue.agent_span = source_after(reading, j, high, dates)
        elif text[cue.start : cue.end].endswith("oleh"):
            cue.agent_span = source_after(reading, j, high, dates)
        return
    if cue.form in ("noun", "absent"):
        by = _BY.match(text, cue.end, high)
        j = reading.token_at(cue.end)
        if by:
            cue.agent_span = source_after(reading, reading.token_at(by.end()), high, dates)
            if cue.agent_span:
                return
        if cue.form == "absent":
            cue.agent_span = source_before(reading, i, floor, dates) if i > floor else None
            return
        named = j < len(words) and starts[j] < high and words[j][0].isupper() and starts[j] - cue.end < 3
        publisher = any(low[k] in word_class("publishing_verb") for k in range(max(floor, i - 4), i))
        if publisher and named:  # `Harian X menerbitkan permintaan maaf Y`
            cue.agent_span = source_after(reading, j, high, dates)
            return
        light = next((k for k in range(i - 1, max(floor - 1, i - 5), -1) if low[k] in word_class("light_verb")), None)
        if light is not None:
            _verb_agent(reading, dates, quotes, cue, light, floor, cover, direct, earlier)
            return
        while j < len(words) and starts[j] < high and low[j] in ("lengkap", "resmi", "tertulis", "terbuka"):
            j += 1
        if j < len(words) and starts[j] < high and words[j][0].isupper() and starts[j] - cue.end < 24:
            cue.agent_span = source_after(reading, j, high, dates)
            return
        same = [k for k, other in enumerate(earlier) if other.label == cue.label]
        if same:
            cue.agent_same_as = same[-1]
        elif direct:
            cue.agent_quote = cover
        return
    _verb_agent(reading, dates, quotes, cue, i, floor, cover, direct, earlier)


def _parts_clauses(reading: Reading, k: int, i: int) -> bool:
    """Tell whether a `dan` before a verb at token `i` parts two clauses: a name stands behind it, a main verb before it."""
    low, words = reading.low, reading.words
    if low[k] != "dan" or k + 1 >= i or not words[k + 1][0].isupper():
        return False
    return looks_like_verb(low[k - 1]) and words[k - 1][0].islower() and "yang" not in low[max(0, k - 4) : k - 1]


def _verb_agent(
    reading: Reading, dates: Dates, quotes: list[Quote], cue: Cue, i: int, floor: int, cover: int | None, direct: bool, earlier: list[Cue]
) -> None:
    text, low, starts = reading.text, reading.low, reading.starts
    words = reading.words
    clause_floor = floor
    for k in range(i - 1, floor, -1):
        if low[k] in word_class("clause_opener") or words[k] in ";:" or _parts_clauses(reading, k, i):
            clause_floor = k + 1  # the last: `P terus terjadi dan X tetap bungkam`
            break
    lead = text[starts[clause_floor] if clause_floor < len(starts) else 0 : starts[i]]
    if cue.modality == "demanded" or cue.modality == "conditional":
        demand = None
        for match in DEMANDED.finditer(lead):
            if match.group().lower() not in word_class("obligation"):
                demand = match
        if demand and not demand.group().lower().startswith("di"):
            d = reading.token_at(starts[clause_floor] + demand.start())
            j = d + 1
            while j < i and low[j] in ("kepada", "agar", "supaya", "untuk", "dari", "terhadap", "pada", "oleh"):
                j += 1
            if j < i:
                cue.agent_span = source_after(reading, j, starts[i], dates)
            cue.demander_span = source_before(reading, d, floor, dates)
            if cue.agent_span:
                return
            if low[d] in ("tekanan",):
                cue.agent_span = source_before(reading, d, floor, dates)
                return
    relative = i - 1 > clause_floor and any(low[k] == "yang" for k in range(max(clause_floor, i - 3), i))
    if relative:
        k = next(k for k in range(i - 1, clause_floor - 1, -1) if low[k] == "yang")
        begin = (
            next(
                (
                    m
                    for m in range(k - 1, clause_floor, -1)
                    if words[m] in ",;"
                    or (looks_like_verb(low[m]) and words[m][0].islower())
                    or low[m] in ("pernyataan", "oleh", "bagi", "dengan")
                ),
                clause_floor - 1,
            )
            + 1
        )
        subject = source_before(reading, k, begin, dates)
    else:
        # `Dia menambahkan klub itu enggan …`: the subject of the clause that is said
        said = next(
            (
                k
                for k in range(i - 2, clause_floor, -1)
                if active_cues().get(low[k]) == "say" and words[k][0].islower() and low[k - 1] != "yang"
            ),
            None,
        )
        subject = source_before(reading, i, said + 1, dates) if said is not None and low[i - 1] not in ("untuk", "guna", "demi") else None
        if subject is None:
            subject = source_before(reading, i, clause_floor, dates)
    if subject is not None and low[reading.token_at(subject[0])] in word_class("no_agent"):
        same = [k for k, other in enumerate(earlier) if other.label == cue.label]
        cue.agent_same_as = same[-1] if same else None
        return
    if subject is not None:
        first = low[reading.token_at(subject[0])]
        if first in word_class("first_person") and (direct or cover is not None):
            cue.agent_quote = cover
        else:
            cue.agent_span = subject
        return
    # no subject of its own: that of the quote's speaker, of the clause before, or of the sentence
    if direct or (cover is not None and clause_floor == floor):
        cue.agent_quote = cover
        return
    for number in range(len(earlier) - 1, -1, -1):
        if reading.sentence_at(earlier[number].start) == reading.sentence_at(cue.start):
            cue.agent_same_as = number
            return
    governing = next((k for k, quote in enumerate(quotes) if quote.cue and quote.cue[0] <= cue.start < quote.cue[1]), None)
    if governing is not None:
        cue.agent_quote = governing
        return
    same_sentence = [
        k
        for k, quote in enumerate(quotes)
        if quote.cue and quote.cue[1] <= cue.start and reading.sentence_at(quote.cue[0]) == reading.sentence_at(cue.start)
    ]
    if same_sentence:
        cue.agent_quote = same_sentence[-1]
        return
    if cover is not None:
        cue.agent_quote = cover
        return
    if clause_floor > floor:
        verb = next((k for k in range(floor, i) if looks_like_verb(low[k]) and words[k][0].islower() and k > floor), None)
        if verb is not None:
            cue.agent_span = source_before(reading, verb, floor, dates)
        return
    verb = next((k for k in range(floor + 1, i) if looks_like_verb(low[k]) and words[k][0].islower()), None)
    if verb is not None:
        cue.agent_span = source_before(reading, verb, floor, dates)
