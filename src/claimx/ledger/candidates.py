"""What a cue may act upon: every stretch of an article that states something, and where it does.

Quotes; rumours and reports behind a noun (`kabar bahwa P`, `pernyataan X soal P`, `isu P`); orders and bans; accusations
(`tuduhan penganiayaan`, `X diduga P`); complaints to the police; and what a passive leaves without a sayer (`diisukan P`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache

from claimx.attribution.phrases import Span
from claimx.attribution.quote import Quote
from claimx.language.reading import Reading
from claimx.language.reporting import active_cues
from claimx.lexicons import word_class

_NOUNS = "pernyataan|ucapan|isu|kabar|rumor|informasi|klaim|narasi|berita|pemberitaan|video|foto|rencana|dugaan|unggahan|keprihatinan|kekhawatiran|kecurigaan|tuduhan|tudingan|putusan|keputusan|persepsi|anggapan|opini|spekulasi|gosip"
_OWNER = r"(?:\s+(?!bahwa|soal|mengenai|tentang|terkait|agar|jika|dan\b)[\w.()'-]+){0,14}?"
# (words of which one must stand there, the pattern about them, kind, whether the noun belongs to the statement)
_STATED: tuple[tuple[str, str, str, bool], ...] = (
    (_NOUNS, rf"\b{{}}(?:nya)?{_OWNER}\s+(?:bahwa|soal|mengenai|tentang|terkait)\s+(?=\w)", "rumour", False),
    ("instruksi|imbauan|perintah|seruan", r"\b{}\s+agar\b", "order", True),
    ("larangan|perintah|kebijakan|aturan|surat edaran", r"\b{}\s+(?=[a-z]{4,})(?!itu|tersebut|ini|akan|telah|sudah)", "order", True),
    (_NOUNS, r"\b{}(?:\s+[\w.-]+){0,5}?\s+yang\s+(?:di\w+\s+)?(?:menyebut|menyebutkan|menyatakan|mengatakan|menilai|memperlihatkan|menuding|menuduh|menunjukkan)\s+(?:bahwa\s+)?(?=\w)", "rumour", False),
    ("pernyataan|ucapan|unggahan|cuitan", r"\b{}(?:\s+[A-Z][\w.-]*){0,5}\s+yang\s+(?:menyinggung|berisi|menghina|menyindir)\b", "rumour", True),
    ("tuduhan|tudingan|dugaan", r"\b{}\s+(?=(?:peng?|pem|pen|pel|ke|me)\w{4,})", "rumour", True),
    ("isu|kabar|rumor|klaim|tuduhan|tudingan", r"\b{}\s+(?=(?:PT|akan|adanya|[A-Z]\w+(?:\s+[\w()]+){0,8}\s+(?:akan|telah|sudah|terlibat|menerima))\b)", "rumour", False),
    ("isu|kabar|rumor|gosip|spekulasi", r"\b{}\s+(?:soal\s+|tentang\s+)?(?=[a-z]{4,}nya\s+[A-Z])", "rumour", False),
    ("diisukan|dikabarkan|disebut|disebut-sebut|diklaim|diberitakan|diberitahu|dituduh|dituding|mengancam", r"\b{}\s+(?:akan\s+)?(?=\w)", "rumour", False),
    ("diduga", r"(?:\b[A-Z][\w.]*(?:\s+[A-Z][\w.]*){0,3}\s+){}\s+(?=me|ber|ter)", "rumour", True),
    ("diduga|dikabarkan|diisukan|disebut-sebut", r"\b(?i:{})\s+(?=[A-Z])", "rumour", False),
    ("melaporkan", r"\b{}\s+(?=[^.;]{4,60}?\s(?:ke|kepada)\s+(?:polisi|Polisi|Polda|Polres|Bareskrim|KPK|MKD))", "complaint", True),
)  # fmt: skip


@cache
def patterns() -> tuple[tuple[frozenset[str], re.Pattern[str], str, bool], ...]:
    """Return `_STATED` compiled, with the first words of what must stand there."""
    return tuple(
        (
            frozenset(opener.split()[0] for opener in openers.split("|")),
            re.compile(pattern.replace("{}", f"(?:{openers})")),
            kind,
            with_noun,
        )
        for openers, pattern, kind, with_noun in _STATED
    )


_STOP = re.compile(
    r"[.;!?](?=\s|$)|[\"“”]|,\s+(?:yang|namun|tetapi|sehingga|kata|ujar|menurut|lantaran|karena|padahal|setelah)\b|,\s+(?=[A-Z]\w+\s+(?:me|ber|di)\w+)|\s+(?:tersebut\s+(?:juga|terbukti)|hingga\s+sekarang)\b|\s+di\s+sekitar\b|\s+(?:telah|sudah)\s+(?:viral|beredar|tersebar)\b"
)
_ORDER_ENDS = re.compile(r",\s(?!seperti\b|termasuk\b)|\s+oleh\s")  # who gave or lifted it is no part of it
LONGEST = 240  # characters of one statement


@dataclass(slots=True)
class Candidate:
    """A stretch that states something; `kind` is quote, order, rumour or complaint, `quote` and `speaker` are indices where it has them."""

    span: Span
    words: frozenset[str]
    quote: int | None
    speaker: int | None
    kind: str


@cache
def _stop_words() -> frozenset[str]:
    names = (
        "preposition",
        "subordinator",
        "conjunction",
        "connective",
        "negator",
        "auxiliary",
        "demonstrative",
        "determiner",
        "pronoun_person",
        "circumstance",
    )
    pointing = "adalah merupakan adanya ada hal tuduhan tudingan isu kabar informasi pernyataan klaim rumor berita nya maaf yang".split()
    return frozenset(w for name in names for w in word_class(name)) | frozenset(pointing)


_NASAL = re.compile(r"(?:me|pe)(?:(?P<y>ny)|(?P<m>m)|(?P<n>n(?!g)))(?=[aiueo]\w{3})")  # a prefix that has swallowed s, p or t
_PREFIX = re.compile(r"(?:meng|mem|men|me|peng|pem|pen|pe|di|ber|ter|per|ke)(?=\w{4})")


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Return a word without its commonest affixes: enough to see that `penangkapan` and `ditangkap` share a root."""
    base = word.lower()
    base = re.sub(r"(?:nya|lah|kah|pun|ku|mu)$", "", base) if len(base) > 6 else base
    if nasal := _NASAL.match(base):
        base = {"y": "s", "m": "p", "n": "t"}[nasal.lastgroup or "n"] + base[nasal.end() :]
    elif len(base) > 5:
        base = _PREFIX.sub("", base, count=1)
    return re.sub(r"(?:kan|an|i)$", "", base) if len(base) > 5 else base


@lru_cache(maxsize=4096)
def content_words(text: str) -> frozenset[str]:
    """Return the stems of the content words of a stretch."""
    return frozenset(stem(word) for word in _WORD.findall(text) if _tells(word))


def as_written(text: str, stems: frozenset[str]) -> str:
    """Return the words of a stretch that have one of the stems, as it writes them, sorted and joined by commas."""
    return ", ".join(sorted({word.lower() for word in _WORD.findall(text) if _tells(word) and stem(word) in stems}))


_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def _tells(word: str) -> bool:
    return len(word) > 2 and word.lower() not in _stop_words()


def find_candidates(reading: Reading, quotes: list[Quote], speakers: list[int | None], names: list[str]) -> list[Candidate]:
    """Return everything in an article that states something, in order."""
    text = reading.text
    found: list[Candidate] = []
    for k, quote in enumerate(quotes):
        kind = "order" if is_order(text, quote) else "quote"
        said = " ".join(text[s:e] for s, e in quote.content)
        found.append(Candidate(whole(text, quote), content_words(said), k, speakers[k], kind))
        if quote.type != "direct":  # `P1 dan P2`: each may be denied by itself
            low, high = quote.content[-1]
            for match in re.finditer(r"\s+dan\s+(?:juga\s+)?(?=(?:me|di|ber)\w{3,})", text[low:high]):
                for start, end in ((low, low + match.start()), (low + match.end(), high)):
                    if end - start > 15:
                        found.append(Candidate((start, end), content_words(text[start:end]), k, speakers[k], kind))
    taken = sorted(span for quote in quotes if quote.type != "direct" for span in quote.content)
    cues = sorted(quote.cue[0] for quote in quotes if quote.cue)
    stated = {candidate.span for candidate in found}
    label = re.match(r"\[[^\]\n]{3,20}\]\s*", text[slice(*reading.layout.title)]) if reading.layout.title else None
    if reading.layout.title and label:  # a fact check's heading states what it checks
        low, high = reading.layout.title[0] + label.end(), reading.layout.title[1]
        found.append(Candidate((low, high), content_words(text[low:high]), None, None, "title"))
    words = frozenset(part for word in reading.low for part in word.split("-"))
    for openers, pattern, kind, with_noun in patterns():
        for match in pattern.finditer(text) if not words.isdisjoint(openers) else ():
            stop = _STOP.search(text, match.end(), match.end() + LONGEST)
            end = min(stop.start() if stop else len(text), match.end() + LONGEST)
            cue = bisect_left(cues, match.start())
            if cue < len(cues) and cues[cue] < match.end():
                continue
            if end - match.end() < 12 or not reading.in_body(match.start(), end) or _inside(taken, match.end()):
                continue
            if kind == "order" and (cut := _ORDER_ENDS.search(text, match.end(), end)):
                end = cut.start()
            if kind == "rumour" and not with_noun:
                relative = re.search(r"\s+yang\s+di\w+", text[match.end() : end])
                if relative and relative.start() > 20:
                    end = match.end() + relative.start()
            start = match.start() if with_noun else match.end()
            if (start, end) not in stated:
                stated.add((start, end))
                # `pernyataan X soal P` is a statement of X
                owner = next(
                    (k for k, name in enumerate(names) if any(len(part) > 3 and part in match.group() for part in name.split())), None
                )
                found.append(Candidate((start, end), content_words(text[start:end]), None, owner, kind))
    return sorted(found, key=lambda c: c.span)


def _inside(spans: list[Span], offset: int) -> bool:
    """Tell whether an offset lies in one of the spans, which stand in order; one may begin inside another."""
    index = bisect_left(spans, (offset + 1, 0))
    return any(start <= offset < end for start, end in spans[max(0, index - 8) : index])


def is_order(text: str, quote: Quote) -> bool:
    """Tell whether a quote is a request or order (`X meminta …`)."""
    return quote.cue is not None and active_cues().get(text[slice(*quote.cue)].lower()) == "request"


def whole(text: str, quote: Quote) -> Span:
    """Return the span that states a quote best: an order with its giver (`Amazon meminta …`), else the content."""
    if (
        quote.type != "direct"
        and is_order(text, quote)
        and quote.cue
        and quote.source
        and quote.source[0] < quote.cue[0] < quote.start
        and quote.start - quote.cue[1] < 3
    ):
        end = quote.end
        because = re.search(r"\s+(?:karena|lantaran|sebab|dengan alasan|menyusul)\b", text[quote.start : end])
        if because:
            end = quote.start + because.start()
        return quote.source[0], end
    return quote.content[-1] if quote.rule == "indirect.passive" else quote.content[0]
