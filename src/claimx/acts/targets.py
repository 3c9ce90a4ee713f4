"""The target of an act by syntax: what is denied, withdrawn, corrected …

A cue's form says where it stands: a verb has its object after it, a noun its complement (`pencabutan larangan oleh X`), a passive or a
predicate its subject before it (`kabar itu tidak benar`).
"""

from __future__ import annotations

import re
from operator import itemgetter

from claimx.acts.cue import near
from claimx.annotations import Cue, Quote, Span
from claimx.language.reporting import bare_cues
from claimx.syntax.chunks import Range, Tokens
from claimx.syntax.classes import members
from claimx.syntax.clauses import Clause, Parser
from claimx.syntax.sentence import Syntax

CLAUSAL = frozenset({"denial", "confirmation", "clarification", "debunk", "error_admission", "apology", "nonresponse"})
_VALUES = 16  # tokens within which an old and a new value stand after what is corrected
_APOLOGY_REACH = 24  # tokens between an apology and what it is for
_LONGEST_LEAD = 60  # tokens of a subject
_LINKING = frozenset({"negator", "auxiliary", "adverb", "mark", "copula"})


def after_cue(syntax: Syntax, cue: Cue) -> int:
    """Return the token after a cue."""
    return syntax.reading.token_at(cue.end - 1) + 1


def object_start(syntax: Syntax, cue: Cue) -> int:
    """Return the first token of a cue's object: the noun inside the cue (`mencabut pernyataan`), else the token after the cue."""
    first, after = syntax.reading.token_at(cue.start), after_cue(syntax, cue)
    if cue.form in ("verb", "noun") and cue.object_inside:
        inside = range(first + 1, after)
        for wanted in (("noun", "name"), ("verb",)):  # `batal menaikkan tarif`
            if (k := next((k for k in inside if syntax.tokens.kind(k) in wanted), None)) is not None:
                return k
    return after


def find_target(syntax: Syntax, quotes: list[Quote], cue: Cue) -> Span | None:
    """Return the span of what is retracted, denied, corrected …, None where the sentence does not tell it."""
    if (told := _governed(quotes, cue)) is not None:
        return told
    if cue.form in _BY_FORM:
        return _BY_FORM[cue.form](syntax, cue)
    for label, find in _BY_LABEL:
        if cue.label == label and (told := find(syntax, cue)) is not None:
            return told
    if cue.target_from == "noun":
        return _noun_before(syntax, syntax.reading.token_at(cue.start))
    if cue.form == "never":
        return _never(syntax, cue)
    return _said_of_it(syntax, cue) if cue.form in ("predicate", "passive", "first_person") else _after(syntax, cue)


def _governed(quotes: list[Quote], cue: Cue) -> Span | None:
    """Return the content of the quote that a cue governs: `membantah bahwa P`."""
    for _, quote in near(quotes, cue.start):
        governed = quote.cue is not None and quote.cue[0] <= cue.start < quote.cue[1] and quote.type != "direct"
        if governed and len(quote.content) == 1 and quote.content[0][0] >= cue.end:
            return quote.content[0]
    return None


def _labelled(syntax: Syntax, cue: Cue) -> Span | None:
    """Return the rest of the line that a label opens."""
    text = syntax.reading.text
    stop = text.find("\n", cue.end)
    return _trimmed(text, cue.end, stop if stop > 0 else len(text))


def _said_of_it(syntax: Syntax, cue: Cue) -> Span | None:
    """Return what a predicate or passive is told of: a clause after it, with its subject where that belongs to it, else the subject."""
    opening = syntax.reading.token_at(cue.start) <= syntax.bounds(cue.start)[0] + 1 and cue.label == "denial"
    after = _after(syntax, cue, clause_only=cue.target_from != "after" and not opening)
    if after is not None and cue.target_from == "after" and (whole := _from_subject(syntax, cue, after)) is not None:
        return whole
    return after or _subject(syntax, cue)


def _noun_before(syntax: Syntax, i: int) -> Span | None:
    """Return the noun that a cue right after it qualifies, with the nouns before it: `[foto dokumen] palsu itu`."""
    start, floor = i, syntax.bounds(syntax.reading.starts[i])[0]
    while start > floor and syntax.tokens.kind(start - 1) in ("noun", "name"):
        start -= 1
    return _span(syntax, start, i) if start < i else None


def _in_bracket(syntax: Syntax, cue: Cue) -> Span | None:
    """Return what the newsroom sets in brackets after a curt answer: `"Tidak benar ([menerima uang])"`."""
    i, limit = after_cue(syntax, cue), syntax.bounds(cue.start)[1]
    if cue.form not in ("predicate", "never") or i >= limit or syntax.tokens.words[i] != "(":
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
    i, limit = after_cue(syntax, cue), syntax.bounds(cue.start)[1]
    active = i < limit and syntax.tokens.kind(i) == "verb" and syntax.tokens.low[i].startswith("me")
    return _span(syntax, i, syntax.tokens.clause_end(i, limit)) if active else None


def find_topic(syntax: Syntax, cue: Cue) -> Span | None:
    """Return the topic that the sentence names before an act without a target: `Terkait P, X angkat bicara`, `saat ditanya soal P`."""
    tokens, limit = syntax.tokens, syntax.bounds(cue.start)[1]
    first, after = syntax.reading.token_at(cue.start), after_cue(syntax, cue)
    asked = (k for k in range(first, limit - 1) if tokens.low[k] in members("questioning") and cue.label != "apology")
    if (question := next(asked, None)) is not None:
        return _asked_about(syntax, question + 1, limit)
    if after + 1 < limit and tokens.low[after] in members("responding"):  # `buka suara menanggapi P`
        return _span(syntax, after + 1, tokens.object_end(after + 1, limit))
    return _fronted_topic(syntax, cue)


def _asked_about(syntax: Syntax, k: int, limit: int) -> Span | None:
    """Return what a question is about whose verb stands before token `k`: `enggan berkomentar saat ditanya soal P`."""
    tokens = syntax.tokens
    before_topic = members("topic") | members("hearers") | {"oleh"}
    while k < limit - 1 and tokens.low[k] in before_topic:
        k += 1
    end = tokens.clause_end(k, limit)
    joined = next((n for n in range(k + 1, end) if tokens.low[n] == "dan" and tokens.begins_group(n + 1, limit)), end)
    return _span(syntax, k, joined)


def _fronted_topic(syntax: Syntax, cue: Cue) -> Span | None:
    """Return the topic that stands before an act: `Terkait P, X angkat bicara`, `Menanggapi P, X bungkam`."""
    tokens, floor, i = syntax.tokens, syntax.bounds(cue.start)[0], syntax.reading.token_at(cue.start)
    for k in range(floor, i - 1):
        low = tokens.low[k]
        opens = low in members("topic") and (k == floor or tokens.low[k - 1] in members("questioning") or tokens.words[k - 1] == ",")
        if opens or (low in members("responding") and k <= floor + 1):
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
    i, limit = after_cue(syntax, cue), syntax.bounds(cue.start)[1]
    told = cue.form == "first_person" and i + 2 < limit and syntax.tokens.words[i] in ",:"
    return _span(syntax, i + 1, limit) if told else None


def _after(syntax: Syntax, cue: Cue, clause_only: bool = False) -> Span | None:
    """Return the object or complement clause after a cue; with `clause_only` no more than a clause after `bahwa`."""
    tokens = syntax.tokens
    clause = syntax.clause_at(cue.start)
    # `Seraya menepis P, X …`: what stands before the main clause ends with its comma
    limit = clause.end if clause.relation == "adverbial" else syntax.bounds(cue.start)[1]
    i = object_start(syntax, cue)
    if clause_only:
        return _clause_after(syntax, i, limit)
    if i < after_cue(syntax, cue):
        return _trimmed(syntax.reading.text, *syntax.offsets((i, _object_end(syntax, cue, i, limit))))
    topical = False
    while i < limit:
        if tokens.complements(i) or (tokens.low[i] in members("condition") and not topical):
            return _span(syntax, i + 1, tokens.clause_end(i + 1, limit))
        if not topical and _clause_after_comma(syntax, cue, i, limit):
            return _span(syntax, i + 1, tokens.clause_end(i + 1, limit))
        topical = topical or _names_topic(tokens, cue, i)
        step = _past_manner(syntax, cue, i, limit)
        if step == i:
            return (_object_after_topic if topical else _object)(syntax, cue, i, limit)
        i = step
    return None


def _names_topic(tokens: Tokens, cue: Cue, i: int) -> bool:
    """Return whether what an act is about follows token `i`: `memberi klarifikasi soal P`, `membantah akan P`."""
    return tokens.low[i] in members("topic") or (tokens.low[i] == "akan" and cue.label == "denial")


def _object(syntax: Syntax, cue: Cue, i: int, limit: int) -> Span | None:
    """Return the object that stands at token `i`, where the class of the act takes one that no word for a topic opens."""
    if cue.label == "confirmation" and (told := _after_aside(syntax, i, limit)) is not None:
        return told
    if cue.target_from == "topic":
        return None
    if cue.label == "apology":
        return _apologised_for(syntax, cue, i, limit)
    if cue.form == "noun" and not cue.object_inside:
        return None
    fits = syntax.tokens.kind(i) != "preposition" and not (
        cue.label == "clarification" and syntax.tokens.kind(i) in ("demonstrative", "adverb")
    )  # `memberikan klarifikasi ini`, `memberikan klarifikasi paling lambat Senin`
    return _object_after_topic(syntax, cue, i, limit) if fits else None


def _object_after_topic(syntax: Syntax, cue: Cue, i: int, limit: int) -> Span | None:
    """Return the object at token `i`, None where `apa pun`, a circumstance, a conjunction or a day stands there."""
    tokens = syntax.tokens
    anything = tokens.low[i] == "apapun" or tokens.low[i : i + 2] == ["apa", "pun"]  # `enggan berkomentar apa pun`
    if anything or tokens.kind(i) in ("adverbial", "coordinator", "mark") or tokens.date_end(i) > i:
        return None
    return _span(syntax, i, _object_end(syntax, cue, i, limit))


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
    return _span(syntax, start, tokens.clause_end(clause, limit))


def _clause_after(syntax: Syntax, i: int, limit: int) -> Span | None:
    """Return the clause after a predicate and `bahwa`."""
    tokens = syntax.tokens
    if i >= limit:
        return None
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
    if low in members("manner") or _names_topic(tokens, cue, i):
        return i + 1
    if low == "kepada" and tokens.prepositional_end(i, limit) < limit:
        return tokens.prepositional_end(i, limit)
    return i + 1 if tokens.words[i] == "," and cue.target_from == "after" else i


def _apologised_for(syntax: Syntax, cue: Cue, i: int, limit: int) -> Span | None:
    """Return what an apology is for: a clause right after it, or what follows `atas`, `karena`, `usai` … within some words."""
    tokens = syntax.tokens
    if cue.form != "noun" and tokens.begins_group(i, limit):
        return _span(syntax, i, tokens.clause_end(i, limit))
    for k in range(i, min(limit - 1, i + _APOLOGY_REACH)):
        low = tokens.low[k]
        told = low in members("apologised_for") or (low == "untuk" and tokens.low[k + 1] in members("anything"))
        if told or low in members("reason") or (low == "dengan" and k > i):
            return _span(syntax, k + 1, tokens.clause_end(k + 1, limit))
        another = cue.form == "noun" and tokens.kind(k) == "coordinator" and tokens.kind(k + 1) == "noun"
        if another or tokens.words[k] in ".;":
            return None  # `permintaan maaf dan keterangan soal P`: P is another's
    return None


def _object_end(syntax: Syntax, cue: Cue, i: int, limit: int) -> int:
    """Return where an object ends: with its clause where it is one (`membantah kliennya menerima suap`), before who did it by `oleh`."""
    tokens = syntax.tokens
    if cue.label in CLAUSAL or tokens.kind(i) == "verb":
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
        return _without_lead(syntax, clause.subject[0], min(clause.group.start, i))
    return _subject_elsewhere(syntax, cue, clause, i)


def _subject_elsewhere(syntax: Syntax, cue: Cue, clause: Clause, i: int) -> Span | None:
    """Return the subject that the clause of a predicate at token `i` takes over from the one that it depends on."""
    first = clause.opener if clause.relation == "adverbial" else None
    if first is not None and clause.subject is not None and clause.subject[1] <= first and syntax.tokens.words[first - 1] == ",":
        return _span(syntax, *clause.subject)  # `Kabar itu membuat warga panik, padahal tidak benar`
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
    clause = _nearest_clause(syntax.parsed(cue.start), clause, i)
    subject = clause.subject if clause.subject is not None and clause.subject[1] <= i else None
    if clause.group is None and clause.subject is not None and clause.subject[0] < i and _ends_subject(syntax, i - 1):
        subject = (clause.subject[0], i)  # `Fotonya hoaks`, `isu itu ternyata hoaks`
    if clause.group is not None and clause.group.end <= i:
        if clause.group.passive and subject is not None:  # `pesan itu dikategorikan sebagai hoaks`
            pointer = subject[0] > 0 and syntax.tokens.kind(subject[0]) == "demonstrative"
            cut = (
                pointer and syntax.tokens.words[subject[0] - 1] == ")"
            )  # `tersebut` after a bracket: its noun stands before and is not read
            return None if cut else _without_lead(syntax, subject[0], clause.group.start)
        meant = next((r for r in clause.objects if clause.group.end <= r[0] and r[1] <= i), None)
        subject = subject if syntax.tokens.kind(clause.group.head) == "copula" else meant  # `menegaskan pesan itu hoaks`
    return _up_to_cue(syntax, cue, subject, i)


def _nearest_clause(parser: Parser, clause: Clause, i: int) -> Clause:
    """Return the clause whose verb group stands nearest before token `i`, else the one it stands in; no relative and no circumstance."""
    before = [(c.group.start, c) for c in parser.clauses if c.group is not None and c.group.end <= i < c.end]
    if before and clause.group is not None:
        clause = max(before, key=itemgetter(0))[1]
    while clause.relation in ("relative", "adverbial") and clause.parent is not None:
        clause = parser.clauses[clause.parent]
    return clause


def _up_to_cue(syntax: Syntax, cue: Cue, subject: Range | None, i: int) -> Span | None:
    """Return the span from the first token of a subject to the predicate at token `i`, without the particles between."""
    if cue.form == "first_person":
        subject = _fronted_object(syntax, cue, subject, i)
    if subject is None:
        return None
    end = i
    while end > subject[0] and _links(syntax, end - 1):
        end -= 1
    return _without_lead(syntax, max(subject[0], syntax.bounds(cue.start)[0], end - _LONGEST_LEAD), end)


def _fronted_object(syntax: Syntax, cue: Cue, subject: Range | None, i: int) -> Range | None:
    """Return the object that stands before who acts on it: `Ucapan saya bahwa P, saya tarik`, `Konten itu sudah kami hapus`."""
    tokens = syntax.tokens
    for told in (*(c.subject for c in syntax.parsed(cue.start).clauses), subject):
        if told is not None and told[1] <= i and tokens.kind(told[0]) != "pronoun":
            return told
    first = syntax.bounds(cue.start)[0]
    floor = next((k + 1 for k in range(i - 1, first - 1, -1) if tokens.kind(k) in ("mark", "coordinator")), first)
    return (floor, i) if floor < i and tokens.kind(floor) in ("noun", "name") else None


def _links(syntax: Syntax, k: int) -> bool:
    """Return whether token `k` only links a subject to its predicate, and is no part of a day."""
    tokens = syntax.tokens
    linking = tokens.low[k] in members("linking") and tokens.low[k] not in members("pointing")
    return (linking or tokens.kind(k) in _LINKING) and tokens.dates.covering(syntax.reading.starts[k]) is None


def _ends_subject(syntax: Syntax, i: int) -> bool:
    """Return whether a noun phrase can end at token `i` right before a noun that is its predicate."""
    return syntax.tokens.kind(i) in ("demonstrative", "adverb") or syntax.tokens.low[i].endswith("nya")


def _without_lead(syntax: Syntax, i: int, end: int) -> Span | None:
    """Return the span of a subject without the particles before and after it."""
    tokens = syntax.tokens
    while i < end and tokens.kind(i) in ("adverb", "coordinator", "auxiliary", "mark", "preposition"):
        i += 1
    while (
        end > i
        and tokens.kind(end - 1) in ("mark", "auxiliary", "adverb", "copula", "coordinator", "adverbial")
        and tokens.dates.covering(syntax.reading.starts[end - 1]) is None
    ):
        end -= 1
    return _span(syntax, i, end) if end > i else None


_BY_FORM = {"label": _labelled, "note": _noted}
_BY_LABEL = (("correction", _said_after), ("error_admission", _done_after), ("denial", _in_bracket), ("confirmation", _in_bracket))


def pointing_pronoun(text: str) -> bool:
    """Return whether a target is a pronoun of a person, which nothing is known of by itself."""
    return re.fullmatch(r"(?i)saya|kami|aku|kita|ia|dia|mereka|beliau", text) is not None


def range_of(syntax: Syntax, span: Span) -> Range:
    """Return the token range of a span."""
    tokens = syntax.reading.tokens(*span)
    return tokens.start, tokens.stop
