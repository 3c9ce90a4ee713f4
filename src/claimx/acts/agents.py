"""The agent of an act by syntax, who does it; and the claimant, whose statement it is about.

A cue's form says where they stand: the agent of a verb is its subject, that of a passive follows it, that of a noun is told after `oleh` or by
the verb that carries it out. Who the agent is, is for the entity resolver; here it is a span, a quote whose speaker it is, or an earlier cue.
"""

from __future__ import annotations

from functools import cache

from claimx.acts.cue import WITHDRAWALS, near
from claimx.acts.notes import is_note, is_reply, signed_at
from claimx.acts.targets import after_cue, range_of
from claimx.annotations import Cue, Quote, Span
from claimx.attribution.headlines import speaker_before
from claimx.attribution.phrases import heads
from claimx.attribution.sources import source_after, source_before
from claimx.language.morphology import looks_like_agent_noun
from claimx.language.reporting import passive_cues
from claimx.language.stem import stem
from claimx.lexicons import word_class
from claimx.syntax.chunks import Range, Tokens
from claimx.syntax.classes import members
from claimx.syntax.clauses import Clause, Parser
from claimx.syntax.sentence import Syntax

_SELF = members("himself")  # inside what somebody says: who says it
_OWNER = 4  # tokens after a noun of saying within which is told whose it is


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
    if is_note(cue):
        return  # the editors, who sign it or not
    if is_reply(syntax.reading, cue):
        signed = signed_at(syntax.reading, cue)
        cue.agent_span = None if signed is None else _phrase_after(syntax, signed, syntax.bounds(syntax.reading.starts[signed])[1])
        return
    _find_by_form(syntax, quotes, cue, earlier)
    untold = all(told is None for told in (cue.agent_span, cue.agent_quote, cue.agent_same_as))
    if _is_spoken(syntax, quotes, cue.quote) or not (untold or _is_we(syntax, cue.agent_span)):
        return
    letter = next((n for n, one in enumerate(earlier) if is_reply(syntax.reading, one) and one.agent_span is not None), None)
    if letter is not None:
        cue.agent_span, cue.agent_same_as = None, letter  # whose letter it is
    elif untold:
        cue.agent_span = _told_next(syntax, cue)


def _is_we(syntax: Syntax, span: Span | None) -> bool:
    return span is not None and syntax.reading.text[slice(*span)].lower() in word_class("first_person")


def _told_next(syntax: Syntax, cue: Cue) -> Span | None:
    """Return who says in the sentence after an act that it is so: `Izin itu dicabut. Hal itu disampaikan X`, `Suratnya diteken X`, `Demikian X.`."""
    tokens, low, i = syntax.tokens, syntax.reading.low, syntax.bounds(cue.start)[1]
    if i >= len(low):
        return None
    limit = syntax.bounds(syntax.reading.starts[i])[1]
    thus = low[i] in members("thus")
    begun = i + 1 if thus else _past_pointer(syntax, i, limit)
    if begun is None:
        return _takes_it_up(syntax, i, limit)
    i = begun
    while i < limit and (tokens.kind(i) in ("adverb", "auxiliary") or (thus and low[i] in members("points_to_act"))):
        i += 1
    said = i < limit and (low[i] in passive_cues() or low[i] in members("carrying_passive"))
    i += said
    while said and i < limit and low[i] in members("after_passive"):
        i += 1
    span = _phrase_after(syntax, i, limit) if said or thus else None
    after = 0 if span is None else syntax.reading.token_at(span[1] - 1) + 1
    ends = after >= limit or not syntax.reading.words[after][0].isalnum()
    return span if said or ends else None  # and not `Begitu X tiba`


def _takes_it_up(syntax: Syntax, i: int, limit: int) -> Span | None:
    """Return who is told in the sentence [i, limit) to carry out an act that it points at: `Wali Kota X mengambil keputusan itu`, `Gubernur X mengumumkannya`."""
    low, parser = syntax.reading.low, syntax.parsed(syntax.reading.starts[i])
    clause = next((one for one in parser.clauses if one.relation == "main" and one.group is not None), None)
    if clause is None or clause.group is None or not low[clause.group.head].startswith("me"):
        return None
    verb, after = low[clause.group.head], clause.group.head + 1
    pointed = verb.endswith("nya") or (after < limit and _past_pointer(syntax, after, limit) is not None)
    carries = stem(verb.removesuffix("nya")) in _carrying()
    return _subject_phrase(syntax, parser, clause, clause.group.start) if pointed and carries else None


@cache
def _carrying() -> frozenset[str]:
    """Return the stems of the verbs that tell who does what a noun of act names."""
    return frozenset(map(stem, members("carrying_passive")))


def _past_pointer(syntax: Syntax, i: int, limit: int) -> int | None:
    """Return the token after what points to an act, `hal itu`, `suratnya`, `surat pembatalannya`; None where nothing does."""
    low = syntax.reading.low
    if low[i].removesuffix("nya") not in members("points_to_act"):
        return None
    if low[i].endswith("nya"):
        return i + 1
    points = i + 1 < limit and (low[i + 1] in members("pointing") or (low[i + 1].endswith("nya") and syntax.tokens.kind(i + 1) == "noun"))
    return i + 2 if points else None


def _find_by_form(syntax: Syntax, quotes: list[Quote], cue: Cue, earlier: list[Cue]) -> None:
    cover = cue.quote if _is_spoken(syntax, quotes, cue.quote) else None
    if cue.agent_from == "speaker" or (cue.form in ("predicate", "note", "label") and cue.label != "nonresponse"):
        cue.agent_span = _by(syntax, cue) or speaker_before(syntax.reading, syntax.reading.token_at(cue.start))
        if cue.agent_span is not None:
            return
        cue.agent_quote = cover if cover is not None else _governing(syntax, quotes, cue)
        return
    if cue.agent_from == "asked":
        cue.agent_span = _by(syntax, cue)
        return
    if cue.agent_from == "before":  # `sudah ia cabut`
        first = syntax.reading.token_at(cue.start) - 1
        cue.agent_span = (syntax.reading.starts[first], syntax.reading.ends[first])
        return
    if cue.form == "first_person" or (cue.form == "never" and cover is not None):
        cue.agent_quote = cover
    elif cue.form == "passive":
        _agent_of_passive(syntax, cue)
    elif cue.form in ("noun", "absent"):
        _agent_of_noun(syntax, quotes, cue, earlier)
    elif _goes_on(syntax, quotes, cue, earlier):
        cue.agent_same_as = len(earlier) - 1
    else:
        _agent_of_verb(syntax, quotes, cue, earlier, syntax.reading.token_at(cue.start))


def _goes_on(syntax: Syntax, quotes: list[Quote], cue: Cue, earlier: list[Cue]) -> bool:
    """Return whether a verb goes on with what the one of the act before it does, by a comma and a conjunction right before it: `X membenarkan P, tetapi menyangkal Q`."""
    if not earlier or earlier[-1].form != "verb" or cue.form != "verb":
        return False
    said = quotes[cue.quote].cue if cue.quote is not None else None
    if earlier[-1].quote != cue.quote and (said is None or not earlier[-1].start <= said[0] < earlier[-1].end):
        return False  # what the act before denies may be taken for a quote
    low, i = syntax.reading.low, syntax.reading.token_at(cue.start)
    while i and syntax.tokens.kind(i - 1) in ("auxiliary", "adverb"):
        i -= 1
    joined = i > 1 and low[i - 2] == "," and (syntax.tokens.kind(i - 1) == "coordinator" or low[i - 1] in members("joining"))
    return joined and syntax.bounds(cue.start) == syntax.bounds(earlier[-1].start)


def _by(syntax: Syntax, cue: Cue) -> Span | None:
    """Return who stands after `oleh` right after a cue: `dipastikan hoaks oleh X`, `tidak ditanggapi oleh X`."""
    after = syntax.reading.token_at(cue.end - 1) + 1
    told = syntax.tokens.low[after : after + 1] == ["oleh"]
    return _phrase_after(syntax, after, syntax.bounds(cue.start)[1]) if told else None


def _governing(syntax: Syntax, quotes: list[Quote], cue: Cue) -> int | None:
    """Return the quote whose cue stands in the sentence of an act that no content holds (`Kabar itu tidak benar, kata X`)."""
    here = syntax.reading.whole(cue.start)
    said = (n for n, quote in enumerate(quotes) if quote.cue and syntax.reading.whole(quote.cue[0]) == here)
    return next((n for n in said if _is_spoken(syntax, quotes, n)), None)


def _is_spoken(syntax: Syntax, quotes: list[Quote], number: int | None) -> bool:
    """Return whether somebody says a quote, and no rumour does: `Kabar yang menyebut P | tidak benar`."""
    source = None if number is None else quotes[number].source
    return number is not None and (source is None or syntax.reading.low[syntax.reading.token_at(source[0])] not in members("rumour_noun"))


def _phrase_after(syntax: Syntax, i: int, limit: int) -> Span | None:
    reading = syntax.reading
    if i >= len(reading.words) or i >= limit:
        return None
    high = reading.ends[limit - 1]
    return source_after(reading, i, high, syntax.tokens.dates)


def _agent_of_passive(syntax: Syntax, cue: Cue) -> None:
    clause = syntax.clause_at(cue.start)
    limit = syntax.bounds(cue.start)[1]
    i = syntax.reading.token_at(cue.end - 1) + 1
    while i < limit and syntax.tokens.low[i] in members("after_passive"):
        i += 1
    if clause.agent is not None and clause.agent[1] <= syntax.reading.token_at(cue.start):
        cue.agent_span = _phrase_after(syntax, clause.agent[0], syntax.reading.token_at(cue.start))  # `Oleh X dibenarkan bahwa P`
    elif clause.agent is not None and clause.agent[0] >= i - 1:
        cue.agent_span = _phrase_after(syntax, max(i, clause.agent[0]), limit)
    elif syntax.tokens.agent_end(i, limit) > i:
        cue.agent_span = _phrase_after(syntax, i, limit)
    elif (
        i < limit
        and syntax.tokens.kind(i) == "noun"
        and (syntax.tokens.low[i].removesuffix("nya") in word_class("group") | heads() or looks_like_agent_noun(syntax.tokens.low[i]))
    ):
        cue.agent_span = _named_after(syntax, i, limit) or syntax.offsets((i, syntax.tokens.noun_phrase_end(i, limit)))


def _named_after(syntax: Syntax, i: int, limit: int) -> Span | None:
    """Return who is told by a noun at token `i` and by name after a comma: `dibenarkan pemiliknya, Rina Sari`; None where no name stands there."""
    comma = syntax.tokens.noun_phrase_end(i, limit)
    begin = comma + 1
    while begin < limit and syntax.tokens.low[begin].rstrip(".") in word_class("rank"):
        begin += 1  # `direkturnya, dr. Rina`
    if begin >= limit or syntax.reading.words[comma] != "," or syntax.tokens.kind(begin) != "name":
        return None
    return _phrase_after(syntax, begin, limit)


def _agent_of_noun(syntax: Syntax, quotes: list[Quote], cue: Cue, earlier: list[Cue]) -> None:
    """Set the agent of a noun of act: told after it, before it, by the verb that carries it out, or by what is withdrawn; else that of the act it repeats."""
    tokens = syntax.tokens
    floor, limit = syntax.bounds(cue.start)
    first, i = syntax.reading.token_at(cue.start), after_cue(syntax, cue)
    same = [k for k, other in enumerate(earlier) if other.label == cue.label]
    again = bool(same) and i < limit and tokens.kind(i) == "demonstrative"  # `Penarikan itu`, told before
    cue.agent_span = _told_after(syntax, i, limit) or (None if again else _carried_out_by(syntax, cue, first))
    if cue.agent_span is not None:
        return
    near = range(first - 1, max(floor - 1, first - 5), -1)
    carrying = next((k for k in near if tokens.low[k] in word_class("light_verb")), None)
    if carrying is not None:
        _agent_of_verb(syntax, quotes, cue, earlier, carrying)
        return
    cue.agent_span = _owner_after(syntax, cue, i, limit)
    if cue.agent_span is None:
        cue.agent_same_as = same[-1] if same else None
        cue.agent_quote = None if same or cue.label in WITHDRAWALS else cue.quote


def _told_after(syntax: Syntax, i: int, limit: int) -> Span | None:
    """Return who is told after a noun of act: by `oleh`, or as who gave it."""
    for at in (_by_within(syntax.tokens, i, limit), _given_by(syntax, i, limit)):
        if at is not None and (agent := _phrase_after(syntax, at, limit)) is not None:
            return agent
    return None


def _owner_after(syntax: Syntax, cue: Cue, i: int, limit: int) -> Span | None:
    """Return whose a noun of act is (`klarifikasi resmi Polda X`), or whose the withdrawn thing is (`pencabutan permohonan para pemohon`)."""
    tokens = syntax.tokens
    while i < limit and tokens.low[i] in members("after_noun_of_act"):
        i += 1
    named = i < limit and (tokens.kind(i) == "name" or any(tokens.low[i] in word_class(name) for name in ("role", "organization")))
    if named and cue.label not in WITHDRAWALS and (owner := _phrase_after(syntax, i, limit)) is not None:
        return owner
    end = max(tokens.object_end(syntax.reading.token_at(cue.start), limit), tokens.noun_phrase_end(i, limit))
    at = _owner(syntax, i, end)
    owned = cue.label == "retraction" or tokens.low[i - 1].removesuffix("nya") in members("owned")
    return _phrase_after(syntax, at, end) if at is not None and owned else None


def _carried_out_by(syntax: Syntax, cue: Cue, i: int) -> Span | None:
    """Return who carries out what the noun of act at token `i` names: `pencabutan izin itu dilakukan Dinas X`, `permintaan maaf disampaikan Y`."""
    low = syntax.tokens.low
    for clause in syntax.parsed(cue.start).clauses:
        if (
            clause.group is None
            or clause.agent is None
            or clause.group.start <= i
            or low[clause.group.head] not in members("carrying_passive")
        ):
            continue
        before = [*clause.obliques, *([clause.subject] if clause.subject is not None else [])]  # `perihal pencabutan izin itu diumumkan X`
        if any(r[0] <= i < r[1] for r in before):
            by = low[slice(*clause.agent)][:1] == ["oleh"]  # an `oleh` that ends the text has no agent after it
            return _phrase_after(syntax, clause.agent[0] + by, syntax.bounds(cue.start)[1])
    return None


def _by_within(tokens: Tokens, i: int, limit: int) -> int | None:
    """Return the token `oleh` after a noun of act and its object, before what another passive tells: `dicabutnya larangan melintas di Jalan X oleh Y`."""
    for k in range(i, limit):
        if tokens.low[k] == "oleh":
            return k
        if tokens.kind(k) == "verb" and tokens.low[k].startswith(("di", "ter")):
            return None
    return None


def _owner(syntax: Syntax, i: int, end: int) -> int | None:
    """Return the token of whose the withdrawn thing is, at the end of its noun phrase: `pencabutan permohonan para pemohon`."""
    stop = min(syntax.tokens.noun_phrase_end(i, end), end) if i < end else i
    if i < stop and syntax.tokens.kind(i) == "name" and syntax.tokens.low[i - 1] in members("owned"):
        return i  # `pencabutan larangan Sagara Laut`
    return next((k for k in range(i, stop) if syntax.tokens.low[k] in members("opens_party")), None)


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
    if subject[0] >= i:
        return _doer_of_the_rest(syntax, parser, clause)
    if tokens.low[subject[0]] == "baik" and subject[0] + 1 < subject[1]:
        subject = (subject[0] + 1, subject[1])  # `Baik X maupun Y`
    if tokens.low[subject[0]].removesuffix("nya") in word_class("no_agent"):  # `sikap KPU mencabut …`: whose it is
        whose = _phrase_after(syntax, subject[0] + 1, subject[1])
        if whose is not None or clause.relation != "relative":  # `putusan tahun 2016 yang menolak P` is nobody's
            return whose
    if subject[1] > i:
        return source_before(reading, i, subject[0], tokens.dates)
    own = None if clause.inherited or clause.relation == "relative" else _before_verb(syntax, clause, subject)
    return own or _whole_phrase(syntax, parser, clause, subject)


def _doer_of_the_rest(syntax: Syntax, parser: Parser, clause: Clause) -> Span | None:
    """Return the subject after a leading circumstance, which takes it over: `Setelah meminta maaf, Rina …`."""
    outer = parser.clauses[clause.parent] if clause.inherited and clause.parent is not None else None
    group = outer.group if outer is not None and clause.relation == "adverbial" else None
    return None if group is None or clause.subject is None else _phrase_after(syntax, clause.subject[0], group.start)


def _before_verb(syntax: Syntax, clause: Clause, subject: Range) -> Span | None:
    """Return the noun phrase before the verb group of a clause that begins with its subject."""
    tokens = syntax.tokens
    stop = clause.group.start if clause.group is not None and clause.group.start >= subject[1] else subject[1]
    while stop > subject[1] and tokens.low[stop - 1] in members("purpose"):
        stop -= 1
    return source_before(syntax.reading, stop, subject[0], tokens.dates)


def _whole_phrase(syntax: Syntax, parser: Parser, clause: Clause, subject: Range) -> Span | None:
    """Return the noun phrase of a subject with its relative clause, where that belongs to the clause it is taken over from."""
    tokens = syntax.tokens
    owner = parser.clauses[clause.parent] if clause.inherited and clause.parent is not None else clause
    whole = owner.subject == subject and owner.group is not None and owner.group.start > subject[1] and tokens.kind(subject[1]) == "that"
    stop = owner.group.start if whole and owner.group is not None else subject[1]  # `seorang yang mengaku pemilik akun`
    found = _phrase_after(syntax, subject[0], stop)
    if found is None and clause.relation == "relative" and tokens.kind(subject[0]) in ("noun", "determiner"):
        return syntax.offsets(subject)  # `aktor-aktor lain yang menolak …`
    return found


def _agent_of_verb(syntax: Syntax, quotes: list[Quote], cue: Cue, earlier: list[Cue], i: int) -> None:
    tokens, parser = syntax.tokens, syntax.parsed(cue.start)
    clause = parser.at(i)
    direct = cue.quote is not None and quotes[cue.quote].type == "direct"
    if cue.modality in ("demanded", "conditional") and _asked(syntax, parser, clause, cue):
        return
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
    to_whom = (r for r in outer.obliques if syntax.tokens.low[r[0] - 1] == "kepada")
    asked = next(iter(outer.objects), None) or next(to_whom, None)
    if asked is None or not clause.inherited:
        return False
    cue.agent_span = _phrase_after(syntax, *asked)
    return cue.agent_span is not None


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
