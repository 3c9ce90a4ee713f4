"""Paraphrase after an active verb with its subject: `X mengatakan (bahwa) P`, `X meminta Y untuk P`, `P, X menambahkan, P`."""

from __future__ import annotations

import re

from claimx.annotations import Quote, Span
from claimx.attribution.content import DENYING, end_of_content, has_predicate, trim, without_connective
from claimx.attribution.outlets import find_via
from claimx.attribution.phrases import heads
from claimx.attribution.subjects import clause_start, concedes, skip_adverbs_left, source_before
from claimx.language.closed import PRONOUNS, function_words
from claimx.language.morphology import looks_like_agent_noun, looks_like_verb
from claimx.language.reading import Reading
from claimx.language.reporting import active_cues, verb_class
from claimx.lexicons import word_class
from claimx.names.tagger import trailing_name
from claimx.syntax.classes import lexical_class, members
from claimx.timex.spans import Dates

_ADVERB_AFTER = re.compile(
    r"\s+(?:secara\s+\w+|dengan\s+(?:tegas|jelas|lantang|keras|gamblang|lugas|nada\s+\w+)|kembali|lagi|juga|pula|panjang\s+lebar|hal\s+(?:itu|tersebut|ini|senada)\s+(?:dengan|karena)?)(?=\s)"
)

_NO_SUBJECT = word_class("before_subjectless_cue")

_BY_SAYING = word_class("manner_of_saying")

_SUPPOSED = word_class("before_supposed_cue")

_STATED = re.compile(r"\s+(?:bahwa|kalau|ia|dia|dirinya|pihaknya)\s")


_ONLY_WISHED = frozenset("ingin hendak mau".split())

_NOT_YET = word_class("not_yet_said")

_CIRCUMSTANCE = r"\s+(?:kepada|di|pada|dalam|saat(?!\s+ini)|ketika|usai|melalui|lewat|seusai|terkait|soal|mengenai)\b[^.;\"“”]{0,160}?"

_UP_TO_THAT = re.compile(_CIRCUMSTANCE + r"\bbahwa\b")

_UP_TO_CLAUSE = re.compile(_CIRCUMSTANCE + r"(?:\bbahwa\b|,\s*(?=[a-zA-Z]))")

_THAT = re.compile(r"\s*(?P<mark>[,:])?\s*(?P<sub>bahwa(?:sanya)?|jika|kalau|bila|apabila|jikalau)?(?=\W)")

_POLICE = re.compile(
    r"(?:\S+\s+){1,9}?(?:ke\s+(?:polisi|polda|polres|polsek|bareskrim|kejaksaan|kpk|propam|mkd)|dengan\s+(?:tuduhan|pasal))", re.IGNORECASE
)

_COMMA_SERVES = word_class("comma_serves")


_LONGEST_I = 5  # characters: `saya`, and nothing besides
_SHORTEST = 4  # characters of a clause
_MOST_OF_A_PLOT = 4  # words; a longer object of `menceritakan` is told
_MOST_OF_AN_OBJECT = 14  # words


def read_clause(
    reading: Reading, i: int, start: int, end: int, covered: int, dates: Dates, previous: Quote | None, inside: bool
) -> Quote | None:
    """`X mengatakan (bahwa) P`: the verb at token `i` with its subject on the left and its clause on the right."""
    text, low = reading.text, reading.low
    floor = reading.token_at(covered if inside else start)
    verb = _verb_group(reading, i, floor, end, previous is not None)
    if verb is None:
        return None
    begin, cue, at_once = verb
    relative = begin > floor and low[begin - 1] == "yang"
    apposed = _apposed_sayer(reading, i, begin, floor, end) if relative else None
    if relative and apposed is None:
        return None
    boundary = None
    if inside:
        source, boundary = _coordinated_subject(reading, begin, floor, dates) or (None, None)
    elif at_once and previous is not None:
        source = previous.source
    else:
        source = apposed or _own_subject(reading, i, begin, reading.token_at(max(covered, start)), dates, previous)
    if source is None:
        if inside or not _may_lack_subject(low[i], text[start : cue[0]]):
            return None
    elif not inside and (inserted := _inserted(reading, reading.token_at(source[0]), source, cue, start, end, dates)):
        return inserted
    elif _says_nothing(reading, i, source):
        return None
    told = _told(reading, i, cue[1], end, apposed is not None, concedes(reading, floor, begin), dates)
    if told is None:
        return None
    content, uncertainty = told
    via = find_via(reading, content[1], end, dates)
    return Quote(
        "indirect", [content], cue, source, "indirect.clause", via, cuts=boundary, uncertainty=uncertainty + (0.3 if source is None else 0)
    )


def _told(reading: Reading, i: int, at: int, end: int, apposed: bool, conceding: bool, dates: Dates) -> tuple[Span, float] | None:
    """Return the content of the verb at token `i`, which ends at `at`, and how much its want of a mark leaves it uncertain, 0 to 1."""
    start, that, marked = _complement(reading, i, at, end, dates)
    content = trim(reading.text, start, _clause_content_end(reading, start, end, apposed, conceding, dates))
    found = _told_clause(reading, i, content, that, marked)
    if found is None:
        return None
    if that or marked or found[0] > content[0]:  # after whom it is said to, where it begins is sure
        return found, 0.0
    return found, 0.04 if active_cues()[reading.low[i]] == "say" else 0.12


def _says_nothing(reading: Reading, i: int, source: Span) -> bool:
    """Return whether the subject of the verb at token `i` is the author, or a thing that the verb only tells what it does of."""
    own_voice = reading.low[reading.token_at(source[0])] in ("saya", "aku") and source[1] - source[0] < _LONGEST_I
    return own_voice or (reading.low[i] in verb_class("of_things") and _is_thing(reading, source))


def _is_thing(reading: Reading, source: Span) -> bool:
    """Return whether a subject points to something that says nothing: `Langkah ini memastikan P`, but not `peneliti itu`, `laporan itu`."""
    tokens = reading.tokens(*source)
    inner = tokens[1:] if reading.opens_sentence(tokens.start) else tokens  # the capital of a first word says nothing
    if reading.low[tokens.stop - 1] not in ("itu", "ini", "tersebut") or any(reading.words[k][0].isupper() for k in inner):
        return False
    return not any(looks_like_agent_noun(reading.low[k]) or reading.low[k] in heads() | word_class("describing") | PRONOUNS for k in tokens)


def _verb_group(reading: Reading, i: int, floor: int, end: int, follows: bool) -> tuple[int, Span, bool] | None:
    """Return where the verb group of the cue at token `i` begins, its cue, and whether it is said at once with the quote before.

    None where it is negated, follows a word that lets it have no subject (`untuk`), or tells that nothing was said yet. `follows`: a quote of the same sentence stands before.
    """
    text, low = reading.text, reading.low
    cue = (reading.starts[i], reading.ends[i])
    begin, negated = skip_adverbs_left(reading, i, floor)
    if negated and low[i] in DENYING:  # `X tak memungkiri jika P`
        cue = (reading.starts[begin], cue[1])
        negated = False
    real = not any(low[k] in _SUPPOSED for k in range(floor, begin))
    if begin > floor and low[begin - 1] in _BY_SAYING and real and _STATED.match(text, cue[1], end):
        begin -= 1  # `X menepis tuduhan itu, dengan mengatakan bahwa P`
    # `X menegaskan P, sekaligus mengimbau Q`
    at_once = follows and not word_class("at_once").isdisjoint(low[max(floor, begin - 1) : i])
    if negated or (begin > floor and low[begin - 1] in _NO_SUBJECT and not at_once) or _is_not_said(low, begin, i):
        return None
    return begin, cue, at_once


def _is_not_said(low: list[str], begin: int, i: int) -> bool:
    """Return whether the words before a verb tell that nothing was said yet, or only wished for (`akan mengatakan`, `ingin meminta`)."""
    said_already = active_cues()[low[i]] in ("say", "judge") and low[i] != "berharap"  # `hanya bisa berharap` is to hope
    return any(low[k] in (_NOT_YET if said_already else _ONLY_WISHED) for k in range(begin, i))


def _apposed_sayer(reading: Reading, i: int, begin: int, floor: int, end: int) -> Span | None:
    """Return who says the verb of a relative clause: `Rudi Hartawan, yang mengatakan P`, `manajer Rudi Hartawan yang mengatakan bahwa P`."""
    if begin - 2 > floor and reading.words[begin - 2] == ",":
        return _named_before_comma(reading, begin - 2, floor)
    if reading.low[i] == "mengaku" or _STATED.match(reading.text, reading.ends[i], end):
        return _named_right_before(reading, begin - 1, floor)
    return None


_MAIN_VERB = re.compile(r",\s+(?=(?:di|me|ber|ter|akan|telah|sudah|tidak|juga|pun)\w*)")


def _clause_content_end(reading: Reading, start: int, end: int, apposed: bool, conceding: bool, dates: Dates) -> int:
    """Return where the content of a clause ends: of a relative one before the main verb, of `Meski X mengatakan P, Y` before the comma."""
    stop = end_of_content(reading, start, end, dates)
    if apposed and (main_verb := _MAIN_VERB.search(reading.text[start:stop])):
        stop = start + main_verb.start()
    if conceding and (comma := reading.text.find(", ", start, stop)) >= 0:
        stop = comma
    return stop


_ADDRESSED = re.compile(r"kepada\s+(?P<who>[^,.;]{2,80}?)\s+(?P<mark>agar|supaya|untuk)\b")


def _told_clause(reading: Reading, i: int, content: Span, that: bool, marked: bool) -> Span | None:
    """Return the content of the verb at token `i`, without whom it is addressed to; None where it is an object, a pointer or no clause.

    `that`: a subordinator opens it, `marked`: a comma or circumstance parts it from the verb.
    """
    word, kind = reading.low[i], active_cues()[reading.low[i]]
    said = reading.text[content[0] : content[1]]
    if len(said.strip()) < _SHORTEST or _only_pointer_object(said) or said in ("lain", "sebaliknya"):
        return None
    if word in ("meminta", "minta", "memohon") and re.match(r"(?i)(?:maaf|ampun|izin)\b", said):
        return None
    if that:
        return content
    if marked:
        if _is_object_after_comma(reading, word, content):
            return None
    else:
        asked = _ADDRESSED.match(said) if kind == "request" or word == "berharap" else None
        if asked:  # `mengimbau kepada Y agar P` is `agar P`; `meminta kepada Y untuk P` is `Y untuk P`
            return content[0] + asked.start("mark" if asked["mark"] != "untuk" else "who"), content[1]
        if _is_object(reading, i, content):
            return None
    return None if re.match(r"(?:kisah|tentang)\b", said) else content  # the plot of a work


def _coordinated_subject(reading: Reading, begin: int, floor: int, dates: Dates) -> tuple[Span, int] | None:
    """Return subject and boundary of a verb inside a content, where a coordination gives it its own (`… bahkan dirinya menilai P`)."""
    low = reading.low
    joints = ("bahkan", "sedangkan", "sementara", "dan", "namun", "tetapi", "sehingga")
    k = begin
    while k > floor and k > begin - 8 and low[k - 1] not in joints:
        k -= 1
    if k <= floor or low[k - 1] not in joints or k >= begin or low[k - 1] == "dan":
        return None
    if low[k - 1] == "sehingga" and low[k] in ("ia", "dia"):
        return None  # whoever the content tells of
    source = source_before(reading, begin, k, dates)
    if source is None:
        return None
    return source, reading.ends[k - 2] if k >= 2 and reading.words[k - 2] != "," else reading.starts[k - 2]


def _own_subject(reading: Reading, i: int, begin: int, floor: int, dates: Dates, previous: Quote | None) -> Span | None:
    """Return the subject of the verb at token `i`, whose verb group begins at `begin`, in its clause from token `floor` on."""
    subject_of = begin if reading.low[begin] in _BY_SAYING else i
    return _subject(reading, subject_of, begin, clause_start(reading, floor, begin), dates, previous)


def _subject(reading: Reading, i: int, begin: int, floor: int, dates: Dates, previous: Quote | None) -> Span | None:
    """Return the subject of the verb at token `i`: before it, or that of the verb it is coordinated with."""
    source = source_before(reading, i, floor, dates)
    if source is not None or not _coordinated(reading, floor, begin):
        return source
    if previous is not None:
        return previous.source
    first = next((k for k in range(floor, begin) if looks_like_verb(reading.low[k])), None)
    return None if first is None else source_before(reading, first, floor, dates)  # `X menyampaikan duka dan memastikan P`


def _may_lack_subject(word: str, lead: str) -> bool:
    """Return whether a verb may stand without a sayer: `ada yang menyebut P`, or a report whose outlet was cut off."""
    return word in ("memberitakan", "melaporkan", "mewartakan", "melansir") and lead.rstrip()[-1:] in ("", ".")


_WISH = re.compile(
    r"\s+(?:pernyataan|pengumuman|klaim|harapan|imbauan|himbauan|pesan|permintaan|seruan|usul|usulan|keyakinan|kekhawatiran|keinginan|pendapat|pandangan|dugaan|optimisme)(?:nya)?\s+"
    r"(?:(?=agar\b|supaya\b)|bahwa\s+)"
)

_UTTERING = word_class("uttering_verb")

_OF_COURTESY = re.compile(
    r"(?:(?:permintaan|permohonan) maaf|ucapan|terima kasih|belasungkawa|duka|apresiasi|penghargaan|simpati|selamat|rasa)(?:nya)?\b(?! (?:ini|itu)\b)",
    re.IGNORECASE,
)
_TELLING_SOMEBODY = word_class("telling_somebody")

_TOLD_SOMEBODY = re.compile(r"\s++(?!kepada\b|pada\b|bahwa\b)[^,.;:\"“”]{2,60}?\s+bahwa\s+")


def _complement(reading: Reading, i: int, at: int, end: int, dates: Dates) -> tuple[int, bool, bool]:
    """Return where the clause of the verb at token `i`, which ends at `at`, begins, whether a subordinator and whether a mark opens it."""
    text, word = reading.text, reading.low[i]
    while adverb := _ADVERB_AFTER.match(text, at, end):
        at = adverb.end()
    rest = text[at:end]
    lead = _THAT.match(rest)
    if lead and lead["sub"]:
        return at + (lead.start("sub") if _keeps_condition(reading, i, at, lead, end) else lead.end()), True, bool(lead["mark"])
    if lead and lead["mark"]:
        return at + lead.end("mark"), False, True
    if wish := _WISH.match(rest) if word in _UTTERING else None:  # `menyampaikan harapannya agar P`
        return at + wish.end(), True, False
    if told := _TOLD_SOMEBODY.match(rest) if word in _TELLING_SOMEBODY else None:  # `meyakinkan warga bahwa P`
        return at + told.end(), True, False
    return _past_occasion(reading, i, at, end, dates) or (at, False, False)


def _keeps_condition(reading: Reading, i: int, at: int, lead: re.Match[str], end: int) -> bool:
    """Return whether the `jika` of a `lead` matched at offset `at` is a condition, part of what the verb at token `i` judges or says.

    A condition is part of what is said where a clause follows it that it is the condition of.
    """
    if lead["sub"] not in members("condition"):
        return False
    rest = reading.text[at + lead.end() : end]
    judged = active_cues()[reading.low[i]] == "judge" and lead["mark"] and re.search(r",\s*(?:maka\s+)?\w", rest)
    then = re.search(r"[,\s]\s*maka\s", rest)
    return bool(judged or then) or _conditions(reading, at + lead.end(), end, bool(lead["mark"]))


def _past_occasion(reading: Reading, i: int, at: int, end: int, dates: Dates) -> tuple[int, bool, bool] | None:
    """Return, as `_complement` does, the clause after when and to whom it was said: `kepada wartawan di Jakarta, Senin, bahwa P`, `mengatakan Rabu (4/7) ia P`."""
    text, kind = reading.text, active_cues()[reading.low[i]]
    far = _UP_TO_CLAUSE.match(text[at:end]) if kind != "request" else None
    if far and ("bahwa" in far.group() or kind == "say"):
        used = _UP_TO_THAT.match(text[at:end]) or far
        start = at + used.end()
        while (date_end := dates.at(start)) is not None:  # `…, Rabu (4/7), P`
            skip = re.match(r"\s*[,)]?\s*(?:bahwa\s+)?", text[date_end:end])
            start = date_end + (skip.end() if skip else 0)
        return start, "bahwa" in used.group(), True
    said_on = dates.at(at + 1)
    if said_on is None or kind != "say" or re.match(r"(?i)(?:saat ini|kini|sekarang)", text[at + 1 : said_on]):
        return None
    tail = re.match(r"\s*,?\s*(?:bahwa\s+)?", text[said_on:end])
    start = said_on + (tail.end() if tail else 0)
    return (start, False, False) if start < end else None


_CONSEQUENCE = re.compile(r",\s+(?P<first>[a-z][\w-]+)\s")  # what a condition is the condition of


def _conditions(reading: Reading, start: int, end: int, marked: bool) -> bool:
    """Return whether `jika` opens a condition and no mere content: a clause, a comma, and another clause.

    That clause has its own subject (`mengatakan jika A naik, warga rugi`), or a mark parts the condition from the verb (`mengatakan, jika A naik, bisa rugi`).
    """
    comma = _CONSEQUENCE.search(reading.text, start, end)
    if comma is None or not has_predicate(reading, start, comma.start()):
        return False
    if marked and comma["first"] not in members("adverbial") | members("coordinator") | members("breaking") | members("relative"):
        return has_predicate(reading, comma.start("first"), end)
    own_subject = not looks_like_verb(comma["first"]) and lexical_class(comma["first"]) in ("noun", "pronoun")
    return own_subject and has_predicate(reading, comma.end("first"), end)


_NO_CLAUSE = word_class("opens_no_clause")


def _is_object(reading: Reading, i: int, content: Span) -> bool:
    """Return whether what follows a verb without any mark is an object or circumstance rather than a clause."""
    word, said = reading.low[i], reading.text[content[0] : content[1]]
    first = said.split()[0].lower()
    if word not in word_class("sign") and _is_clear_clause(reading, content):
        return False  # `melanjutkan KPU hanya membahasnya`, `menjamin pengungsi tetap ditangani`, `mencatat ada delapan temuan`
    other = _other_sense(reading, i, said)
    if other is not None:
        return other
    if first in _NO_CLAUSE:
        # `mengatakan di pasar itu harga naik`
        return not (first in ("di", "dari", "dengan") and word in _CLAUSE_ONLY and "," not in said[:40])
    if word in ("bertanya", "menanyakan", "mempertanyakan") and first in _ASKING:
        return False
    if first in ("agar", "supaya") and active_cues()[word] in ("request", "judge"):
        return False
    if word in ("mengharapkan", "menginginkan", "menghendaki"):
        return not _hopes_for_a_clause(reading, content)
    return _takes_a_noun(reading, i, content, said)


def _other_sense(reading: Reading, i: int, said: str) -> bool | None:
    """Return whether a verb says nothing here, as it does in another of its senses; None where nothing tells."""
    word, first = reading.low[i], said.split()[0].lower()
    if word in _UTTERING and _OF_COURTESY.match(said):
        return True  # `menyampaikan permohonan maaf dan akan mengganti biaya`
    if word == "menjamin" and first not in verb_class("predicates"):
        return True  # provides, not promises
    if word == "mendesak" and i and reading.low[i - 1] in ("sangat", "taraf", "kebutuhan", "paling", "lebih", "cukup"):
        return True  # urgent
    if word == "mengajak" and not re.search(r"\b(?:untuk|agar|supaya|bersama-sama)\b", said):
        return first not in _PEOPLE  # takes somebody along, but for all of a people
    return True if word == "melaporkan" and _POLICE.match(said) else None  # a complaint to the police


def _takes_a_noun(reading: Reading, i: int, content: Span, said: str) -> bool:
    """Return whether a verb that takes a noun as often as a clause, or a clause only after `bahwa`, has a noun here."""
    word = reading.low[i]
    marked = any(content[0] < q.start and q.end <= content[1] for q in reading.outer_quotations(*content))
    if marked and word in verb_class("describing"):
        return False  # `menggambarkan unggahan itu "penuh amarah"`
    if word in verb_class("needs_that") and not (word == "mencatat" and _data_tell(reading, i, content)):
        return True
    if word == "menyebut" and len(said.split()) < 3:
        return True
    if word not in verb_class("noun_takers"):
        return False
    if _goes_on_with_a_cue(reading, content):
        return True  # `X menyampaikan duka dan memastikan P`: what is said is after the second verb
    told = word in ("menceritakan", "memprediksi") and len(said.split()) > _MOST_OF_A_PLOT
    return not told and not has_predicate(reading, content[0], _object_end(reading, content))


def _object_end(reading: Reading, content: Span) -> int:
    """Return where what may be the object of a verb ends: before a later circumstance (`melaporkan Lisa setelah ia …`) or a second verb."""
    low = reading.low
    held = reading.tokens(*content)
    for k in held[1:-1]:
        if low[k] in members("after_object") and low[k + 1] not in ("ini", "itu"):
            return reading.starts[k]
        if low[k] in ("yang", "untuk", "agar") or (low[k] == "," and low[k + 1] not in members("after_object")):
            break
        if low[k - 1] in ("dan", "serta", "lalu") and low[k].startswith("me") and looks_like_verb(low[k]):
            return reading.starts[k]
    return content[1]


_NO_SUBJECT_GOES_ON = frozenset("yang bahwa , untuk agar supaya saat ketika karena dan atau dengan".split())
_FAR_MODAL = 7  # tokens of a subject before its modal


def _is_clear_clause(reading: Reading, content: Span) -> bool:
    """Return whether a content is a clause whatever its verb: a subject and a modal before a verb, nothing relative between, or what exists."""
    held = reading.tokens(*content)
    if len(held) < 3:
        return False
    if reading.low[held.start] in word_class("exists"):
        return reading.low[held.start + 1] not in function_words()
    modals = word_class("modal")
    for k in held[:_FAR_MODAL]:
        low = reading.low[k]
        if low in _NO_SUBJECT_GOES_ON or low in active_cues():
            return False
        if low in modals and k > held.start:
            return k + 1 < held.stop and (looks_like_verb(reading.low[k + 1]) or reading.low[k + 1] in modals)
    return False


def _hopes_for_a_clause(reading: Reading, content: Span) -> bool:
    """Return whether a modal follows the subject of what is hoped for (`mengharapkan jalur itu sudah selesai`), no purpose before it."""
    for k in reading.tokens(*content):
        if reading.low[k] in word_class("modal"):
            return reading.starts[k] > content[0]
    return False


def _goes_on_with_a_cue(reading: Reading, content: Span) -> bool:
    """Return whether the first verb of a content is another cue of saying that `dan` joins to the one before."""
    for k in reading.tokens(*content):
        low = reading.low[k]
        if low in active_cues() and k and reading.low[k - 1] in ("dan", "serta", "lalu", "kemudian"):
            return True
        if looks_like_verb(low):
            return False
    return False


def _data_tell(reading: Reading, i: int, content: Span) -> bool:
    """Return whether the verb at token `i` is said of data, a report or a survey (`Data BPS mencatat P`), or an amount follows."""
    first = reading.token_at(reading.sentences[reading.sentence_at(reading.starts[i])][0])
    amounts = any(reading.low[k] in _AMOUNTING for k in reading.tokens(*content))
    return amounts or any(reading.low[k] in ("data", "laporan", "survei", "hasil", "catatan") for k in range(max(first, i - 14), i))


_PEOPLE = word_class("people_in_general")

_CLAUSE_ONLY = word_class("takes_only_clause")

_ASKING = word_class("question_word")

_AMOUNTING = word_class("amounting")


def _is_object_after_comma(reading: Reading, word: str, content: Span) -> bool:
    """Return whether what follows a verb and a comma or colon is no clause of it."""
    if word not in verb_class("needs_that") or word in _COMMA_SERVES:
        return False
    return reading.text[content[0] : content[1]].split()[0].lower() not in _ASKING


def _named_before_comma(reading: Reading, comma: int, floor: int) -> Span | None:
    """Return the noun phrase that ends in a personal name before the comma at token `comma`."""
    name = trailing_name(reading, floor, comma)
    if name is None or name[1] != comma:
        return None
    start = name[0]
    while start > floor and reading.words[start - 1][0].isupper() and reading.words[start - 1].isalpha():
        start -= 1
    return reading.starts[start], reading.ends[comma - 1]


_NOT_HE_WHO_SAYS = word_class("about_no_sayer")


def _named_right_before(reading: Reading, stop: int, floor: int) -> Span | None:
    """Return the noun phrase, a title and a personal name, that ends at token `stop`; None where it is told of a film, or denied."""
    name = trailing_name(reading, floor, stop)
    if name is None or name[1] != stop:
        return None
    start = name[0]
    while start > floor and (reading.low[start - 1] in heads() or reading.words[start - 1][0].isupper()):
        start -= 1
    office = next((k for k in range(start - 1, max(floor - 1, start - 4), -1) if reading.low[k] in word_class("role")), start)
    if any(looks_like_verb(reading.low[k]) and reading.low[k] not in heads() for k in range(office, name[0])):
        office = start  # `Polisi menangkap Rudi Hartawan yang mengaku …`
    before = reading.low[max(floor, office - 3) : name[0]]
    if not _NOT_HE_WHO_SAYS.isdisjoint(before) or ("ada" in before and not word_class("negator").isdisjoint(before)):
        return None
    return (reading.starts[office], reading.ends[stop - 1]) if name[1] - name[0] > 1 or office < name[0] else None


def _only_pointer_object(stretch: str) -> bool:
    """Return whether a complement begins with an object that points back and ends or turns to circumstance (`hal itu untuk …`)."""
    return bool(
        re.match(
            r"(?i)(?:hal|itu|hal-hal)\s+(?:yang\s+)?(?:itu|tersebut|ini|demikian|senada|serupa|sama)\b(?:\s+(?:untuk|saat|ketika|di|pada|dalam|kepada|melalui|lewat|karena|setelah|usai|seusai|sesudah|sebelum|sehabis|dengan|secara|kemarin|tadi|hari|pekan|[A-Z][a-z]+\s*(?:\(|$))\b|\s*$|,)",
            stretch,
        )
    )


def _coordinated(reading: Reading, floor: int, begin: int) -> bool:
    """Return whether a verb without subject goes on with the clause before (`dan juga membantah …`)."""
    lead = reading.low[max(floor, begin - 2) : begin]
    return bool(lead) and lead[-1] in ("dan", "serta", "lalu", "kemudian", "sekaligus")


def unclosed_source(reading: Reading, source: Span, end: int) -> Span:
    """Return a source at the front without a last chunk that no comma closes: that is the subject (`Menurut MA, kementerian tidak …`)."""
    text = reading.text
    cut = text.rfind(",", *source)
    if cut < 0 or re.match(r"\s*[,(]", text[source[1] : end]):
        return source
    verb = re.match(
        r"\s+(?:juga|pun|justru|memang|kini|sempat|pernah|tidak|tak|belum|bukan|akan|telah|sudah|masih|sedang|bisa|dapat|harus|perlu|wajib|ingin|mau|hanya|cukup|lebih|paling|mulai|adalah|merupakan|di\w+|me\w+|ber\w+|ter\w+)\b",
        text[source[1] : end],
    )
    return (source[0], cut) if verb else source


_OF_WHAT_IS_SAID = word_class("opens_said_clause")


def _inserted(reading: Reading, begin: int, source: Span, cue: Span, start: int, end: int, dates: Dates) -> Quote | None:
    """`P1, ia menjelaskan, P2`: a pronoun and its verb between commas, what stands before them belongs to what is said."""
    text, low = reading.text, reading.low
    if low[begin] not in PRONOUNS or not text[start : source[0]].rstrip().endswith(","):
        return None
    comma = re.match(r"\s*,\s*", text[cue[1] : end])
    first = reading.token_at(start)
    if comma is None or first >= begin:
        return None
    before = trim(text, *without_connective(text, start, text[: source[0]].rindex(",")))
    opening = reading.token_at(before[0])
    closed = ("preposition", "subordinator", "circumstance", "connective", "conjunction", "demonstrative")
    if (
        before[1] <= before[0]
        or dates.at(before[0])
        or (low[opening] not in _OF_WHAT_IS_SAID and any(low[opening] in word_class(name) for name in closed))
        or low[opening].endswith("nya")
    ):
        return None
    several_words = len(text[before[0] : before[1]].split())
    clause = low[opening] not in _OF_WHAT_IS_SAID and any(
        looks_like_verb(low[k]) and reading.words[k][0].islower() for k in range(opening, begin - 1)
    )
    if several_words > _MOST_OF_AN_OBJECT or clause:
        return None
    at = cue[1] + comma.end()
    part = trim(text, at, end_of_content(reading, at, end, dates))
    return Quote("indirect", [before, part], cue, source, "indirect.middle") if part[1] - part[0] > 3 else None
