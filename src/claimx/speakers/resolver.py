"""Who each source means: candidates for every quote and act in the order of the text, weighed by the ranker."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import NamedTuple

from claimx.acts.notes import Notes
from claimx.annotations import Cue, Quote, Span
from claimx.language.reading import Reading
from claimx.language.reporting import is_clitic
from claimx.lexicons import load, word_class
from claimx.ranking.logit import ranker
from claimx.ranking.model import Features
from claimx.speakers.agents import Agents, Told, is_acted_on
from claimx.speakers.features import Asked, History, Scene, of_apart, of_described, of_named, of_open, of_own
from claimx.speakers.registry import Registry, Speaker, shortens
from claimx.speakers.sides import cannot_act
from claimx.speakers.sources import Source, kind_of, read_source
from claimx.syntax.classes import members
from claimx.syntax.sentence import Syntax

_OFFICE = 8  # tokens around a name in which it is told what its bearer is
_MOST_CANDIDATES = 25  # of those who are named, the nearest
_MOST_DESCRIBED = 6  # of those who are described, the last
_RIVALS = 3
_LEAST_RIVAL = 0.02  # probability


@cache
def _proxies() -> frozenset[str]:
    """Return the first words of those who speak for somebody: `kuasa hukum`, `juru bicara`."""
    return frozenset(entry.split()[0] for entry in word_class("proxy"))


class Candidate(NamedTuple):
    """Somebody who may be meant, None where nobody is, with what speaks for him."""

    who: Speaker | None
    features: Features


class Answer(NamedTuple):
    """Who is meant, None where the text leaves it open; how likely; how the source tells of him; who else it could be, the likeliest first; what spoke for
    him against the likeliest of them."""

    speaker: Speaker | None
    probability: float
    form: str
    rivals: list[str]
    reasons: list[str]


class Resolver:
    """The speakers of one article."""

    def __init__(self, reading: Reading, quotes: list[Quote]) -> None:
        self.reading = reading
        self.registry = Registry(reading)
        self.scene = Scene(reading, quotes, self.registry.entities)
        self.history = History()

    def asked(self, quote: Quote) -> Asked:
        """Return what is asked of a quote."""
        cue = self.reading.text[slice(*quote.cue)].lower() if quote.cue else ""
        clitic = quote.source is None and bool(cue) and (quote.rule.endswith("clitic") or is_clitic(cue))
        source = read_source(self.reading, quote.source, clitic)
        if self._in_headline(quote):  # who is meant is told below it
            return Asked(replace(source, form="headline"), len(self.reading.words) - 1, quote.content, start=quote.start)
        offset = quote.source[0] if quote.source and quote.type != "direct" else quote.start
        if quote.type != "direct" and quote.cue and not quote.source:
            offset = min(offset, quote.cue[0])
        start = min(quote.start, *(part[0] for part in (quote.cue, quote.source) if part)) if quote.cue or quote.source else quote.start
        return Asked(source, self.token(offset), quote.content, quote.type == "direct", quote.cue is not None, start)

    def _in_headline(self, quote: Quote) -> bool:
        title = self.reading.layout.title
        return title is not None and quote.start < title[1]

    def asked_of(self, span: Span) -> Asked:
        """Return what is asked of the noun phrase that names who acts."""
        source = read_source(self.reading, span)
        if self.reading.on_title(span[0]) and self.reading.text[span[1] : span[1] + 1] == ":":  # who is meant is told below it
            return Asked(replace(source, form="headline"), len(self.reading.words) - 1, start=span[0])
        return Asked(source, self.token(span[0]), start=span[0])

    def token(self, offset: int) -> int:
        """Return the token at or after an offset, the last where none is."""
        return min(self.reading.token_at(offset), len(self.reading.words) - 1)

    def candidates(self, asked: Asked) -> list[Candidate]:
        """Return who may be meant."""
        return list(self._candidates(asked))

    def _candidates(self, asked: Asked) -> Iterator[Candidate]:
        scene, source, history = self.scene, asked.source, self.history
        bearer = self._bearer(asked)
        told = self._told_of(source) if bearer is None else [bearer]
        named = sorted(told, key=lambda who: self._distance(who, asked.at))[:_MOST_CANDIDATES]
        outside = {id(who): last for who in named if (last := self._last_outside(who, asked.at)) is not None}
        order = {key: rank for rank, key in enumerate(sorted(outside, key=lambda key: -outside[key]))}
        said = source.said.lower()
        apart = {" ".join(self.reading.words[name.start : name.stop]): (how, name) for how, name in source.apart}
        borne = False
        for who in named:
            found = of_named(scene, asked, who, history, order)
            known = next((text for text in apart if text == who.name or text in who.forms), None)
            if known is not None:  # the tagger found the name elsewhere
                found |= {"known_" + name: value for name, value in of_apart(self.reading, source, *apart.pop(known)).items()}
            borne = borne or "abbreviates" in found or ("all_shared" in found and bool(found["all_shared"]))
            yield Candidate(who, found)
        for who in [*history.described.values()][-_MOST_DESCRIBED:]:
            yield Candidate(who, of_described(scene, asked, who, history))
        if source.said and said not in history.described:
            yield Candidate(Speaker(source.said, kind_of(source)), of_own(asked, history, borne))
        for text, (how, name) in apart.items():
            if text.lower() != said and text.lower() not in history.described:
                yield Candidate(
                    Speaker(text, "person" if name.kind == "PER" else "organization"), of_apart(self.reading, source, how, name)
                )
        yield Candidate(None, of_open(asked, history))

    def _bearer(self, asked: Asked) -> Speaker | None:
        """Return the one person told of before who has the office that a source points at and says no more of: `bupati itu`; None where nobody or several have it."""
        source = asked.source
        if source.form != "pointing_title" or source.words != {source.heading} or source.heading not in word_class("role"):
            return None
        borne = [who for who in self.registry.entities if who.kind == "person" and source.heading in who.beside and who.before(asked.at)]
        described = any(source.heading in name.split() for name in self.history.described)
        return borne[0] if len(borne) == 1 and not described else None

    def _told_of(self, source: Source) -> Sequence[Speaker]:
        """Return who a source can mean of those named: who is named in it where it names somebody and does not point back; nobody where it is a mere rumour, no
        single person where it means several."""
        if not source.names and source.heading in members("rumour_noun"):
            return ()
        if "berinisial" in source.words:  # `pelaku berinisial RN` is nobody else
            return [who for who in self.registry.entities if not source.words.isdisjoint(map(str.lower, who.forms))]
        if source.form == "plural":  # `mereka`
            return [who for who in self.registry.entities if who.kind != "person"]
        if source.form != "named" or source.pointing:
            named = [name for name in source.names if name.kind == "ORG" and self.reading.words[name.start - 1] != ","]
            bodies = {id(self.registry.of_name[name]) for name in named} if source.determiner else ()
            able = [who for who in self.registry.entities if id(who) not in bodies]  # `seorang karyawan Ranu` is not Ranu
            return [who for who in able if self._may_be_called(who, source)]
        held = {" ".join(self.reading.words[name.start : name.stop]) for _, name in source.apart}
        if self._ends_with_name(source) and self._is_of_another(source):
            told = {id(self.registry.of_name[name]) for name in source.names}
            return [who for who in self.registry.entities if id(who) not in told]  # `istri almarhum Rina`
        inside = {id(who): who for who in (self.registry.of_name[name] for name in source.names)}
        apart = [who for who in self.registry.entities if not held.isdisjoint(who.forms)] if held else []
        return [*(inside | {id(who): who for who in apart}).values()]

    def _may_be_called(self, who: Speaker, source: Source) -> bool:
        """Return whether a source can mean somebody named elsewhere: one that is the name of a body itself (`Mahkamah Agung`) means no other body that shares no word with it."""
        words = source.said.split()
        named = len(words) > 1 and source.heading in word_class("organization") and all(word[0].isupper() for word in words)
        if not named or source.pointing or who.kind == "person":
            return True
        return any(not set(words).isdisjoint(form.split()) or shortens((form,), tuple(words), who.kind) for form in who.forms)

    def _ends_with_name(self, source: Source) -> bool:
        """Return whether a source has one name, at its end and after no comma."""
        name = source.names[-1]
        return len(source.names) == 1 and name.stop == source.tokens.stop and self.reading.words[name.start - 1] != ","

    def _is_of_another(self, source: Source) -> bool:
        """Return whether a source tells by name only whose somebody it is: `adik Budi`, and `pengacara Budi` where Budi was told of before, and not as a lawyer."""
        name = source.names[-1]
        if name.kind != "PER" or name.start == source.tokens.start:
            return False
        if source.heading in word_class("of_a_person"):
            return True
        if source.heading not in _proxies():
            return False
        low = self.reading.low
        before = [i for i in self.registry.of_name[name].starts if i < source.tokens.start]
        return bool(before) and all(source.heading not in low[max(0, i - _OFFICE) : i + _OFFICE] for i in before)

    def _distance(self, who: Speaker, at: int) -> int:
        known = who.before(at)
        return at - who.starts[known - 1] if known else 1_000_000 + who.starts[0]

    def _last_outside(self, who: Speaker, at: int) -> int | None:
        quoted = self.scene.quoted
        return next((i for i in reversed(who.starts[: who.before(at)]) if i not in quoted), None)

    def answer(self, asked: Asked, apart_from: Collection[Speaker] = ()) -> Answer:
        """Return who is meant, but for those who cannot be; nothing is taken down."""
        candidates = [held for held in self.candidates(asked) if all(held.who is not other for other in apart_from)]
        form = asked.source.form
        likely = ranker("speakers").probabilities(form, [candidate.features for candidate in candidates])
        order = sorted(range(len(candidates)), key=lambda n: -likely[n])
        best, others = candidates[order[0]], [candidates[n] for n in order[1 : 1 + _RIVALS] if likely[n] >= _LEAST_RIVAL]
        rivals = [other.who.name for other in others if other.who is not None]
        reasons = ranker("speakers").reasons(form, best.features, others[0].features if others else {})
        return Answer(best.who, likely[order[0]], form, rivals, reasons)

    def note(self, asked: Asked, speaker: Speaker | None, end: int) -> None:
        """Take down who was meant: it bears on who is meant next."""
        if speaker is not None:
            self.mention(speaker, asked)
        self.history.note(asked, speaker, end)

    def mention(self, speaker: Speaker, asked: Asked) -> None:
        """Take down that a source means somebody, who is known from then on."""
        if not speaker.places:
            self.history.described.setdefault(speaker.name.lower(), speaker)
        if asked.source.span is not None:
            speaker.mentions.append(asked.source.span)

    def desk(self, name: str, span: Span) -> Speaker:
        """Return the desk of a newsroom, known from then on."""
        known = self.history.described.setdefault(name.lower(), Speaker(name, "organization"))
        known.mentions.append(span)
        return known


@dataclass(slots=True)
class Parties:
    """Who is told beside each cue: who does the act and how likely that is, who demands it, and whose statement it is about."""

    agents: list[Speaker | None]
    likely: list[float]
    demanders: list[Speaker | None]
    claimants: list[Speaker | None]


class Resolved(NamedTuple):
    """The answer for each quote, and the parties of each cue."""

    said_by: list[Answer]
    parties: Parties


# who debunks in a fact check that names nobody else, and whose a note below an article is
_NAMED = rf"(?: (?!{'|'.join(map(str.title, load('dates')['words']['weekday']))})[A-Z][\w.]+)"
_EDITORS = rf"\b[Rr]edaksi{_NAMED}{{1,3}}|\bRedaksi\b"
_NEWSROOM = re.compile(_EDITORS + r"|\b(?:redaksi|REDAKSI)(?=:)")  # `Catatan redaksi: … kami cabut`
_DESKS = {
    "debunk": re.compile(rf"\b[Tt]im (?:(?:[Pp]emeriksa|[Pp]eriksa|[Cc]ek) [Ff]akta|(?:Cek|Periksa) [A-Z]\w+){_NAMED}{{0,3}}"),
    "editorial_note": re.compile(_EDITORS),
    "pencabutan": _NEWSROOM,
}
_APPOSED = 3  # tokens between a description and the name beside it
OPEN = Answer(None, 1.0, "nothing", [], [])


def resolve(syntax: Syntax, quotes: list[Quote], cues: Sequence[Cue] = ()) -> Resolved:
    """Return who says each quote and who does, demands and claimed what each cue tells, in the order of the text; headlines last."""
    walk = Walk(syntax, quotes, cues)
    walk.choose()
    return Resolved(walk.said_by, walk.parties)


class Walk:
    """One reading of the quotes and cues of a text in order: `said_by` each quote is, and the `parties` of each cue as syntax tells them."""

    def __init__(self, syntax: Syntax, quotes: list[Quote], cues: Sequence[Cue]) -> None:
        self.syntax, self.resolver, self.quotes, self.cues = syntax, Resolver(syntax.reading, quotes), quotes, cues
        self.said_by = [OPEN] * len(quotes)
        size = len(cues)
        found = self.parties = Parties([None] * size, [1.0] * size, [None] * size, [None] * size)
        asked = [self.resolver.asked(quote) for quote in self.quotes]
        inside = {n for n, cue in enumerate(self.cues) if cue.quote is not None and self.quotes[cue.quote].type == "direct"}
        steps = [(asked[n].at, 0, n) for n in range(len(self.quotes))]
        steps += [(self.resolver.token(cue.start), 1, n) for n, cue in enumerate(self.cues) if n not in inside]
        for _, step, n in sorted(steps):
            if step:
                self._act(n, found, None)
            else:
                answer = self.said_by[n] = self.resolver.answer(asked[n], apart_from=self._barred_from(n, asked[n].source))
                self.resolver.note(asked[n], answer.speaker, self.quotes[n].end)
        for n in sorted(inside):
            quote = self.cues[n].quote
            self._act(n, found, None if quote is None else self.said_by[quote].speaker)
        self._complete(found)

    def _barred_from(self, n: int, source: Source) -> list[Speaker]:
        """Return who cannot say a quote: whose somebody its source is, and who would deny what he said himself."""
        acts = (cue for cue in self.cues if cue.quote == n)
        return self._owners(source, self.quotes[n]) + [who for cue in acts for who in self._barred(cue, source.form)]

    def _owners(self, source: Source, quote: Quote) -> list[Speaker]:
        """Return the persons whose somebody a source is: who is named in what it says, and the only one named before (`Budi sehat, kata pengacaranya`)."""
        heading = source.heading.removesuffix("nya")
        somebody = word_class("of_a_person") | word_class("relation") | word_class("kin") | _proxies()
        if source.names or heading == source.heading or heading not in somebody:
            return []
        starts, first = self.resolver.reading.starts, source.tokens.start
        persons = [who for who in self.resolver.registry.entities if who.kind == "person"]
        before = [who for who in persons if who.starts[0] < first]
        said = [who for who in persons if any(low <= starts[i] < high for low, high in quote.content for i in who.starts)]
        return said + (before if len(before) == 1 else [])

    def _act(self, n: int, found: Parties, voice: Speaker | None) -> None:
        """Resolve the parties of a cue that are told in spans; `voice` is who speaks around the cue."""
        cue = self.cues[n]
        found.demanders[n] = self._who(cue.demander_span).speaker
        found.claimants[n] = self._who(cue.claimant_span).speaker
        if cue.agent_span is not None:
            first = read_source(self.resolver.reading, cue.agent_span).form == "first"
            if voice is not None and first:
                found.agents[n] = voice
            elif first and cue.quote is None and not self.resolver.reading.on_title(cue.start):  # whose article it is
                told = _NEWSROOM.search(self.resolver.reading.text)
                found.agents[n] = self.resolver.desk(told.group() if told else "Redaksi", told.span() if told else cue.agent_span)
            else:
                found.agents[n], found.likely[n] = self._who(cue.agent_span, voice, cue, found.demanders[n])[:2]

    def _who(self, span: Span | None, voice: Speaker | None = None, cue: Cue | None = None, demander: Speaker | None = None) -> Answer:
        """Return who a phrase means: not `voice`, where a pronoun stands in what he says, nor who demands the act of `cue` or cannot do it."""
        if span is None:
            return OPEN
        asked = self.resolver.asked_of(span)
        apart = [voice] if voice is not None and asked.source.form in ("pronoun", "plural") else []
        apart += [demander] if demander is not None else []
        if cue is not None:
            apart += self._barred(cue, asked.source.form) + self._named_beside(asked.source)
        found = self.resolver.answer(asked, apart_from=apart)
        if found.speaker is not None:
            self.resolver.mention(found.speaker, asked)
        return found

    def _complete(self, found: Parties) -> None:
        """Set the agents that are the speaker of a quote, the desk of a note or a fact check, or who did another act."""
        text, agents = self.resolver.reading.text, found.agents
        for n, cue in enumerate(self.cues):
            if agents[n] is None and cue.agent_quote is not None:
                agents[n], found.likely[n] = self.said_by[cue.agent_quote][:2]
            agent = agents[n]
            nobody = agent is None or (cue.label == "debunk" and agent.kind == "document")
            told = "debunk" if cue.form == "label" else cue.subtype if cue.subtype in _DESKS else cue.label
            desk = _DESKS[told].search(text) if nobody and told in _DESKS else None
            if desk is not None:
                agents[n] = self.resolver.desk(desk.group(), desk.span())
        for n, cue in enumerate(self.cues):
            if agents[n] is None and cue.agent_same_as is not None:
                agents[n], found.likely[n] = agents[cue.agent_same_as], found.likely[cue.agent_same_as]

    @cached_property
    def _acts(self) -> Agents:
        how = [
            "span" if c.agent_span else "quote" if c.agent_quote is not None else "same" if c.agent_same_as is not None else "nothing"
            for c in self.cues
        ]
        told = [Told(*row) for row in zip(self.parties.agents, self.parties.likely, how, strict=True)]
        who, said_by = self.resolver, [answer.speaker for answer in self.said_by]
        return Agents(
            who.scene, who.registry.entities, [*who.history.described.values()], self.quotes, self.cues, said_by, told, self.syntax,
            [self._barred(cue, self._form(cue)) for cue in self.cues],
        )  # fmt: skip

    def _barred(self, cue: Cue, form: str) -> list[Speaker]:
        """Return who cannot do an act that a source of a form does: nobody where it is named; whom it is done to (`Penetapan Rina dibatalkan hakim`), and who
        would deny what he said, or take back what was said of him."""
        if form == "named":
            return []
        entities = self.resolver.registry.entities if form not in ("pronoun", "plural") else ()
        done_to = [who for who in entities if is_acted_on(self.resolver.reading, who, cue)]
        return done_to + cannot_act(self.syntax, self.resolver.registry, cue)

    def _named_beside(self, source: Source) -> list[Speaker]:
        """Return who is named in the sentence of a description, and neither in it nor next to it: somebody else (`Meskipun Norlandia minta maaf, [Rina] …`)."""
        if not source.said or source.form in ("named", "body"):
            return []
        reading, held = self.resolver.reading, source.tokens
        whole = reading.tokens(*reading.sentences[reading.sentence_at(reading.starts[held.start])])
        beside = range(max(whole.start, held.start - _APPOSED), min(whole.stop, held.stop + _APPOSED))
        entities = self.resolver.registry.entities
        return [who for who in entities if any(i in whole for i in who.starts) and not any(i in beside for i in who.starts)]

    def _form(self, cue: Cue) -> str:
        """Return the form of the source that an act is told of (`Source`)."""
        span = cue.agent_span
        if span is None and cue.agent_quote is not None:
            span = self.quotes[cue.agent_quote].source
        return read_source(self.resolver.reading, span).form

    def candidates(self, number: int) -> list[Candidate]:
        """Return who may do an act."""
        return [Candidate(*row) for row in self._acts.candidates(number)]

    def choose(self) -> None:
        """Choose who does each act among all who may."""
        weighed = []
        notes = Notes(self.resolver.reading, self.cues)
        for n, cue in enumerate(self.cues):
            note = n if cue.form == "note" else notes.of(cue)
            if note is not None:  # it is the editors', or nobody's
                told = note if self.parties.agents[note] is not None else n  # `Catatan redaksi: … kami cabut`
                weighed.append((self.parties.agents[told], self.parties.likely[told]))
                continue
            candidates = self.candidates(n)
            likely = ranker("agents").probabilities(cue.form, [candidate.features for candidate in candidates])
            best = max(range(len(candidates)), key=likely.__getitem__)
            weighed.append((candidates[best].who, likely[best]))
        for n, cue in enumerate(self.cues):
            again = (k for k in range(n + 1, len(self.cues)) if self.cues[k].label == cue.label and weighed[k][0] is not None)
            body = next(again, n) if cue.headline else n  # which tells who did what the headline says in short
            self.parties.agents[n], self.parties.likely[n] = weighed[body]
