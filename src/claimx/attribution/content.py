"""Where a paraphrase begins and ends, and what is a clause at all: for every shape of attribution."""

from __future__ import annotations

import re

from claimx.annotations import Span
from claimx.language.morphology import looks_like_verb
from claimx.language.reading import Reading
from claimx.language.reporting import active_cues, verb_class
from claimx.lexicons import any_of, load, word_class
from claimx.syntax.classes import members
from claimx.timex.spans import Dates

# a day of the week as it is written in a sentence
WEEKDAY = rf"(?:{'|'.join(day.capitalize() for day in load('dates')['words']['weekday'])})".replace("Jumat", "Jum['’]?at")
_WHILE = any_of(load("words")["said_while"])

_TRAILING_SOURCE = re.compile(
    r",?\s+(?:seperti|sebagaimana)\s+(?:yang\s+)?(?:di\w+|\w+)|,\s*(?:dikutip|dilansir|melansir|mengutip|dikutp)\b|,\s*(?:kata|ujar|ucap|tutur|jelas|tegas|ungkap|tulis|imbuh|tambah|lanjut|sambung|papar)(?:nya)?\b|,\s*(?:menurut|demikian(?!\s+(?:pula|juga|halnya)))\b|,?\s+yang\s+(?:dilansir|dikutip|dilaporkan|diberitakan|diwartakan)\s+(?=[A-Z])"
    r"|,?\s+menurut\s+(?:warta|laporan|siaran|kabar|kantor\s+berita)\b"
    r"|,?\s+(?:saat|ketika|usai|seusai)\s+(?:dihubungi|ditemui|dikonfirmasi|ditanya|dimintai|jumpa\s+pers|konferensi\s+pers|diwawancarai?)\b"
    # when it was said, told with a place or day: `P, saat memimpin rapat di Jakarta`
    rf"|,\s+(?:saat|ketika|usai|seusai)\s+{_WHILE}\b"
    rf"(?=[^.;“”\"]{{0,120}}\s(?:di\s+[A-Z]|{WEEKDAY})[^.;“”\"]{{0,60}}\.?\s*$)"
)

# `musik lembut seperti akustik`, told apart from `seperti dikutip X`
_LIKENESS = re.compile(r"(?i)[\s,]*(?:seperti|sebagaimana)\s(?!.*(?:dikutip|dilansir|dikatakan|disampaikan|diberitakan|dilaporkan))")

_ACTS = any_of(load("words")["second_act"])
_SECOND_ACT = re.compile(
    rf",?\s+(?:namun|tetapi|tapi|dan|serta|bahkan)\s+(?:juga\s+|ia\s+|dia\s+)?{_ACTS}\b"
    # after a bare `dan` it may be others who agree not: `warga khawatir dan tidak setuju`
    r"|,?\s+(?:(?:namun|tetapi|tapi)\s+(?:juga\s+|ia\s+|dia\s+)?|(?:dan|serta)\s+(?:ia|dia)\s+)ti?dak\s+(?:sepakat|setuju)\b"
)


# of the subject of the saying, and never of what is said: `menegaskan P, sekaligus mengimbau Q`
_AT_ONCE = re.compile(rf",?\s+{any_of(load('words')['at_once'])}\s+(?:juga\s+)?(?P<verb>me\w+|ber\w+)\b")

SHORTEST = 8  # characters of a content that may be a clause; what is shorter points or names
SHORTEST_ALONE = 15  # characters of one whose source stands apart from it
_LEAST_BEFORE = 5  # characters of a content before what may end it
_LEAST_BEFORE_PLACE = 40


def trim(text: str, start: int, end: int) -> Span:
    """Return a span without the white space, commas and dashes about it, and without the full stop at its end."""
    while start < end and text[start] in " \t\n\u00a0,;:–—-":
        start += 1
    while end > start and text[end - 1] in " \t\n\u00a0,;:.":
        end -= 1
    return start, end


def has_predicate(reading: Reading, start: int, end: int) -> bool:
    """Return whether a stretch holds a predicate outside relative clauses."""
    if any(start <= q.start and q.end <= end for q in reading.outer_quotations(start, end)):
        return True  # somebody's marked words are a predicate enough
    relative, relative_verb = False, -1
    for i in reading.tokens(start, end):
        lw = reading.low[i]
        if lw == "yang":
            relative, relative_verb = True, -1
            continue
        if relative and looks_like_verb(lw) and reading.words[i][0].islower() and lw != "mendatang":
            if 0 <= relative_verb < i - 1 and reading.low[i - 1] not in word_class("goes_on"):
                return True  # `penelitian yang dilakukan sejak 2022 menunjukkan P`: the second verb is the main one
            # one with an object of its own may have clauses in it
            relative_verb = i if not lw.startswith("me") and reading.low[i - 1] == "yang" else -1
        relative = relative and reading.words[i] != "," and lw not in word_class("after_relative")
        if relative:
            continue
        if _predicates(reading, i, start, end):
            return True
    return False


def _predicates(reading: Reading, i: int, start: int, end: int) -> bool:
    """Return whether token `i` makes a predicate of the stretch [start, end): a verb, a word of being, a demonstrative before what is said of it."""
    low = reading.low[i]
    if low in members("pointing") and predicate_follows(reading, i, end):
        return True
    if low in verb_class("predicates") or (looks_like_verb(low) and reading.words[i][0].islower()):
        return True
    # `menyebut harga beras naik`
    return low in word_class("moving") and reading.starts[i] > start and "," not in reading.text[start : reading.starts[i]]


WEAK_PREDICATES = word_class("weak_predicate")


STILL = members("still")


def is_clause(reading: Reading, start: int, end: int) -> bool:
    """Return whether a stretch holds a verb, or a word that makes a clause of it whatever stands beside."""
    strong = verb_class("predicates") - WEAK_PREDICATES
    return any(reading.low[i] in strong or looks_like_verb(reading.low[i]) for i in reading.tokens(start, end))


def predicate_follows(reading: Reading, i: int, end: int) -> bool:
    """Return whether a bare adjective or verb follows a demonstrative (`tiang atap itu rapuh`)."""
    if i + 1 >= len(reading.low) or reading.starts[i + 1] >= end:
        return False
    word, low = reading.words[i + 1], reading.low[i + 1]
    closed = ("preposition", "conjunction", "subordinator", "circumstance", "demonstrative", "determiner", "negator", "auxiliary")
    return word.isalpha() and word.islower() and low not in members("no_predicate") and not any(low in word_class(name) for name in closed)


def predicate_at(reading: Reading, after: int, end: int) -> bool:
    """Return whether a predicate of three words or more begins right after a source: the second comma is left out."""
    if len(reading.text[after:end].split()) < 3:
        return False
    low = reading.low[reading.token_at(after)]
    return looks_like_verb(low) or low in verb_class("predicates") or low in word_class("determiner") or low in ("pihaknya", *STILL)


def end_of_content(reading: Reading, start: int, end: int, dates: Dates) -> int:
    """Return where a content that begins at `start` ends: before trailing attribution, date of the saying, or a new act."""
    text = reading.text
    stop = end
    match = _TRAILING_SOURCE.search(text, start, end)
    while match and (match.start() - start <= SHORTEST or _LIKENESS.match(match.group())):
        match = _TRAILING_SOURCE.search(text, match.end(), end)
    if match:
        stop = match.start()
    # `…, Rabu (4/7)` and `…, di Jakarta, Rabu (4/7)` at the end tell when it was said
    trimmed = text[:stop].rstrip(" .")
    for date_start, date_end in dates.within(start, end):
        if date_end in (len(trimmed), len(trimmed) - 1) and date_start > start and re.match(WEEKDAY, text[date_start:date_end]):
            before = text[start:date_start].rstrip()
            if before.endswith(","):
                stop = start + len(before) - 1
                place = re.search(r",?\s+(?:di|kepada|dalam)\s+[^,]*$|,\s*[A-Z][\w ]{2,25}$", text[start:stop])
                if place and stop - start > _LEAST_BEFORE_PLACE and place.group().lstrip().startswith(","):
                    stop = start + place.start()
            break
    # a second act of the same subject: `…, namun menolak berkomentar`
    match = _SECOND_ACT.search(text, start, stop)
    if match and match.start() - start > _LEAST_BEFORE:
        stop = match.start()
    for match in _AT_ONCE.finditer(text, start, stop):
        if match["verb"] in active_cues() and match.start() - start > _LEAST_BEFORE:
            return match.start()
    return stop


DENYING = word_class("denying_cue")


def both_parts(text: str, before: Span, part: Span) -> list[Span]:
    """Return both parts of a content, the first left out where it only connects."""
    if before[1] - before[0] < 3 or is_connective(text[before[0] : before[1]]):
        return [part]
    return [before, part]


_KEPT_CONNECTIVES = word_class("kept_connective")


def is_connective(lead: str) -> bool:
    """Return whether a lead only connects sentences."""
    low = " ".join(lead.lower().split()).strip(" ,")
    if low in _KEPT_CONNECTIVES:
        return False
    return low in word_class("connective") or low in members("plain_connective")


# what connects sentences with no comma after it
_OPEN_LEAD = re.compile(r"\s*(?:(?:Sementara itu|Selain itu|Di sisi lain)\s+(?=[a-z])|(?:Sedangkan|Adapun|Sebab)\s+(?!itu\b))")


def without_connective(text: str, start: int, end: int) -> Span:
    """Skip a leading connective and its comma."""
    open_lead = _OPEN_LEAD.match(text, start, end)
    if open_lead:
        return open_lead.end(), end
    match = re.match(r"\s*([^,]{2,40}),\s*", text[start:end])
    if match and is_connective(match.group(1)):
        return start + match.end(), end
    return start, end


PASSED_ON_BY = word_class("passed_on_by")


def subject_offset(text: str, start: int, end: int) -> int:
    """Return where the subject of a passive begins: after the last comma of its clause."""
    comma = text.rfind(",", start, end)
    return comma + 1 if comma >= 0 else start
