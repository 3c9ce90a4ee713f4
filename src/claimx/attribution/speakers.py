"""Speakers: one entity for each sayer of an article, and for each quote the entity that said it.

Read in text order with a focus, the person the text last spoke of as an actor. Each resolution names its rule:
`name`, `short_name`, `title`, `pointing`, `pronoun`, `clitic`, `continuation`, `plural`, `unnamed`; where the text
leaves it open the answer is None.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from claimx.annotations import Quote, Span
from claimx.attribution.contexts import count
from claimx.attribution.descriptions import Description, describe
from claimx.attribution.name_words import function_words, is_name_word
from claimx.attribution.naming import trailing_name
from claimx.attribution.outlets import named_as_body
from claimx.attribution.phrases import generic_bodies, heads, source_after
from claimx.attribution.short_forms import Names
from claimx.attribution.subjects import source_before
from claimx.language.morphology import looks_like_verb
from claimx.language.reading import Reading
from claimx.language.reporting import active_cues, is_clitic, passive_cues, verb_class
from claimx.lexicons import any_of, load, word_class
from claimx.syntax.classes import members
from claimx.timex.spans import Dates

if TYPE_CHECKING:
    from claimx.annotations import Cue


@cache
def _groups() -> frozenset[str]:
    # `oleh`: the agent of a passive may be a title without a name
    return word_class("group") | {"kedua", "ketiga", "oleh"}


_OF_OUTLETS = ("indirect.via", "direct.via_after", "indirect.closing")
_ANSWERING = word_class("answering_cue")
_FRONTING = word_class("names_next_actor")
_AUXILIARIES = word_class("verbless_auxiliary")
_CAPITALS = re.compile(r"\b(?:[A-Z][\w-]+)(?:\s+[A-Z][\w-]+){0,4}")
_NO_COMPANY = re.compile(r"(?:aplikasi|platform|media sosial|produk|negara|di|ke|dari)\s+\Z")
_POINTER_ENDS = (" itu", " ini", " tersebut")
# who debunks in a fact check that names nobody else
_FACT_CHECK_DESK = re.compile(
    r"\b[Tt]im (?:[Pp]emeriksa|[Pp]eriksa|[Cc]ek) [Ff]akta(?: (?!Kamis|Senin|Selasa|Rabu|Jumat|Sabtu|Minggu)[A-Z]\w+){0,3}"
)


_EDITORS = re.compile(r"\bRedaksi(?: [A-Z][\w.]+)?")

_NO_WORD = re.compile(r"[^\w\s]")


def _by_sentence(sentences: Iterable[int]) -> dict[int, list[int]]:
    """Return the numbers of the items that stand in each sentence."""
    found: dict[int, list[int]] = {}
    for number, sentence in enumerate(sentences):
        found.setdefault(sentence, []).append(number)
    return found


def _said_at(quote: Quote) -> int:
    """Return the offset of the source of a quote, else of its cue, else of its content."""
    return quote.source[0] if quote.source else quote.cue[0] if quote.cue else quote.start


def _anchor(quote: Quote) -> int:
    """Return the offset at which a quote counts in the order of the text: that of its source, else of its content."""
    return quote.source[0] if quote.source else quote.start


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    return " ".join(_NO_WORD.sub(" ", name.lower()).split())


@dataclass(slots=True)
class Speaker:
    """One sayer: the fullest `name`, `kind`, `role` in the text's words, and every span that refers to it as a source."""

    name: str
    kind: str
    role: str | None = None
    mentions: list[Span] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    last: int = -1  # offset of the last mention or act

    def key(self) -> str:
        """Return the name folded for comparison."""
        return _folded(self.name)

    def identity(self) -> str:
        """Return what two spellings of one name share, written apart or together (`Jak Lingko`, `JakLingko`)."""
        return self.key().replace(" ", "")


class Parties(NamedTuple):
    """Who is told beside each cue: who does the act, who demands it, and whose statement it is about."""

    agents: list[Speaker | None]
    demanders: list[Speaker | None]
    claimants: list[Speaker | None]


class Resolver:
    """The speakers of one article, found in text order."""

    def __init__(self, reading: Reading, dates: Dates) -> None:
        self.reading = reading
        self.dates = dates
        self.names = Names(reading)
        self.speakers: list[Speaker] = []
        self.by_identity: dict[str, Speaker] = {}
        self.bodies: dict[str, list[Speaker]] = {}  # by the first word of their names
        self.by_last: dict[tuple[str, str], list[Speaker]] = {}  # by kind and the last word of their names
        self.focus: Speaker | None = None
        self.focus_at = -1
        self.focus_spoke = True  # whether the person in focus is there by an act of saying
        self.recent: list[Speaker] = []  # who was in focus, in order
        self.last_group: Speaker | None = None
        self.last_quoted: Speaker | None = None
        self.last_quoted_at = -1
        self.ministers: dict[str, list[Speaker]] = {}  # of each part of a short title, whom the text names so
        self.titled: dict[str, list[tuple[Span, Description]]] = {}  # of each title, who bears it where
        self.named_sayers: set[str] = set()  # the identities of who is named as a source somewhere
        self.matches: dict[re.Pattern[str], list[re.Match[str]]] = {}  # of patterns that are asked for again and again
        self.rivals: list[list[str]] = []  # for each quote, the names that lost, nearest first

    # -- entities --------------------------------------------------------------------------------------------------------
    def entity(self, name: str, kind: str, role: str | None, span: Span | None, at: int) -> Speaker:
        """Return the entity of that name, made when new."""
        speaker = Speaker(name, kind, role)
        known = self.by_identity.get(speaker.identity())
        if known is None:
            known = self._introduce(speaker)
        if role:
            known.role = known.role or role
            known.roles.update(re.findall(r"\w+", role.lower()))
        if span:
            known.mentions.append(span)
        known.last = max(known.last, at)
        return known

    def _introduce(self, speaker: Speaker) -> Speaker:
        """Add an entity that is not known yet."""
        self.by_identity[speaker.identity()] = speaker
        self.speakers.append(speaker)
        self.by_last.setdefault((speaker.kind, speaker.key().split(" ")[-1]), []).append(speaker)
        if speaker.kind == "organization":
            self.bodies.setdefault(speaker.key().split(" ")[0], []).append(speaker)
        return speaker

    def _known_person(self, name: str) -> Speaker | None:
        """Return the entity that bears a name, or the name that it is short for."""
        return self.by_identity.get(Speaker(self.names.expand(name), "person").identity())

    def resolve_span(self, span: Span) -> tuple[Speaker | None, str]:
        """Return the entity that a source span refers to, and the rule that found it."""
        description = describe(self.reading, span)
        return self.resolve(description, span)

    def resolve(self, d: Description, span: Span) -> tuple[Speaker | None, str]:
        """Return the entity that a description refers to, and the rule."""
        if d.kind == "pronoun":
            return self._pronoun(d.head, span)
        if d.kind == "role":
            return self._title(d, span)
        if not d.name:
            return None, "open"
        if d.kind == "person":
            return self._person(d, d.name, span)
        if d.kind == "organization":
            return self._organization(d, d.name, span)
        if d.kind == "document":
            return self._document(d, d.name, span)
        if d.kind == "group":
            self.last_group = self.entity(d.name, "group", None, span, span[0])
            return self.last_group, "unnamed"
        return self._unknown(d, d.name, span)

    def _person(self, d: Description, name: str, span: Span) -> tuple[Speaker | None, str]:
        """Resolve a personal name: to who bears it in full, whom it points to, or the body that it abbreviates."""
        full = self.names.expand(name)
        if full == name:
            full = self._byname(name, span)
        if full == name and d.pointing and self.focus and self.focus.kind == "person":
            self.names.alias.setdefault(name, self.focus.name)
            return self._mention(self.focus, span), "pointing"
        if full == name and d.role is None and (body := self.names.body(name)):
            return self.entity(body, "organization", None, span, span[0]), "short_name"
        if self._is_proxy(d, full):
            return self.entity(f"{d.role} {name}", "anonymous", None, span, span[0]), "unnamed"
        rule = "name" if full == name else "short_name"
        if d.role is None and (named_as_body(full) or named_as_body(name)):
            return self.entity(name if named_as_body(name) else full, "organization", None, span, span[0]), rule
        return self._named(full, d.role, span), rule

    def _organization(self, d: Description, said: str, span: Span) -> tuple[Speaker | None, str]:
        """Resolve what is described as a body: the one it points to, a person with such a name, an officer by his office, else itself."""
        if d.pointing and (found := self._pointed_body(d, span)):
            return self._mention(found, span), "pointing"
        person = self._known_person(said)
        if person and person.kind == "person" and " " not in said and not said.isupper():  # `kata Agung`: a title, but his name
            return self._mention(person, span), "short_name"
        name = self._body_name(said)
        office = said.isupper() and name != said and name.split()[0].lower() in word_class("role")
        if office and (officer := self._introduced(said, span)):  # `Kepala Staf (KSAD) Jenderal X`: an office, not a body
            return self._mention(officer, span), "title"
        return self.entity(name, "organization", None, span, span[0]), "name"

    def _document(self, d: Description, name: str, span: Span) -> tuple[Speaker | None, str]:
        """Resolve a document: `pernyataan itu` says what its issuer says, or goes on as it began."""
        if d.pointing and (account := self._account(d, span)):
            return self._mention(account, span), "pointing"
        issuer = self.last_quoted if d.pointing else None
        same = issuer is not None and issuer.kind == "document" and issuer.key().startswith(d.head)
        if issuer is not None and (same or issuer.kind in ("organization", "person")):
            return self._mention(issuer, span), "pointing"
        return self.entity(name, "document", None, span, span[0]), "unnamed"

    def _unknown(self, d: Description, name: str, span: Span) -> tuple[Speaker | None, str]:
        """Resolve somebody without a name: who is pointed to, known by initials, or was told of in longer words."""
        if d.pointing and self.focus:
            return self._mention(self.focus, span), "pointing"
        initials = self.names.alias.get(re.sub(r"^(?:seorang|sang|si)\s+", "", name.lower()))
        if initials:
            return self._named(initials, name, span), "title"
        alike = self.by_last.get((d.kind, name.lower().split(" ")[-1]), ())
        known = next((s for s in alike if s.key().endswith(name.lower())), None)
        if known:
            return self._mention(known, span), "short_name"
        return self.entity(name, d.kind, None, span, span[0]), "unnamed"

    def _account(self, d: Description, span: Span) -> Speaker | None:
        """Return the account that `akun itu` means: the one whose name stands last before it."""
        if not re.match(r"(?i)akun\b", self.reading.text[slice(*span)]):
            return None
        named = self._last(_account_names(), span[0])
        return self.entity(named["handle"] or named["name"], "anonymous", None, None, span[0]) if named else None

    def _last(self, pattern: re.Pattern[str], offset: int) -> re.Match[str] | None:
        """Return the last match of a pattern that ends before an offset; the text is searched once, however many ask."""
        if pattern not in self.matches:
            self.matches[pattern] = list(pattern.finditer(self.reading.text))
        found = self.matches[pattern]
        at = bisect_left(found, offset, key=lambda match: match.end())
        return found[at - 1] if at else None

    def _byname(self, name: str, span: Span) -> str:
        """Return a single name with the form of address that belongs to it (`Gus Ipul`): in the phrase, and wherever the name stands."""
        before = re.search(rf"\b([A-Z][a-z]+)\s+{re.escape(name)}\b", self.reading.text[slice(*span)]) if " " not in name else None
        if before is None or before[1].lower() not in word_class("byname"):
            return name
        apart = count(self.reading, name) > count(self.reading, before.group())
        return name if apart else self.names.alias.get(before.group(), before.group())

    def _is_proxy(self, d: Description, full: str) -> bool:
        """Return whether a source is somebody who works for the person named (`pengacara Hasan`): a short name that the article knows in full,
        and whose own role is another."""
        if d.role is None or d.name is None or d.role.lower() not in word_class("proxy") or " " in d.name or full == d.name:
            return False
        role = self.names.role_of(full) or ""
        return d.role.lower() not in role.lower().split()

    def _mention(self, speaker: Speaker, span: Span) -> Speaker:
        speaker.mentions.append(span)
        speaker.last = max(speaker.last, span[0])
        return speaker

    def _named(self, full: str, role: str | None, span: Span) -> Speaker:
        return self.entity(full, "person", role, span, span[0])

    def _body_name(self, said: str) -> str:
        short = said
        full = self.names.alias.get(short) or self.names.body(short)
        if full:
            return full
        # a known body that the short form abbreviates: `koalisi`, `Petisi`
        for speaker in self.bodies.get(short.lower().split(" ")[0], ()):
            if speaker.key().startswith(short.lower() + " "):
                return speaker.name
        named = [body for body in self.names.bodies if body.startswith(short + " ")] if " " not in short else []
        return named[0] if len(named) == 1 and short.lower() in word_class("organization") else short

    def _title(self, d: Description, span: Span) -> tuple[Speaker | None, str]:
        """Resolve a title without a name: to the entity whose role holds it, or, where it points back, to the person in focus."""
        said = d.name or d.head
        wanted = {w for w in re.findall(r"\w+", said.lower()) if w not in ("itu", "tersebut", "mantan", "eks", "seorang")}
        ranked = [s for s in self.speakers if s.kind == "person" and (d.head in s.roles or self._is_told_of(s, wanted, d.pointing))]
        minister = self._minister(said)
        if minister:
            return self._mention(minister, span), "title"
        if ranked:
            best = max(ranked, key=lambda s: (len(s.roles & wanted), s.last))
            if d.pointing or (d.head in best.roles and wanted <= best.roles | {d.head}):
                return self._mention(best, span), "title"
        spoken_of = said.lower().startswith("sang ")
        if d.pointing and (pointed := self._spoken_of_last() if spoken_of else self._pointed_person(d, span)) is not None:
            return self._mention(pointed, span), "pointing"
        if not (d.pointing and spoken_of) and (introduced := self._introduced(said, span)):
            return introduced, "title"
        if d.pointing and self.reading.text[slice(*span)].lower().endswith(_POINTER_ENDS) and not spoken_of:
            return None, "open"
        return self.entity(said, "anonymous", None, span, span[0]), "unnamed"

    def _spoken_of_last(self) -> Speaker | None:
        """Return the person who was in focus last, as `sang pelatih` means."""
        return next((s for s in reversed(self.recent) if s.kind == "person"), None)

    def _pointed_person(self, d: Description, span: Span) -> Speaker | None:
        """Return whom `polisi itu` means: who was told of by that noun, else the person in focus."""
        told = self._told_of(d.head, span)
        if told is not None:
            return told
        person = self.focus or self.last_quoted
        return person if person is not None and person.kind in ("person", "anonymous") else None

    def _is_told_of(self, speaker: Speaker, wanted: set[str], pointing: bool) -> bool:
        """Return whether the role of somebody holds what a description says; where it points, one word of it that tells him from others."""
        return (
            bool(speaker.roles & (wanted - function_words() - word_class("describing") - {"tahun"}))
            if pointing
            else wanted <= speaker.roles
        )

    def _told_of(self, head: str, span: Span) -> Speaker | None:
        """Return the unnamed one whom a noun told of before: `Polisi itu` is `seorang polisi Austria`."""
        pattern = re.compile(rf"\b[Ss]eorang\s+{re.escape(head)}\b(?:\s+bicara\b)?(?:\s+[A-Z][\w-]+){{0,3}}")
        told = list(pattern.finditer(self.reading.text, 0, span[0]))
        return self.entity(told[-1].group(), "anonymous", None, None, span[0]) if told else None

    def _minister(self, said: str) -> Speaker | None:
        """Return the one minister whom a short title means: `Menhub` is who is named as `Menteri Perhubungan`."""
        match = re.fullmatch(r"(?i)men([a-z]{2,9})(?: itu| tersebut)?", said)
        if not match:
            return None
        part = match[1].lower()
        if part not in self.ministers:
            self.ministers[part] = list({speaker.identity(): speaker for speaker in self._ministers_of(part)}.values())
        found = self.ministers[part]
        if not found and len(part) >= 3:
            found = [s for s in self.speakers if s.role and re.match(r"(?i)menteri\b", s.role) and _shortens(part, _title_parts(s.role))]
        return found[0] if len(found) == 1 else None

    def _ministers_of(self, part: str) -> Iterator[Speaker]:
        """Yield the ministers whom the text names with a title that holds a part of a word."""
        pattern = re.compile(
            rf"\bMenteri\s+(?:\w+\s+)?\w*{part}\w*(?:\s+dan\s+\w+)?(?:\s+\w+)?(?:\s+\([^()]{{2,20}}\))?\s*,?\s+(?=[A-Z])", re.IGNORECASE
        )
        for named in pattern.finditer(self.reading.text):
            phrase = source_after(
                self.reading, self.reading.token_at(named.start()), min(len(self.reading.text), named.end() + 60), self.dates
            )
            d = describe(self.reading, phrase) if phrase else None
            if d and d.kind == "person" and d.name and d.role and "menteri" in d.role.lower() and part in d.role.lower():
                yield self._silent(self.names.expand(d.name), d.role)

    def _introduced(self, said: str, span: Span) -> Speaker | None:
        """Return the person whom the text elsewhere gives this title: `Kapolri Jenderal Tito Karnavian`."""
        known = self.titled.get(said.lower())
        if known is None:
            known = self.titled[said.lower()] = list(self._bearers(said))
        for phrase, d in known:
            if phrase != span and d.name:
                return self._named(self.names.expand(d.name), d.role, span)
        return None

    def _bearers(self, said: str) -> Iterator[tuple[Span, Description]]:
        """Yield where the text has a title before a personal name, and what that phrase describes."""
        pattern = re.compile(rf"\b{re.escape(said)}(?:\s*\)|\s+\([^()]{{2,20}}\))?\s*,?\s+(?=[A-Z])", re.IGNORECASE)
        for match in pattern.finditer(self.reading.text):
            if not self.reading.in_body(*match.span()):
                continue  # `Mensos Ajak Pemda …`: in a headline a verb has a capital too
            i = self.reading.token_at(match.end())
            phrase = source_after(self.reading, i, min(len(self.reading.text), match.end() + 60), self.dates)
            if phrase:
                d = describe(self.reading, (phrase[0] if ")" in match.group() else match.start(), phrase[1]))
                if d.kind == "person" and d.name:
                    yield phrase, d

    def _pointed_body(self, d: Description, span: Span) -> Speaker | None:
        """Return the body that `perusahaan itu` means: named in the same sentence or paragraph, else the last one."""
        head, name = d.head, d.name or ""
        exact = next((s for s in self.speakers if s.key() == name.lower()), None)
        named = any(w[0].isupper() for w in name.split()[1:])
        if (exact and named) or head in ("kampanye", "petisi", "laporan") or head in word_class("document"):
            return exact
        if named and head not in generic_bodies():
            return None
        last = self._last(_titled_body(head), span[0]) if head in word_class("organization") else None
        if last is not None:  # `Yayasan tersebut` is `Yayasan Bina Warga`, `maskapai itu` is `Angin Timur`
            words = (last.group() if last.group()[0].isupper() else last[1]).split()
            while len(words) > 1 and words[0].lower() in word_class("place"):
                words.pop(0)  # `media Jerman ARD`
            return self.entity(self._body_name(" ".join(words)), "organization", None, None, span[0])
        near = self._body_near(head, span)
        if near is not None:
            return self.entity(self._body_name(near), "organization", None, None, span[0])
        bodies = [s for s in self.speakers if s.kind == "organization"]
        return max(bodies, key=lambda s: s.last) if bodies else None

    def _body_near(self, head: str, span: Span) -> str | None:
        """Return the body that is named first before a phrase in its sentence, else in the one before; an application is no company."""
        reading = self.reading
        here = reading.sentence_at(span[0])
        for low, high in ((reading.sentences[here][0], span[0]), reading.sentences[max(0, here - 1)]):
            for named in _CAPITALS.finditer(reading.text, low, high):
                another = head not in ("aplikasi", "platform") and _NO_COMPANY.search(reading.text, low, named.start())
                if not _is_day_or_function(named.group()) and not another and self._is_body(named.group()):
                    return named.group()
        return None

    def _is_body(self, name: str) -> bool:
        first = name.split()[0].lower()
        if first in word_class("place") or first in word_class("role"):
            return False
        known = self._known_person(name)
        if (known is not None and known.kind == "person") or first in word_class("degree"):
            return False
        return name.isupper() or first in word_class("organization") or count(self.reading, name) >= 2

    def _pronoun(self, word: str, span: Span) -> tuple[Speaker | None, str]:
        if word in ("mereka", "kami", "kita"):
            group = self.last_group
            if group is None and self.last_quoted and self.last_quoted.kind in ("group", "organization"):
                group = self.last_quoted
            return (self._mention(group, span), "plural") if group else (None, "open")
        fronted = self._fronted(span)
        if fronted is not None:
            return self._mention(fronted, span), "pronoun"
        person = self.focus or self.last_quoted
        if self._seems_no_person(person) and "\n" in self.reading.text[self.focus_at : span[0]]:
            person = self.last_quoted
        if person is not None and person.kind in ("organization", "document"):  # nobody says `dia` of a firm
            person = next((s for s in reversed(self.recent) if s.kind in ("person", "anonymous", "role")), person)
        if person is None:
            return None, "open"
        return self._mention(person, span), "pronoun"

    def _fronted(self, span: Span) -> Speaker | None:
        """Return the person named in what stands before the pronoun in its sentence: `Dalam surat yang ditulis Rina, dia …`."""
        reading = self.reading
        start = reading.sentences[reading.sentence_at(span[0])][0]
        comma = reading.text.rfind(",", start, span[0])
        held = reading.tokens(start, comma) if comma > start and not reading.text[comma + 1 : span[0]].strip() else range(0)
        if not len(held) or reading.low[held.start] not in _FRONTING or "kepada" in reading.low[held.start : held.stop]:
            return None
        name = trailing_name(reading, held.start + 1, held.stop)
        if name is None or name[1] != held.stop:
            return None
        said = reading.text[reading.starts[name[0]] : reading.ends[name[1] - 1]]
        full = self.names.expand(said)
        return self.by_identity.get(Speaker(full, "person").identity()) or (
            self._silent(full, None) if self._acts_elsewhere(said) else None
        )

    # -- in text order ---------------------------------------------------------------------------------------------------
    def resolve_all(self, quotes: list[Quote], cues: Sequence[Cue] = ()) -> tuple[list[tuple[Speaker | None, str]], Parties]:
        """Resolve everybody in text order: (speaker, rule) of each quote, then the parties of each cue."""
        results: list[tuple[Speaker | None, str]] = [(None, "open")] * len(quotes)
        self.rivals = [[] for _ in quotes]
        self.named_sayers = self._named_in(quotes)
        parties = Parties([None] * len(cues), [None] * len(cues), [None] * len(cues))
        sentence_at = self.reading.sentence_at
        cues_at = _by_sentence(sentence_at(cue.start) for cue in cues)
        quotes_at = _by_sentence(sentence_at(_said_at(quote)) if self._in_body(quote) else -1 for quote in quotes)
        last = max((*quotes_at, *cues_at), default=-1)  # who acts after it is nobody's question
        for index, (start, end) in enumerate(self.reading.sentences[: last + 1]):
            here = sorted(quotes_at.get(index, ()), key=lambda n: _anchor(quotes[n]))
            if not any(quotes[n].source for n in here):
                self._follow_subject(start, end, [quotes[n] for n in here])
            acting = cues_at.get(index, [])
            inside = {n: q for n in acting if (q := cues[n].quote) is not None and quotes[q].type == "direct"}
            outside = deque(n for n in acting if n not in inside)
            for number in here:
                while outside and cues[outside[0]].start <= _said_at(quotes[number]):
                    self._act(cues[outside[0]], outside.popleft(), parties, None)
                results[number] = self._speak(quotes[number], number)
            for number in outside:
                self._act(cues[number], number, parties, None)
            for number, quote in inside.items():
                self._act(cues[number], number, parties, results[quote][0])
        for number in quotes_at.get(-1, ()):  # those of the headline, last: the body tells who is meant
            results[number] = self._of_headline(quotes[number], quotes, results)
        self._complete_agents(cues, parties.agents, [speaker for speaker, _ in results])
        for speaker in self.speakers:
            if speaker.kind == "person" and speaker.role is None:
                speaker.role = self.names.role_of(speaker.name)
        return results, parties

    def _of_headline(self, quote: Quote, quotes: list[Quote], results: list[tuple[Speaker | None, str]]) -> tuple[Speaker | None, str]:
        """Return who says what the headline quotes: whom the body names with the same words before his name (`Kapolres Wanasari, Rina Puspita`).

        Else an office is the one person whom the body quotes, where that is his or the body gives it nobody.
        """
        source = quote.source or (quote.start, quote.start)
        said = re.compile(rf"{re.escape(self.reading.text[slice(*source)])}\b")
        for other, (speaker, _) in zip(quotes, results, strict=True):
            if other is not quote and other.source and speaker is not None and said.match(self.reading.text, other.source[0]):
                return self._mention(speaker, source), "title"
        quoted = list({id(s): s for s, _ in results if s is not None and s.kind == "person"}.values())
        if len(quoted) == 1 and self._can_be_office_of(quoted[0], source):
            return self._mention(quoted[0], source), "title"
        return self._of(quote)

    def _can_be_office_of(self, person: Speaker, span: Span) -> bool:
        """Return whether a phrase names an office that is a person's, or one with its seat (`Bos Bursa Nelayan`) that the body gives nobody by name."""
        reading = self.reading
        tokens = reading.tokens(*span)
        head = reading.low[tokens.start]
        if head not in word_class("role") or head in word_class("organization"):
            return False
        if head in person.roles:
            return True
        named = (k for k in range(tokens.stop, len(reading.low) - 1) if reading.low[k] == head and reading.words[k + 1][0].isupper())
        several = len(tokens) == 1 or head in word_class("group")  # `Polisi: …`, `Warga Sleman Desak …`
        return not several and describe(reading, span).kind != "person" and next(named, None) is None

    def _in_body(self, quote: Quote) -> bool:
        """Return whether a quote stands below the headline."""
        title = self.reading.layout.title
        return title is None or quote.start >= title[1]

    def _named_in(self, quotes: list[Quote]) -> set[str]:
        """Return the identities of the persons whom the sources of quotes name."""
        described = [describe(self.reading, quote.source) for quote in quotes if quote.source]
        return {Speaker(self.names.expand(d.name), "person").identity() for d in described if d.kind == "person" and d.name}

    def _speak(self, quote: Quote, number: int) -> tuple[Speaker | None, str]:
        """Resolve who says a quote, and move the focus to who does."""
        near = list(reversed(self.recent))
        speaker, rule = self._of(quote)
        self.rivals[number] = self._rivals(quote, speaker, rule, near)
        if speaker:
            if speaker.kind in ("person", "anonymous", "role") or quote.type == "direct":
                self._focus(speaker, quote.end)
            self.last_quoted, self.last_quoted_at = speaker, quote.end
        return speaker, rule

    def _complete_agents(self, cues: Sequence[Cue], agents: list[Speaker | None], speakers: list[Speaker | None]) -> None:
        """Set the agents that are the speaker of a quote, the desk of a note or a fact check, or who did another act."""
        for number, cue in enumerate(cues):
            if agents[number] is None and cue.agent_quote is not None:
                agents[number] = speakers[cue.agent_quote]
        labels = {cue.label for cue in cues}
        editors = _EDITORS.search(self.reading.text) if "editorial_note" in labels else None
        checkers = _FACT_CHECK_DESK.search(self.reading.text) if "debunk" in labels else None
        for number, cue in enumerate(cues):
            agent = agents[number]
            nobody = agent is None or (cue.label == "debunk" and agent.kind == "document")
            desk = {"editorial_note": editors, "debunk": checkers}.get(cue.label)
            if nobody and desk is not None:
                agents[number] = self.entity(desk.group(), "organization", None, desk.span(), desk.start())
            if agents[number] is None and cue.agent_same_as is not None:
                agents[number] = agents[cue.agent_same_as]
        for number, cue in enumerate(cues):
            if cue.headline:  # the body tells who did it
                again = (n for n in range(number + 1, len(cues)) if cues[n].label == cue.label)
                agents[number] = next((agents[n] for n in again if agents[n] is not None), None)

    def _act(self, cue: Cue, number: int, parties: Parties, voice: Speaker | None) -> None:
        """Resolve the parties of a cue that are told in spans; `voice` is who speaks around the cue."""
        agents = parties.agents
        if cue.demander_span:
            parties.demanders[number] = self.resolve_span(cue.demander_span)[0]
        if cue.claimant_span:
            parties.claimants[number] = self.resolve_span(cue.claimant_span)[0]
        if cue.agent_span:
            said = self.reading.text[slice(*cue.agent_span)].lower()
            if voice is not None and said in ("dia", "ia", "beliau", "mereka"):  # inside a quote: somebody else
                agents[number] = next((s for s in reversed(self.recent) if s is not voice), None)
            elif voice is not None and said in ("saya", "kami", "aku", "kita"):
                agents[number] = voice
            else:
                agents[number] = self.resolve_span(cue.agent_span)[0]
                agent = agents[number]
                if agent is not None and agent.kind == "person" and voice is None and (self.focus is None or cue.subtype == "speaks_up"):
                    self._focus(agent, cue.end, spoke=False)

    def _focus(self, speaker: Speaker, at: int, spoke: bool = True) -> None:
        if speaker.kind in ("group", "document") and self.focus is not None:
            return
        self.focus, self.focus_at, self.focus_spoke = speaker, at, spoke
        self.recent.append(speaker)
        speaker.last = max(speaker.last, at)

    def _of(self, quote: Quote) -> tuple[Speaker | None, str]:
        """Return who says a quote, and the rule: of its source, of the -nya on its cue, or of what it goes on with."""
        if quote.source:
            return self._of_source(quote, quote.source)
        cue = self.reading.text[slice(*quote.cue)].lower() if quote.cue else ""
        if cue and (quote.rule.endswith("clitic") or is_clitic(cue)):
            return self._meant(quote), "clitic"
        if "continuation" in quote.flags:
            if self.last_quoted is not None and self.focus is not None and self._spoken_of(self.last_quoted, quote):
                return self.focus, "continuation"
            return (self.last_quoted if self.last_quoted_at >= 0 else self.focus), "continuation"
        if quote.rule in ("direct.colon", "direct.cue_before"):
            return self.focus, "continuation"
        return None, "open"

    def _of_source(self, quote: Quote, source: Span) -> tuple[Speaker | None, str]:
        """Return whom the source of a quote means: an answer is somebody else's, an outlet is a body, `kata dia` is who is meant."""
        cue = self.reading.text[slice(*quote.cue)].lower() if quote.cue else ""
        d = describe(self.reading, source)
        if cue in _ANSWERING and self.last_quoted is not None and (d.kind == "pronoun" or d.pointing):
            other = next((s for s in reversed(self.recent) if s is not self.last_quoted), None)
            if other:
                return self._mention(other, source), "answer"
        passed_on = quote.rule in _OF_OUTLETS and d.role is None and d.kind in ("person", "anonymous")
        if passed_on and d.name and self._known_person(d.name) is None:
            return self.entity(d.name, "organization", None, source, source[0]), "name"
        if d.kind == "pronoun" and d.head in ("dia", "ia", "beliau") and quote.rule.startswith("direct.cue_after"):
            meant = self._meant(quote)
            if meant is not None and meant.kind not in ("organization", "document"):
                return self._mention(meant, source), "pronoun"
        return self.resolve_span(source)

    def _meant(self, quote: Quote) -> Speaker | None:
        """Return whom -nya or `dia` after a quotation means: the person in focus, or who was quoted last."""
        focus, last = self.focus, self.last_quoted_person()
        if focus is None or last is None or focus is last:
            return focus or last
        words = {self.reading.low[i] for part in quote.content for i in self.reading.tokens(*part)}
        if (not self.focus_spoke and words & {"dia", "ia", "beliau"}) or self._spoken_of(focus, quote):
            return last  # who is spoken of is not who speaks
        if not self.focus_spoke:
            if not self._near(self.focus_at, quote.start):
                return last
            another_paragraph = "\n" in self.reading.text[self.focus_at : quote.start]
            if another_paragraph and focus.identity() not in self.named_sayers and last.identity() in self.named_sayers:
                return last
        return focus

    def _seems_no_person(self, person: Speaker | None) -> bool:
        """Return whether who is in focus was never told to be somebody (`Dow Jones menguat`), where somebody named was quoted last."""
        last = self.last_quoted
        return (
            person is not None
            and not self.focus_spoke
            and not _is_office(person.role)
            and person.identity() not in self.named_sayers
            and last is not None
            and last.identity() in self.named_sayers
        )

    def _spoken_of(self, speaker: Speaker, quote: Quote) -> bool:
        """Return whether a quotation names somebody: then he is not who says it."""
        if speaker.kind != "person" or quote.type != "direct":
            return False
        parts = {part for part in speaker.name.split() if len(part) > 3}
        words = self.reading.words
        for part in quote.content:
            for i in self.reading.tokens(*part):
                if words[i] not in parts:
                    continue
                beside = (words[i - 1] if i else "", words[i + 1] if i + 1 < len(words) else "")
                other = any(w[:1].isupper() and w.isalpha() and w not in parts and w.lower() not in word_class("titleword") for w in beside)
                if not other and "saya" not in (beside[0].lower(), words[i - 2].lower() if i > 1 else ""):
                    return True  # not `Bandara Halim`, not `nama saya Budi`
        return False

    def last_quoted_person(self) -> Speaker | None:
        """Return who was quoted last, somebody in focus before a document: `ujarnya` is nobody's text."""
        if self.last_quoted is not None and self.last_quoted.kind == "document":
            return self.focus or next((s for s in reversed(self.speakers) if s.kind == "person" and s.mentions), self.last_quoted)
        return self.last_quoted

    def _rivals(self, quote: Quote, winner: Speaker | None, rule: str, near: list[Speaker]) -> list[str]:
        """Return at most three names that the rule passed over: who else acted before, or bears the name or the title."""
        if rule in ("name", "unnamed"):
            return []
        if rule == "short_name" and quote.source:
            said = describe(self.reading, quote.source).name or ""
            names = self.names.bearing(said)
        elif rule == "title" and winner is not None:
            names = [s.name for s in self.speakers if s.roles & winner.roles]
        else:
            names = [s.name for s in near]
        return [name for name in dict.fromkeys(names) if winner is None or name != winner.name][:3]

    def _near(self, at: int, offset: int) -> bool:
        """Return whether two places lie in neighbouring sentences, or in one paragraph, at most two sentences apart."""
        apart = self.reading.sentence_at(offset) - self.reading.sentence_at(max(0, at - 1))
        return apart <= 1 or ("\n" not in self.reading.text[at:offset] and apart <= 2)

    def _follow_subject(self, start: int, end: int, quotes: list[Quote]) -> None:
        """Move the focus to the person who acts in a sentence that quotes nobody by name."""
        first_quote = min((q.start for q in quotes if q.type == "direct"), default=end)
        if first_quote <= start + 2:
            return
        tokens = self.reading.tokens(start, first_quote)
        if not len(tokens) or not self._names_somebody(tokens) or self._follow_agent(tokens, end):
            return
        opening, after = self._opening_person(tokens.start, first_quote)
        if opening is not None and _holds_a_view(self.reading, after):
            self._focus(opening, end)  # `Kuasa hukum X, Y, yakin …`
        elif not self._follow_teller(tokens, end):
            self._follow_actor(tokens, end, opening)

    def _follow_teller(self, tokens: range, end: int) -> bool:
        """Move the focus to who says what a passive of saying tells (`Hal senada diungkapkan Deny Setiawan`); return whether it tells so."""
        reading, passives = self.reading, _saying_passives()
        for i in () if passives.isdisjoint(reading.low[tokens.start : tokens.stop]) else tokens:
            if reading.low[i] not in passives:
                continue
            before = source_before(reading, i, tokens.start, self.dates)
            agent = source_after(reading, i + 1, end, self.dates)
            fronted = reading.low[tokens.start] in members("after_object")
            if agent and not fronted and not (before and describe(reading, before).kind == "person"):
                d = describe(reading, agent)
                if d.name and d.kind in ("person", "anonymous", "role") and (speaker := self.resolve(d, agent)[0]):
                    self._focus(speaker, agent[1])
                return True
        return False

    def _follow_actor(self, tokens: range, end: int, opening: Speaker | None) -> None:
        """Move the focus to the subject of a sentence, else to the person whose title and name open it."""
        verb, subject = self._verb_and_subject(tokens)
        if subject is None:
            if opening is not None:
                self._focus(opening, end, spoke=False)
            return
        d = describe(self.reading, subject)
        if opening is not None and d.kind in ("role", "anonymous") and self._is_apposed(tokens.start, subject):
            self._focus(opening, end, spoke=False)  # `Rina Puspita, pemilik warung itu, pindah`
        elif d.kind == "person" and d.name:
            full = self.names.expand(d.name)
            known = self.by_identity.get(Speaker(full, "person").identity())
            if known or _is_office(d.role) or len(full.split()) >= 2 or self._acts_elsewhere(d.name):
                word = self.reading.low[verb]
                said = word in active_cues() and word != "melaporkan"  # to the police
                self._focus(known or self._silent(full, d.role), end, spoke=said)
        elif d.kind == "group" and d.name:
            self.last_group = self.by_identity.get(Speaker(d.name, "group").identity()) or Speaker(d.name, "group")

    def _is_apposed(self, first: int, subject: Span) -> bool:
        """Return whether nothing but a name and a comma stands before a subject in its sentence."""
        comma = self.reading.token_at(subject[0]) - 1
        return comma > first and self.reading.words[comma] == "," and all(is_name_word(self.reading, k) for k in range(first, comma))

    def _verb_and_subject(self, tokens: range) -> tuple[int, Span | None]:
        """Return the token of the first verb that has a subject, and that subject; else the first verb or auxiliary, and None."""
        reading = self.reading
        verbs = (i for i in tokens if self._is_verb(i) and (i == tokens.start or reading.low[i - 1] != "yang"))
        verb = next(verbs, None)
        if verb is None:
            verb = next((i for i in tokens if reading.low[i] in _AUXILIARIES), None)
        if verb is None:
            return tokens.start, None
        # a later one too: that of a leading clause has none before it (`Setelah dibantah oleh X, Y mengoreksi …`)
        for i in chain((verb,), verbs):
            if i > tokens.start and (subject := source_before(reading, i, tokens.start, self.dates)):
                return i, subject
        return verb, None

    def _is_verb(self, i: int) -> bool:
        low = self.reading.low[i]
        return self.reading.words[i][0].islower() and looks_like_verb(low) and low not in heads()

    def _follow_agent(self, tokens: range, end: int) -> bool:
        """Move the focus to the person by whom something is done, where that something is no person (`Akun itu disadari oleh bintang X`)."""
        reading = self.reading
        if "oleh" not in reading.low[tokens.start + 1 : tokens.stop]:
            return self._follow_named_agent(tokens, end)
        oleh = reading.low.index("oleh", tokens.start + 1)
        verbs = [k for k in range(max(tokens.start, oleh - 3), oleh) if looks_like_verb(reading.low[k])]
        if not any(reading.low[k].startswith("di") for k in verbs):
            return False
        verb = verbs[0]
        if self.focus is not None and reading.low[verb] not in passive_cues():
            return False  # who scores or comes along is not whom the article is about
        subject = source_before(reading, verb, tokens.start, self.dates)
        agent = source_after(reading, oleh + 1, end, self.dates)
        if agent is None or (subject and self._is_somebody(subject)):
            return False
        d = describe(reading, agent)
        if d.kind != "person" or not d.name or not (_is_office(d.role) or len(d.name.split()) > 1):
            return False
        self._focus(self._silent(self.names.expand(d.name), d.role), agent[1])
        return True

    def _is_somebody(self, subject: Span) -> bool:
        """Return whether a subject is a person, by name, pronoun or title, and no thing (`Perubahan akun itu`)."""
        kind = describe(self.reading, subject).kind
        return kind in ("person", "pronoun") or (kind == "role" and self.reading.low[self.reading.token_at(subject[0])] in heads())

    def _follow_named_agent(self, tokens: range, end: int) -> bool:
        """Move the focus to the known person who stands right after the passive that begins a predicate (`Gugatan dilayangkan Rina`)."""
        reading = self.reading
        verb = next((i for i in tokens if self._is_verb(i)), None)
        if verb is None or not reading.low[verb].startswith("di") or verb == tokens.start or verb + 1 >= tokens.stop:
            return False
        subject = source_before(reading, verb, tokens.start, self.dates)
        agent = source_after(reading, verb + 1, end, self.dates)
        if agent is None or subject is None or reading.words[verb + 1][0].islower() or self._is_somebody(subject):
            return False
        d = describe(reading, agent)
        full = self.names.expand(d.name) if d.kind == "person" and d.name else ""
        known = self.by_identity.get(Speaker(full, "person").identity())
        if " " not in full or (known is not None and known.kind != "person"):
            return False
        self._focus(known or self._silent(full, d.role), end, spoke=False)
        return True

    def _names_somebody(self, tokens: range) -> bool:
        """Return whether a stretch holds a name or a noun of a group at all."""
        capitals = self.reading.capital_tokens
        inside = capitals[bisect_left(capitals, tokens.start) : bisect_left(capitals, tokens.stop)]
        return any(is_name_word(self.reading, i) for i in inside) or not _groups().isdisjoint(self.reading.low[tokens.start : tokens.stop])

    def _opening_person(self, first: int, stop: int) -> tuple[Speaker | None, int]:
        """Return the person whose title and name open a sentence (`Jaksa Melinda Saraswati keberatan …`), and where they end."""
        if self.reading.low[first : first + 2] == ["salah", "satunya"]:
            first += 3 if self.reading.low[first + 2 : first + 3] and self.reading.low[first + 2] in members("copula") else 2
        if first >= len(self.reading.low) or self.reading.low[first] in _no_openers():
            return None, first
        phrase = source_after(self.reading, first, stop, self.dates)
        if phrase is None or phrase[0] != self.reading.starts[first]:
            return None, first
        if not any(is_name_word(self.reading, i) for i in self.reading.tokens(*phrase)):
            return None, first
        d = describe(self.reading, phrase)
        if d.kind != "person" or not d.name or not (_is_office(d.role) or len(d.name.split()) > 1 or self._acts_elsewhere(d.name)):
            return None, first
        return self._silent(self.names.expand(d.name), d.role), self.reading.token_at(phrase[1])

    def _acts_elsewhere(self, name: str) -> bool:
        return count(self.reading, name) >= 2

    def _silent(self, name: str, role: str | None) -> Speaker:
        """Return an entity that has said nothing yet: kept by key, listed once it is quoted."""
        speaker = Speaker(name, "person", role)
        known = self.by_identity.get(speaker.identity())
        if known is not None:
            return known
        if role:
            speaker.roles.update(re.findall(r"\w+", role.lower()))
        return self._introduce(speaker)


def _holds_a_view(reading: Reading, i: int) -> bool:
    """Return whether a predicate of opinion stands at a token, or after the comma there (`yakin`, `optimistis`)."""
    i += i < len(reading.low) and reading.low[i] == ","
    return i < len(reading.low) and reading.low[i] in verb_class("stances")


def _title_parts(role: str) -> list[str]:
    """Return the words of a minister's title that a short form is made of, in lower case: `komunikasi`, `digital`."""
    words = re.findall(r"[A-Z]\w+", re.sub(r"\([^()]*\)", "", role))[1:]
    return [word.lower() for word in words if word.lower() not in ("dan", "ri", "republik", "indonesia")]


def _shortens(short: str, parts: Sequence[str]) -> bool:
    """Return whether a short form takes a piece of each word in turn, its first letter or two letters and more: `dagri`, `kumham`."""
    if not parts:
        return not short
    sizes = [size for size in range(1, len(short) + 1) if (size > 1 and short[:size] in parts[0]) or parts[0].startswith(short[:size])]
    return any(_shortens(short[size:], parts[1:]) for size in sizes)


def _is_office(role: str | None) -> bool:
    """Return whether what stands before a name is a person's (`Manager Humas`), not what a place or train is called (`Stasiun Pasar`)."""
    words = re.findall(r"[\w-]+", role.lower()) if role else [""]
    office = any(word in word_class("role") or word in word_class("rank") for word in words)
    return office and words[-1] not in word_class("organization")


@cache
def _no_openers() -> frozenset[str]:
    """Return the words that open no noun phrase: prepositions, conjunctions, negators, connectives."""
    names = ("preposition", "subordinator", "conjunction", "negator", "auxiliary", "connective", "pronoun_person")
    return frozenset(word for name in names for word in word_class(name))


@cache
def _saying_passives() -> frozenset[str]:
    """Return the passives that name who speaks after them."""
    return frozenset({*passive_cues(), "disampaikan", "dibantah", "diutarakan", "dilontarkan"} - {"diminta"})


@cache
def _account_names() -> re.Pattern[str]:
    """Return the pattern of accounts: `@warungsabun`, `akun Facebook Warung Sabun`, `akun "Warung Sabun"`."""
    platforms = any_of(load("words")["platform"])
    return re.compile(
        rf"(?P<handle>@[\w.]*\w)|\b[Aa]kun (?:(?i:{platforms}) )?[\"“]?(?!(?i:{platforms})\b)(?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+){{0,3}})"
    )


@cache
def _titled_body(head: str) -> re.Pattern[str]:
    """Return the pattern of a name that its noun opens: `Yayasan Bina Warga`."""
    return re.compile(rf"\b(?i:{re.escape(head)})((?:\s+[A-Z][\w-]+){{1,6}})")


def _is_day_or_function(name: str) -> bool:
    first = name.split()[0].lower()
    words = load("dates")["words"]
    return first in words["weekday"] or first in words["month"] or first in function_words()
