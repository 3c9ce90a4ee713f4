"""The roles of an act by syntax: the target, what it acts on, and the agent, who does it.

A cue's form says where they stand: a verb has its object after and its subject before it; a passive its subject before and its agent
after it; a noun its complement after it (`pencabutan larangan oleh X`); a predicate its subject before it (`kabar itu tidak benar`).
Who the agent is, is for the entity resolver; here it is a span, a quote whose speaker it is, or an earlier cue.
"""

from __future__ import annotations

import re

from claimx.acts.cue import Cue, near
from claimx.attribution.phrases import heads, source_after, source_before
from claimx.attribution.quote import Quote
from claimx.language.morphology import looks_like_agent_noun
from claimx.language.reporting import active_cues, bare_cues
from claimx.lexicons import word_class
from claimx.syntax.chunks import Range, Tokens
from claimx.syntax.classes import lexical_class, members
from claimx.syntax.clauses import Clause, Parser
from claimx.syntax.sentence import Syntax
from claimx.timex.spans import Span

CLAUSAL = frozenset({"denial", "confirmation", "clarification", "debunk", "error_admission", "apology", "nonresponse"})
_SELF = frozenset({"dirinya", "pihaknya"})  # inside what somebody says: who says it
_VALUES = 16  # tokens within which an old and a new value stand after what is corrected
_APOLOGY_REACH = 24  # tokens between an apology and what it is for
_OWNER = 4  # tokens after a noun of saying within which is told whose it is
_LONGEST_LEAD = 60  # tokens of a subject


def object_start(syntax: Syntax, cue: Cue) -> int:
    """Return the first token of a cue's object: the noun inside the cue (`mencabut pernyataan`), else the token after the cue."""
    first, after = syntax.reading.token_at(cue.start), syntax.reading.token_at(cue.end - 1) + 1
    if cue.form in ("verb", "noun") and cue.object_inside:
        for k in range(first + 1, after):
            if syntax.tokens.kind(k) in ("noun", "name"):
                return k
    return after


def find_target(syntax: Syntax, quotes: list[Quote], cue: Cue) -> Span | None:
    """Return the span of what is retracted, denied, corrected …, None where the sentence does not tell it."""
    for _, quote in near(quotes, cue.start):  # `membantah bahwa P`: the content of the quote that this cue governs
        governed = quote.cue is not None and quote.cue[0] <= cue.start < quote.cue[1] and quote.type != "direct"
        if governed and len(quote.content) == 1 and quote.content[0][0] >= cue.end:
            return quote.content[0]
    if cue.form == "label":
        text = syntax.reading.text
        stop = text.find("\n", cue.end)
        return _trimmed(text, cue.end, stop if stop > 0 else len(text))
    if cue.form == "note":
        return _noted(syntax, cue)
    if cue.form == "first_person" and cue.label == "correction" and (said := _said_after(syntax, cue)) is not None:
        return said
    if cue.label == "error_admission" and (done := _done_after(syntax, cue)) is not None:
        return done
    if cue.target_from == "noun":
        return _noun_before(syntax, syntax.reading.token_at(cue.start))
    curt = cue.label in ("denial", "confirmation") and cue.form in ("predicate", "never")
    if curt and (answered := _in_bracket(syntax, cue)) is not None:
        return answered
    if cue.form == "never":
        return _never(syntax, cue)
    if cue.form in ("predicate", "passive", "first_person"):
        opening = syntax.reading.token_at(cue.start) <= syntax.bounds(cue.start)[0] + 1 and cue.label == "denial"
        after = _after(syntax, cue, clause_only=cue.target_from != "after" and not opening)
        if after is not None and cue.target_from == "after" and (whole := _from_subject(syntax, cue, after)) is not None:
            return whole
        return after or _subject(syntax, cue)
    return _after(syntax, cue)


def _noun_before(syntax: Syntax, i: int) -> Span | None:
    """Return the noun that a cue right after it qualifies, with the nouns before it: `[foto dokumen] palsu itu`."""
    start, floor = i, syntax.bounds(syntax.reading.starts[i])[0]
    while start > floor and syntax.tokens.kind(start - 1) in ("noun", "name"):
        start -= 1
    return _span(syntax, start, i) if start < i else None


def _in_bracket(syntax: Syntax, cue: Cue) -> Span | None:
    """Return what the newsroom sets in brackets after a curt answer: `"Tidak benar ([menerima uang])"`."""
    i, limit = syntax.reading.token_at(cue.end - 1) + 1, syntax.bounds(cue.start)[1]
    if i >= limit or syntax.tokens.words[i] != "(":
        return None
    end = syntax.tokens.bracket_end(i, limit)
    return _span(syntax, i + 1, end - 1) if end > i + 3 else None


def _from_subject(syntax: Syntax, cue: Cue, after: Span) -> Span | None:
    """Return a predicate with the subject before its cue: `[uang itu memang benar milik desa]`, None where it has none of its own."""
    i = syntax.reading.token_at(cue.start)
    clause = syntax.parsed(cue.start).at(i)
    if clause.subject is None or clause.inherited or not clause.start <= clause.subject[0] < clause.subject[1] <= i:
        return None
    return syntax.reading.starts[clause.subject[0]], after[1]


def _done_after(syntax: Syntax, cue: Cue) -> Span | None:
    """Return what somebody was wrong to do, right after the word for it: `kami khilaf membuang cabai`."""
    i, limit = syntax.reading.token_at(cue.end - 1) + 1, syntax.bounds(cue.start)[1]
    active = i < limit and syntax.tokens.kind(i) == "verb" and syntax.tokens.low[i].startswith("me")
    return _span(syntax, i, syntax.tokens.clause_end(i, limit)) if active else None


def find_topic(syntax: Syntax, cue: Cue) -> Span | None:
    """Return the topic that the sentence names before an act without a target: `Terkait P, X angkat bicara`, `saat ditanya soal P`."""
    tokens = syntax.tokens
    i = syntax.reading.token_at(cue.start)
    floor, limit = syntax.bounds(cue.start)
    questioning, topic, responding = members("questioning"), members("topic"), members("responding")
    asked = next((k for k in range(i, limit - 1) if tokens.low[k] in questioning), None) if cue.label != "apology" else None
    if asked is not None:  # `enggan berkomentar saat ditanya soal P`
        k = asked + 1
        while k < limit - 1 and (tokens.low[k] in topic or tokens.low[k] in members("hearers") or tokens.low[k] == "oleh"):
            k += 1
        end = tokens.clause_end(k, limit) if k < limit else k
        joined = next((n for n in range(k + 1, end) if tokens.low[n] == "dan" and tokens.begins_group(n + 1, limit)), end)
        return _span(syntax, k, joined) if k < limit else None
    after = syntax.reading.token_at(cue.end - 1) + 1
    if after + 1 < limit and tokens.low[after] in responding:  # `buka suara menanggapi P`
        return _span(syntax, after + 1, tokens.object_end(after + 1, limit))
    for k in range(floor, i):
        low = tokens.low[k]
        opens = low in topic and (k == floor or tokens.low[k - 1] in questioning or tokens.words[k - 1] == ",")
        if (opens or (low in responding and k <= floor + 1)) and k + 1 < i:
            comma = next((n for n in range(k + 1, i) if tokens.words[n] == ","), i)
            end = tokens.object_end(k + 1, comma)
            return _span(syntax, k + 1, end) if end > k + 1 else None
    return None


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and not (text[start].isalnum() or text[start] in "(["):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ")]%" or _closes(text, start, end - 1)):
        end -= 1
    return (start, end) if end - start >= 2 else None


def _closes(text: str, start: int, at: int) -> bool:
    """Return whether the mark at an offset closes a quotation that was opened after `start`: `artikel berjudul "Harga Naik"`."""
    mark = text[at]
    if mark == '"':
        return text.count(mark, start, at) % 2 == 1
    return mark in "”»" and text.rfind("“" if mark == "”" else "«", start, at) > text.rfind(mark, start, at)


def _never(syntax: Syntax, cue: Cue) -> Span | None:
    """Return what somebody says that he never did: the verb at the end of the cue and what goes with it."""
    last = syntax.reading.token_at(cue.end - 1)
    limit = syntax.bounds(cue.start)[1]
    end = syntax.tokens.clause_end(last, limit)
    comma = next((k for k in range(last, end) if syntax.tokens.words[k] == ","), end)
    return _trimmed(syntax.reading.text, *syntax.offsets((last, comma)))


def _noted(syntax: Syntax, cue: Cue) -> Span | None:
    """Return what a note of the editors says was written: after `kami menulis`, or the sentence that has `semula ditulis`."""
    tokens = syntax.tokens
    i = syntax.reading.token_at(cue.end)
    if i >= len(tokens.words):
        return None
    start, limit = syntax.bounds(syntax.reading.starts[i])
    verb = next((k for k in range(max(start, i), limit) if tokens.low[k] in members("wrote")), None)
    if verb is None:
        return None
    if tokens.low[verb].startswith("me"):
        return _span(syntax, verb + 1, tokens.clause_end(verb + 1, limit))
    return _span(syntax, i, tokens.clause_end(i, limit))


def _said_after(syntax: Syntax, cue: Cue) -> Span | None:
    """Return what somebody says right after announcing a correction: `Saya koreksi, yang hadir 40 orang, bukan 400`."""
    limit = syntax.bounds(cue.start)[1]
    i = syntax.reading.token_at(cue.end - 1) + 1
    return _span(syntax, i + 1, limit) if i + 2 < limit and syntax.tokens.words[i] in ",:" else None


def _after(syntax: Syntax, cue: Cue, clause_only: bool = False) -> Span | None:
    """Return the object or complement clause after a cue; with `clause_only` no more than a clause after `bahwa`."""
    tokens = syntax.tokens
    limit = syntax.bounds(cue.start)[1]
    i = object_start(syntax, cue)
    if clause_only:
        return _clause_after(syntax, cue, i, limit)
    if i < syntax.reading.token_at(cue.end):
        return _trimmed(syntax.reading.text, *syntax.offsets((i, _object_end(syntax, cue, i, limit))))
    topical = False
    while i < limit:
        if tokens.complements(i) or (tokens.low[i] in members("condition") and not topical):
            return _span(syntax, i + 1, tokens.clause_end(i + 1, limit))
        if not topical and _clause_after_comma(syntax, cue, i, limit):
            reported = i + 1 < limit and tokens.low[i + 1] in active_cues()  # `membantah, menegaskan bahwa P`: P is held against it
            return None if reported else _span(syntax, i + 1, tokens.clause_end(i + 1, limit))
        topical = topical or tokens.low[i] in members("topic") or (tokens.low[i] == "akan" and cue.label == "denial")
        step = _past_manner(syntax, cue, i, limit)
        if step == i:
            break
        i = step
    there = _existential(syntax, i, limit) if i < limit and cue.form == "verb" and not topical else None
    aside = cue.label == "confirmation" and not topical and there is None
    if aside and (told := _after_aside(syntax, i, limit)) is not None:
        return told
    if i >= limit:
        return None
    if cue.target_from == "topic" and not topical:
        return None
    if cue.label == "apology" and not topical:
        return _apologised_for(syntax, cue, i, limit)
    if cue.form == "noun" and not topical and not cue.object_inside:
        return None
    i = i if there is None else there
    return _span(syntax, i, _object_end(syntax, cue, i, limit)) if _begins_object(syntax, cue, i, topical) else None


def _after_aside(syntax: Syntax, i: int, limit: int) -> Span | None:
    """Return the clause after a comma or circumstance: `X mengakui[, saat ini banyak kabar beredar]`."""
    tokens = syntax.tokens
    if i >= limit or not (tokens.words[i] == "," or tokens.kind(i) in ("adverbial", "preposition")):
        return None
    start = i + 1 if tokens.words[i] == "," else i
    comma = next((k for k in range(start, limit) if tokens.words[k] == ","), start - 1)
    clause = comma + 1 if tokens.clause_follows(comma + 1, limit) else start
    if clause >= limit or tokens.low[start] in bare_cues():
        return None  # `mengakui, kata Rina`
    first = tokens.date_end(start)  # `mengakui, tahun ini jalan itu rusak`
    plain = tokens.words[i] == "," and first < limit and tokens.kind(first) not in ("preposition", "adverbial", "mark")
    if not (plain or tokens.clause_follows(clause, limit)):
        return None  # `mengakui di Jakarta, Senin`
    if tokens.kind(start) == "adverbial":
        start = clause  # a time or reason is no part of what is told
    return _span(syntax, start, tokens.clause_end(clause, limit))


def _clause_after(syntax: Syntax, cue: Cue, i: int, limit: int) -> Span | None:
    """Return the clause after a predicate: after `bahwa`, or at once after a denial (`tidak benar saya menemui mereka`)."""
    tokens = syntax.tokens
    if i >= limit:
        return None
    if tokens.kind(i) in ("pronoun", "name") and tokens.clause_follows(i, limit) and cue.label == "denial":
        return _span(syntax, i, tokens.clause_end(i, limit))
    return _span(syntax, i + 1, tokens.clause_end(i + 1, limit)) if tokens.low[i] in members("condition") | {"bahwa"} else None


def _clause_after_comma(syntax: Syntax, cue: Cue, i: int, limit: int) -> bool:
    """Return whether a comma at token `i` and a clause follow a verb that takes one: `X membantah, kliennya tidak di sana`."""
    clausal = cue.label in CLAUSAL and cue.label != "apology" and cue.form == "verb"
    return clausal and syntax.tokens.words[i] == "," and syntax.tokens.clause_follows(i + 1, limit)


def _past_manner(syntax: Syntax, cue: Cue, i: int, limit: int) -> int:
    """Return the token after one word or phrase that tells how, to whom or about what an act is done, `i` where none stands there."""
    tokens, low = syntax.tokens, syntax.tokens.low[i]
    if low in members("said_how") and i + 1 < limit:
        return i + 2
    if low in members("manner") or low in members("topic") or (low == "akan" and cue.label == "denial"):
        return i + 1
    if low == "kepada" and tokens.prepositional_end(i, limit) < limit:
        return tokens.prepositional_end(i, limit)
    return i + 1 if tokens.words[i] == "," and cue.target_from == "after" else i


def _begins_object(syntax: Syntax, cue: Cue, i: int, topical: bool) -> bool:
    """Return whether an object begins at token `i`, and no `apa pun`, pointer, circumstance, conjunction or day."""
    tokens = syntax.tokens
    if tokens.low[i] == "apapun" or tokens.low[i : i + 2] == ["apa", "pun"]:
        return False  # `enggan berkomentar apa pun`
    if cue.label == "clarification" and not topical and tokens.kind(i) in ("demonstrative", "adverb"):
        return False  # `memberikan klarifikasi ini`, `memberikan klarifikasi paling lambat Senin`
    if tokens.kind(i) in ("adverbial", "coordinator", "mark") or tokens.date_end(i) > i:
        return False
    return topical or tokens.kind(i) != "preposition"


def _existential(syntax: Syntax, i: int, limit: int) -> int | None:
    """Return where a clause of existence begins after the circumstance that opens it: `membenarkan [di antaranya] ada X`."""
    tokens = syntax.tokens
    if tokens.kind(i) != "preposition":
        return None
    after = tokens.prepositional_end(i, limit)
    return after if after < limit - 1 and tokens.low[after] in ("ada", "terdapat") and tokens.kind(after + 1) in ("noun", "name") else None


def _apologised_for(syntax: Syntax, cue: Cue, i: int, limit: int) -> Span | None:
    """Return what an apology is for: a clause right after it, or what follows `atas`, `karena`, `usai` … within some words."""
    tokens = syntax.tokens
    if cue.form != "noun" and tokens.begins_group(i, limit):
        return _span(syntax, i, tokens.clause_end(i, limit))
    for k in range(i, min(limit - 1, i + _APOLOGY_REACH)):
        low = tokens.low[k]
        told = low in ("atas", "soal", "terkait", "mengenai") or (
            low == "untuk" and tokens.low[k + 1] in ("apa", "apapun", "segala", "semua")
        )
        if told or low in members("reason") or (low == "dengan" and k > i):
            return _span(syntax, k + 1, tokens.clause_end(k + 1, limit))
        another = cue.form == "noun" and tokens.kind(k) == "coordinator" and tokens.kind(k + 1) == "noun"
        if another or tokens.words[k] in ".;":
            return None  # `permintaan maaf dan keterangan soal P`: P is another's
    return None


def _object_end(syntax: Syntax, cue: Cue, i: int, limit: int) -> int:
    """Return where an object ends: with its clause where it is one (`membantah kliennya menerima suap`), before who did it by `oleh`."""
    tokens = syntax.tokens
    if cue.label in CLAUSAL:
        if tokens.begins_group(i, limit):
            return tokens.clause_end(i, limit)
        end = tokens.noun_phrase_end(i, limit)
        if end > i and tokens.begins_group(end, limit):
            return tokens.clause_end(i, limit)
    end = tokens.object_end(i, limit)
    if (
        cue.label in CLAUSAL
        and cue.form != "noun"
        and i < end < limit
        and tokens.begins_group(end, limit)
        and tokens.kind(end - 1) != "mark"
    ):
        return tokens.clause_end(i, limit)  # `mengakui pasokan dari pabriknya belum mencukupi`
    if cue.form == "noun":
        by = next((k for k in range(i, end) if tokens.low[k] == "oleh"), None)
        end = by if by is not None and not any(tokens.low[k] == "yang" for k in range(i, by)) else end
    return _past_new_value(tokens, i, end, limit) if cue.label == "correction" else end


def _past_new_value(tokens: Tokens, start: int, i: int, limit: int) -> int:
    """Return the token after the old and new value of an object [start, i), `i` where none follow: `merevisi jumlah korban [dari 14 menjadi 11 orang]`."""
    stop = next((k for k in range(i, min(limit, i + _VALUES)) if tokens.kind(k) == "mark"), min(limit, i + _VALUES))
    new = next((k for k in range(i, stop) if tokens.low[k] == "menjadi"), None)
    return i if new is None or "dari" not in tokens.low[start:new] else tokens.noun_phrase_end(new + 1, limit)


def _span(syntax: Syntax, i: int, end: int) -> Span | None:
    start, stop = syntax.offsets((i, end))
    return _trimmed(syntax.reading.text, start, stop) if stop > start else None


def _subject(syntax: Syntax, cue: Cue) -> Span | None:
    """Return the subject of a predicate or passive, with its relative and complement clauses."""
    parser = syntax.parsed(cue.start)
    i = syntax.reading.token_at(cue.start)
    clause = parser.at(i)
    if clause.group is None or not clause.group.start <= i < clause.group.end:
        return _subject_of_noun(syntax, cue, clause, i)
    if clause.relation == "relative" and clause.subject is not None and clause.subject[1] <= i:
        return _span(syntax, *(_owned_inside(syntax, clause) or clause.subject))
    if clause.subject is not None and not clause.inherited:
        end = clause.group.start if clause.group.start > clause.subject[0] else clause.subject[1]
        return _without_lead(syntax, clause.subject[0], min(end, i))
    first = clause.opener if clause.relation == "adverbial" else None
    if first is not None and clause.subject is not None and clause.subject[1] <= first and syntax.tokens.words[first - 1] == ",":
        return _span(syntax, *clause.subject)  # `Kabar itu membuat warga panik, padahal tidak benar`
    outer = parser.clauses[clause.parent] if clause.relation == "complement" and clause.parent is not None else None
    if outer is not None and outer.relation == "relative" and (own := _owned_inside(syntax, outer)) is not None:
        return _span(syntax, *own)  # `tempat yang izinnya dikatakan dicabut`
    return _up_to_cue(syntax, cue, clause.subject if clause.subject is not None and clause.subject[1] <= i else None, i)


def _owned_inside(syntax: Syntax, clause: Clause) -> Range | None:
    """Return what a relative clause says of something its noun has: `perusahaan yang [izinnya] dicabut`."""
    if clause.opener is None or clause.group is None:
        return None
    tokens, own = syntax.tokens, clause.opener + 1
    held = tokens.low[own : clause.group.start]
    if held and tokens.kind(own) == "noun" and any(word.endswith("nya") for word in held):
        return own, tokens.noun_phrase_end(own, clause.group.start)
    return None


def _subject_of_noun(syntax: Syntax, cue: Cue, clause: Clause, i: int) -> Span | None:
    """Return the subject of a noun that is the predicate (`… adalah berita bohong`): that of the verb group nearest before it."""
    parser = syntax.parsed(cue.start)
    before = [c for c in parser.clauses if c.group is not None and c.group.end <= i and i < c.end]
    if before and clause.group is not None:
        clause = max(before, key=lambda c: c.group.start if c.group is not None else 0)
    while clause.relation in ("relative", "adverbial") and clause.parent is not None:
        clause = parser.clauses[clause.parent]
    subject = clause.subject if clause.subject is not None and clause.subject[1] <= i else None
    if clause.group is None and clause.subject is not None and clause.subject[0] < i and _ends_subject(syntax, i - 1):
        subject = (clause.subject[0], i)  # `Fotonya hoaks`, `isu itu ternyata hoaks`
    if clause.group is not None and clause.group.end <= i:
        if clause.group.passive and subject is not None:  # `pesan itu dikategorikan sebagai hoaks`
            first = subject[0]  # `tersebut` after a bracket: its noun stands before and is not read
            cut = first > 0 and syntax.tokens.kind(first) == "demonstrative" and syntax.tokens.words[first - 1] == ")"
            return None if cut else _without_lead(syntax, subject[0], clause.group.start)
        meant = next((r for r in clause.objects if clause.group.end <= r[0] and r[1] <= i), None)
        subject = subject if syntax.tokens.kind(clause.group.head) == "copula" else meant  # `menegaskan pesan itu hoaks`
    return _up_to_cue(syntax, cue, subject, i)


def _up_to_cue(syntax: Syntax, cue: Cue, subject: Range | None, i: int) -> Span | None:
    """Return the span from the first token of a subject to the predicate at token `i`, without the particles between."""
    tokens = syntax.tokens
    if cue.form == "first_person":  # `Ucapan saya bahwa P, saya tarik`
        clauses = syntax.parsed(cue.start).clauses
        told = (c.subject for c in clauses if c.subject is not None and c.subject[1] <= i and tokens.kind(c.subject[0]) != "pronoun")
        subject = next(told, subject if subject is not None and tokens.kind(subject[0]) != "pronoun" else None)
        if subject is None:  # `Konten itu sudah kami hapus`: the object stands before who does it
            first = syntax.bounds(cue.start)[0]
            floor = next((k + 1 for k in range(i - 1, first - 1, -1) if tokens.kind(k) in ("mark", "coordinator")), first)
            subject = (floor, i) if floor < i and tokens.kind(floor) in ("noun", "name") else None
    if subject is None:
        return None
    end = i
    while (
        end > subject[0]
        and (
            (tokens.low[end - 1] in members("linking") and tokens.low[end - 1] not in ("itu", "ini", "tersebut"))
            or tokens.kind(end - 1) in ("negator", "auxiliary", "adverb", "mark", "copula")
        )
        and tokens.dates.covering(syntax.reading.starts[end - 1]) is None
    ):
        end -= 1
    return _without_lead(syntax, max(subject[0], syntax.bounds(cue.start)[0], end - _LONGEST_LEAD), end)


def _ends_subject(syntax: Syntax, i: int) -> bool:
    """Return whether a noun phrase can end at token `i` right before a noun that is its predicate."""
    return syntax.tokens.kind(i) in ("demonstrative", "adverb") or syntax.tokens.low[i].endswith("nya")


def _without_lead(syntax: Syntax, i: int, end: int) -> Span | None:
    """Return the span of a subject without the particles before and after it."""
    tokens = syntax.tokens
    if tokens.low[i] in ("klarifikasi", "koreksi", "ralat") and i + 1 < end and tokens.low[i + 1] in (",", ":", "yang"):
        i += 1
    while i < end and tokens.kind(i) in ("adverb", "coordinator", "auxiliary", "mark", "preposition"):
        i += 1
    while (
        end > i
        and tokens.kind(end - 1) in ("mark", "auxiliary", "adverb", "copula", "coordinator", "adverbial")
        and tokens.dates.covering(syntax.reading.starts[end - 1]) is None
    ):
        end -= 1
    return _span(syntax, i, end) if end > i else None


# -- whose statement it is -----------------------------------------------------------------------------------------------------
def find_claimant(syntax: Syntax, cue: Cue) -> Span | None:
    """Return who made what a target names: `pernyataan [X] yang menyebut P`, `klaim yang disampaikan [X] soal P`, `penetapan oleh [X]`."""
    if cue.target is None or cue.label == "nonresponse":
        return None
    tokens = syntax.tokens
    first, stop = range_of(syntax, cue.target)
    if tokens.low[first] not in members("claimed"):
        return None
    told = _told_owner(tokens, first, stop)
    start = first + 1 if told is None else told
    end = next((k for k in range(start, stop) if _ends_owner(tokens, k)), stop)
    if start >= end or (told is None and not _owns(tokens, first, end == stop)):
        return None
    owner = _phrase_after(syntax, start, end)
    whole = owner is not None and owner[1] == syntax.reading.ends[end - 1]  # `narasi Indonesia dalam kondisi yang sulit` is nobody's
    return owner if whole or told is not None else None


def _told_owner(tokens: Tokens, first: int, stop: int) -> int | None:
    """Return the token after `oleh`, or after the passive that tells who made it (`klaim yang disampaikan X`), None where neither stands there."""
    near = range(first + 1, min(stop - 1, first + 1 + _OWNER))
    by = next((k for k in near if tokens.low[k] == "oleh"), None)
    made = next((k for k in near if tokens.low[k] in members("made_by") and tokens.low[k - 1] == "yang"), None)
    last = by if by is not None else made
    return None if last is None else last + 1


def _ends_owner(tokens: Tokens, k: int) -> bool:
    """Return whether what a statement says, or its number, begins at token `k`, after whose it is."""
    low = tokens.low[k]
    return tokens.kind(k) in ("that", "complementizer", "number") or low in members("topic") or low in members("after_owner")


def _owns(tokens: Tokens, first: int, last: bool) -> bool:
    """Return whether the word after the noun of saying at token `first` tells whose it is: a name, an office, a body, several.

    Where nothing follows it (`last`), it may be what a rumour is about (`kabar Rina mundur`).
    """
    noun, i = tokens.low[first], first + 1
    if noun == "penetapan" or (noun, tokens.low[i]) == ("laporan", "polisi") or (last and noun not in members("stated_by")):
        return False
    return tokens.kind(i) == "name" or tokens.acts(i) or tokens.low[i] in members("opens_owner")


# -- who does it --------------------------------------------------------------------------------------------------------------
def find_agent(syntax: Syntax, quotes: list[Quote], cue: Cue, earlier: list[Cue]) -> None:
    """Set where the agent of a cue is told: `agent_span`, `agent_quote` or `agent_same_as`; `demander_span` where it is demanded."""
    cover = cue.quote
    if cue.agent_from == "speaker" or (cue.form in ("predicate", "note", "label") and cue.label != "nonresponse"):
        cue.agent_span = _by(syntax, cue)
        if cue.agent_span is not None:
            return
        cue.agent_quote = cover if cover is not None else _governing(syntax, quotes, cue)
        if cue.agent_quote is None:
            cue.agent_span = _teller(syntax, cue)
        return
    if cue.agent_from == "asked":
        cue.agent_span = _by(syntax, cue) or _asked_party(syntax, cue)
        return
    if cue.agent_from == "before":  # `sudah ia cabut`
        first = syntax.reading.token_at(cue.start) - 1
        cue.agent_span = (syntax.reading.starts[first], syntax.reading.ends[first])
        return
    if cue.form == "first_person" or (cue.form == "never" and cover is not None):
        cue.agent_quote = cover
    elif cue.form == "passive":
        _agent_of_passive(syntax, cue, earlier)
    elif cue.form in ("noun", "absent"):
        _agent_of_noun(syntax, quotes, cue, earlier)
    else:
        _agent_of_verb(syntax, quotes, cue, earlier, syntax.reading.token_at(cue.start))


def _by(syntax: Syntax, cue: Cue) -> Span | None:
    """Return who stands after `oleh` right after a cue: `dipastikan hoaks oleh X`, `tidak ditanggapi oleh X`."""
    after = syntax.reading.token_at(cue.end - 1) + 1
    told = syntax.tokens.low[after : after + 1] == ["oleh"]
    return _phrase_after(syntax, after, syntax.bounds(cue.start)[1]) if told else None


def _asked_party(syntax: Syntax, cue: Cue) -> Span | None:
    """Return whom the thing that was not answered was sent to: `pertanyaan yang dikirim kepada X belum dijawab`."""
    i = syntax.reading.token_at(cue.start)
    sent = [k for k in range(syntax.bounds(cue.start)[0], i - 1) if syntax.tokens.low[k] == "kepada"]
    return _phrase_after(syntax, sent[-1] + 1, i) if sent else None


def _governing(syntax: Syntax, quotes: list[Quote], cue: Cue) -> int | None:
    """Return the quote whose cue stands in the sentence of an act that no content holds (`Kabar itu tidak benar, kata X`)."""
    here = syntax.reading.sentence_at(cue.start)
    return next((n for n, quote in enumerate(quotes) if quote.cue and syntax.reading.sentence_at(quote.cue[0]) == here), None)


def _teller(syntax: Syntax, cue: Cue) -> Span | None:
    """Return who tells the clause of an act that nobody is quoted for: `X mengakui pesan itu adalah kekeliruan`."""
    parser, i = syntax.parsed(cue.start), syntax.reading.token_at(cue.start)
    for clause in parser.clauses:
        if (
            clause.group is not None
            and clause.group.end <= i
            and clause.relation == "main"
            and syntax.tokens.low[clause.group.head] in active_cues()
        ):
            return _subject_phrase(syntax, parser, clause, clause.group.start)
    return None


def _phrase_after(syntax: Syntax, i: int, limit: int) -> Span | None:
    reading = syntax.reading
    if i >= len(reading.words) or i >= limit:
        return None
    high = reading.ends[limit - 1]
    return source_after(reading, i, high, syntax.tokens.dates)


def _agent_of_passive(syntax: Syntax, cue: Cue, earlier: list[Cue]) -> None:
    clause = syntax.clause_at(cue.start)
    limit = syntax.bounds(cue.start)[1]
    i = syntax.reading.token_at(cue.end - 1) + 1
    while i < limit and syntax.tokens.low[i] in ("langsung", "keras", "tegas", "juga", "pula", "sendiri", "kembali", "secara", "resmi"):
        i += 1
    by = next((k for k in range(i, min(limit, i + 8)) if syntax.tokens.low[k] == "oleh" and syntax.tokens.kind(k - 1) != "mark"), None)
    if by is not None:
        cue.agent_span = _phrase_after(syntax, by, limit)
    elif clause.agent is not None and clause.agent[0] >= i - 1:
        cue.agent_span = _phrase_after(syntax, max(i, clause.agent[0]), limit)
    elif syntax.tokens.agent_end(i, limit) > i:
        cue.agent_span = _phrase_after(syntax, i, limit)
    elif (
        i < limit
        and syntax.tokens.kind(i) == "noun"
        and (syntax.tokens.low[i] in word_class("group") | heads() or looks_like_agent_noun(syntax.tokens.low[i]))
    ):
        cue.agent_span = syntax.offsets((i, syntax.tokens.noun_phrase_end(i, limit)))
    if cue.agent_span is None:
        cue.agent_span = _decided_by(syntax, cue, clause)
    if cue.agent_span is None and cue.target is not None:
        cue.agent_same_as = _same_object(syntax, cue.target, cue, earlier)


def _decided_by(syntax: Syntax, cue: Cue, clause: Clause) -> Span | None:
    """Return who decides that something be done: `X memutuskan bahwa izin itu dicabut`."""
    parser = syntax.parsed(cue.start)
    outer = parser.clauses[clause.parent] if clause.relation == "complement" and clause.parent is not None else None
    if outer is None or outer.group is None or syntax.tokens.low[outer.group.head] not in members("deciding"):
        return None
    return _subject_phrase(syntax, parser, outer, outer.group.start)


def _same_object(syntax: Syntax, target: Span, cue: Cue, earlier: list[Cue]) -> int | None:
    """Return the act told before that a passive without agent tells again: of one class, done to what the same noun names."""
    low, start = syntax.reading.low, range_of(syntax, target)[0]
    head = low[start].removesuffix("nya")
    for k in range(len(earlier) - 1, -1, -1):
        other = earlier[k]
        if other.label == cue.label and other.target is not None and other.form in ("verb", "noun"):
            words = low[slice(*range_of(syntax, other.target))]
            if head in (word.removesuffix("nya") for word in words):
                return k
    return None


def _agent_of_noun(syntax: Syntax, quotes: list[Quote], cue: Cue, earlier: list[Cue]) -> None:  # noqa: C901
    tokens = syntax.tokens
    floor, limit = syntax.bounds(cue.start)
    first, i = syntax.reading.token_at(cue.start), syntax.reading.token_at(cue.end - 1) + 1
    end = tokens.object_end(first, limit)
    by = _by_within(tokens, i, limit)
    if by is not None:
        cue.agent_span = _phrase_after(syntax, by, limit)
    if cue.agent_span is None and (given := _given_by(syntax, i, limit)) is not None:
        cue.agent_span = _phrase_after(syntax, given, limit)
    same = [k for k, other in enumerate(earlier) if other.label == cue.label]
    again = bool(same) and i < limit and tokens.kind(i) == "demonstrative"  # `Penarikan itu`, told before
    if cue.agent_span is None and not again:
        cue.agent_span = _carried_out_by(syntax, cue, first)
    if cue.agent_span is not None:
        return
    if i < limit and tokens.kind(i) == "name" and not word_class("publishing_verb").isdisjoint(tokens.low[max(floor, first - 3) : first]):
        cue.agent_span = _phrase_after(syntax, i, limit)  # `Harian X menerbitkan permintaan maaf Y`
        return
    carrying = next((k for k in range(first - 1, max(floor - 1, first - 5), -1) if tokens.low[k] in word_class("light_verb")), None)
    if carrying is not None:
        _agent_of_verb(syntax, quotes, cue, earlier, carrying)
        return
    while i < limit and tokens.low[i] in ("lengkap", "resmi", "tertulis", "terbuka", "dari", "pihak"):
        i += 1
    owned = i < limit and (tokens.kind(i) == "name" or tokens.low[i] in word_class("role") or tokens.low[i] in word_class("organization"))
    if owned and cue.label not in ("retraction", "revocation", "takedown"):
        cue.agent_span = _phrase_after(syntax, i, limit)
        if cue.agent_span is not None:
            return
    end = max(end, tokens.noun_phrase_end(i, limit))
    owner = _owner(syntax, i, end)
    if owner is not None and (cue.label == "retraction" or tokens.low[i - 1].removesuffix("nya") in members("owned")):
        cue.agent_span = _phrase_after(syntax, owner, end)
        if cue.agent_span is not None:
            return
    if cue.form == "absent":
        cue.agent_span = _subject_phrase(syntax, syntax.parsed(cue.start), syntax.clause_at(cue.start), first)
        if cue.agent_span is not None:
            return
    if same:
        cue.agent_same_as = same[-1]
    elif cue.quote is not None and cue.label not in ("retraction", "revocation", "takedown"):
        cue.agent_quote = cue.quote


def _carried_out_by(syntax: Syntax, cue: Cue, i: int) -> Span | None:
    """Return who carries out what the noun of act at token `i` names: `pencabutan izin itu dilakukan Dinas X`, `permintaan maaf disampaikan Y`."""
    clause = syntax.clause_at(cue.start)
    if clause.group is None or clause.agent is None or clause.inherited or clause.group.start <= i:
        return None
    before = [*clause.obliques, *([clause.subject] if clause.subject is not None else [])]  # `perihal pencabutan izin itu diumumkan X`
    carried = syntax.tokens.low[clause.group.head] in members("carrying_passive") and any(r[0] <= i < r[1] for r in before)
    by = syntax.tokens.low[clause.agent[0]] == "oleh"
    return _phrase_after(syntax, clause.agent[0] + by, syntax.bounds(cue.start)[1]) if carried else None


def _by_within(tokens: Tokens, i: int, limit: int) -> int | None:
    """Return the token `oleh` after a noun of act and its object, before what another passive tells: `dicabutnya larangan melintas di Jalan X oleh Y`."""
    for k in range(i, limit):
        if tokens.low[k] == "oleh":
            return k
        if tokens.words[k] in ",;" or (tokens.kind(k) == "verb" and tokens.low[k].startswith(("di", "ter"))):
            return None
    return None


def _owner(syntax: Syntax, i: int, end: int) -> int | None:
    """Return the token of whose the withdrawn thing is, at the end of its noun phrase: `pencabutan permohonan para pemohon`."""
    stop = min(syntax.tokens.noun_phrase_end(i, end), end) if i < end else i
    if i < stop and syntax.tokens.kind(i) == "name" and syntax.tokens.low[i - 1] in members("owned"):
        return i  # `pencabutan larangan Sagara Laut`
    return next((k for k in range(i, stop) if syntax.tokens.low[k] in ("para", "pihak")), None)


def _given_by(syntax: Syntax, i: int, limit: int) -> int | None:
    """Return the token of who gave a noun of act: `klarifikasi yang disampaikan X`, `permintaan maaf dari X`."""
    tokens = syntax.tokens
    for k in range(i, min(limit, i + 4)):
        if tokens.low[k] == "dari" and tokens.kind(k - 1) != "mark":
            return k + 1
        if (
            tokens.kind(k) == "that"
            and k + 2 < limit
            and tokens.low[k + 1].startswith("di")
            and (tokens.kind(k + 2) in ("name", "preposition") or tokens.low[k + 2] in word_class("organization"))
        ):
            return k + 2
    return None


def _subject_phrase(syntax: Syntax, parser: Parser, clause: Clause, i: int) -> Span | None:
    """Return the noun phrase that names the subject of a clause of `parser`, as sources are read; None where it is none that acts."""
    reading, tokens = syntax.reading, syntax.tokens
    subject = clause.subject
    if subject is None or tokens.low[subject[0]] in members("asking_who"):
        return None
    if subject[0] >= i:  # `Setelah meminta maaf, Rina …`: who does the rest of the sentence
        outer = parser.clauses[clause.parent] if clause.inherited and clause.parent is not None else None
        group = outer.group if outer is not None and clause.relation == "adverbial" else None
        return None if group is None else _phrase_after(syntax, subject[0], group.start)
    if tokens.low[subject[0]] == "baik" and subject[0] + 1 < subject[1]:
        subject = (subject[0] + 1, subject[1])  # `Baik X maupun Y`
    if _is_event(syntax, subject):
        return None  # `Datangnya Rina menepis isu itu`
    if tokens.low[subject[0]].removesuffix("nya") in word_class("no_agent"):  # `sikap KPU mencabut …`: whose it is
        return _phrase_after(syntax, subject[0] + 1, subject[1])
    if subject[1] > i:
        return source_before(reading, i, subject[0], tokens.dates)
    if not clause.inherited and clause.relation != "relative":
        stop = clause.group.start if clause.group is not None and clause.group.start >= subject[1] else subject[1]
        while stop > subject[1] and tokens.low[stop - 1] in ("untuk", "agar", "supaya", "guna"):
            stop -= 1
        found = source_before(reading, stop, subject[0], tokens.dates)
        if found is not None:
            return found
    owner = parser.clauses[clause.parent] if clause.inherited and clause.parent is not None else clause
    whole = owner.subject == subject and owner.group is not None and owner.group.start > subject[1] and tokens.kind(subject[1]) == "that"
    stop = owner.group.start if whole and owner.group is not None else subject[1]  # `seorang yang mengaku pemilik akun`
    found = _phrase_after(syntax, subject[0], stop)
    if found is None and clause.relation == "relative" and tokens.kind(subject[0]) in ("noun", "determiner"):
        return syntax.offsets(subject)  # `aktor-aktor lain yang menolak …`
    return found


def _is_event(syntax: Syntax, subject: Range) -> bool:
    """Return whether a subject is that something happens: a verb with -nya before whose it is (`datangnya Rina`)."""
    first = syntax.tokens.low[subject[0]]
    base = first.removesuffix("nya")
    return first != base and subject[1] - subject[0] > 1 and lexical_class(base) == "verb"


def _agent_of_verb(syntax: Syntax, quotes: list[Quote], cue: Cue, earlier: list[Cue], i: int) -> None:
    tokens, parser = syntax.tokens, syntax.parsed(cue.start)
    clause = parser.at(i)
    direct = cue.quote is not None and quotes[cue.quote].type == "direct"
    if cue.modality in ("demanded", "conditional") and _asked(syntax, parser, clause, cue):
        return
    if _headless(tokens, parser, clause):
        cue.agent_span = _equated(syntax, cue)
        return
    clause = _issuing(tokens, parser, clause)
    if direct and tokens.low[i] == "mohon" and (clause.subject is None or clause.subject[1] != i):
        cue.agent_quote = cue.quote  # who says `mohon maaf` asks it himself
        return
    span = _subject_phrase(syntax, parser, clause, i)
    if span is None:
        _agent_beside(syntax, quotes, cue, earlier)
        return
    first = tokens.low[syntax.reading.token_at(span[0])]
    own = first in word_class("first_person") | _SELF and cue.quote is not None
    if own or (clause.inherited and clause.parent is not None and _is_quoted(quotes, cue, clause, syntax)):
        cue.agent_quote = cue.quote
    else:
        cue.agent_span = span


def _asked(syntax: Syntax, parser: Parser, clause: Clause, cue: Cue) -> bool:
    """Note who demands an act, by the clause that it depends on; return whether that tells of whom."""
    outer = parser.clauses[clause.parent] if clause.parent is not None else None
    if outer is None or outer.group is None or clause.relation not in ("complement", "adverbial"):
        return False
    cue.demander_span = _subject_phrase(syntax, parser, outer, outer.group.start)
    end = outer.group.end
    to_whom = (r for r in outer.obliques if r[0] >= end and syntax.tokens.low[r[0] - 1] == "kepada")
    asked = next((r for r in outer.objects if r[0] >= end), None) or next(to_whom, None)
    if asked is None or not clause.inherited:
        return False
    cue.agent_span = _phrase_after(syntax, *asked)
    return cue.agent_span is not None


def _headless(tokens: Tokens, parser: Parser, clause: Clause) -> bool:
    """Return whether no noun stands before the `yang` of a clause, which so is about whoever does it: `Yang mencabut izin itu adalah X`."""
    while clause.relation == "complement" and clause.inherited and clause.parent is not None:
        clause = parser.clauses[clause.parent]
    if clause.relation != "relative" or clause.opener is None:
        return False
    first = parser.clauses[0]
    if clause.subject is None or (first.subject is None and first.group is None):
        return True  # `Menurut Rina, yang mencabut izin itu …`
    return tokens.low[clause.opener - 1] in active_cues() or tokens.low[clause.opener - 1] == "bahwa"


def _equated(syntax: Syntax, cue: Cue) -> Span | None:
    """Return who a headless clause says that it is, after the copula that follows it; None where none follows."""
    tokens, limit = syntax.tokens, syntax.bounds(cue.start)[1]
    copula = next((k for k in range(syntax.reading.token_at(cue.end - 1) + 1, limit) if tokens.kind(k) == "copula"), None)
    return _phrase_after(syntax, copula + 1, limit) if copula is not None else None


def _issuing(tokens: Tokens, parser: Parser, clause: Clause) -> Clause:
    """Return the clause of who issued a document that a relative clause is told of (`Kementerian mengeluarkan laporan yang menyangkal P`), else the clause."""
    if (
        clause.relation != "relative"
        or clause.subject is None
        or clause.parent is None
        or tokens.low[clause.subject[0]] not in word_class("document")
    ):
        return clause
    issuer = parser.clauses[clause.parent]
    return issuer if issuer.subject is not None and issuer.subject[0] < clause.subject[0] else clause


def _agent_beside(syntax: Syntax, quotes: list[Quote], cue: Cue, earlier: list[Cue]) -> None:
    """Set the agent of a verb without a subject: who is quoted with it, the agent of the act before it, or who speaks in its sentence."""
    if cue.quote is not None:
        i = syntax.reading.token_at(cue.start)
        asked = cue.modality == "demanded" and (cue.label != "apology" or (i > 0 and syntax.tokens.kind(i - 1) == "auxiliary"))
        cue.agent_quote = None if asked else cue.quote  # `Yang mengunggah harus menghapus videonya`, but `Ya, minta maaf saja`
        return
    here = syntax.reading.sentence_at(cue.start)
    if earlier and syntax.reading.sentence_at(earlier[-1].start) == here:
        cue.agent_same_as = len(earlier) - 1
        return
    said = ((k, quote.cue) for k, quote in near(quotes, cue.start) if quote.cue)
    cue.agent_quote = next((k for k, at in said if syntax.reading.sentence_at(at[0]) == here and at[0] <= cue.end), None)


def _is_quoted(quotes: list[Quote], cue: Cue, clause: Clause, syntax: Syntax) -> bool:
    """Return whether a clause without a subject of its own is what somebody says of himself: `X mengaku telah mencabut …`."""
    if cue.quote is None:
        return False
    content = quotes[cue.quote].content[0]
    starts = syntax.reading.starts
    outside = clause.subject is None or not content[0] <= starts[clause.subject[0]] < content[1]
    return outside and content[0] <= starts[clause.start] < content[1]


def pointing_pronoun(text: str) -> bool:
    """Return whether a target is a pronoun of a person, which nothing is known of by itself."""
    return re.fullmatch(r"(?i)saya|kami|aku|kita|ia|dia|mereka|beliau", text) is not None


def range_of(syntax: Syntax, span: Span) -> Range:
    """Return the token range of a span."""
    tokens = syntax.reading.tokens(*span)
    return tokens.start, tokens.stop
