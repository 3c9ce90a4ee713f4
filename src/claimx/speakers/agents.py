"""Who does an act: what speaks for and against each candidate, as named numbers, and the fitted choice among them (`ranking/agents.json`).

Syntax proposes (`acts.agents`: the subject, the passive agent, whose quotation it is); everybody named near, whoever does other acts, and nobody stand beside it.
Each number counts once more as far as the text is brief: a note names who acts otherwise than an article does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import log1p
from typing import NamedTuple

from claimx.acts.cue import WITHDRAWALS
from claimx.annotations import Cue, Quote
from claimx.language.morphology import looks_like_abstract_noun, looks_like_agent_noun
from claimx.language.reading import Reading
from claimx.lexicons import load, word_class
from claimx.names.tagger import Name
from claimx.ranking.model import Features, log_odds, with_brief
from claimx.speakers.features import Scene
from claimx.speakers.registry import Speaker
from claimx.syntax.classes import lexical_class, members
from claimx.syntax.sentence import Syntax

_MOST = 12  # named ones that are weighed, the nearest first
_BESIDE = 8  # acts and descriptions on either side of an act
_WINDOW = 120  # mentions on either side of an act among which the nearest are
_NEXT = 3  # tokens between an act and who stands right beside it
_HEAD = 2  # tokens of a subject before the name that it is of: `Kepala Dinas [X]`
# the lists of words that name somebody who can act
_ACTING = ("role", "organization", "group", "rank", "person_noun", "proxy", "somebody", "relation", "source_pronoun")


@lru_cache(maxsize=1 << 12)
def names_actor(name: str) -> bool:
    """Return whether a name, or a description by its first word, is of somebody who can act: a capital, an office, a body, a group."""
    first = name.split()[0].lower()
    if first in members("rumour_noun"):
        return False  # `Narasi yang menyebut P`
    return name[:1].isupper() or looks_like_agent_noun(first) or any(first in word_class(kind) for kind in _ACTING)


@lru_cache(maxsize=1 << 12)
def can_act(name: str) -> bool:
    """Return whether a description can be of somebody at all: no abstract noun (`keharusan`), noun of rumour, verb, adverb or unit of time (`tahun 2016`) begins it."""
    first = name.split()[0].lower()
    if first in load("dates")["words"]["unit"] or first in members("rumour_noun") or name.lower() in members("ranked"):
        return False  # `Informasi ini membantah P`, `klaim kedua keliru`, `yang sejak awal membantah`
    nominal = lexical_class(first) in ("noun", "number", "determiner", "pronoun")
    return names_actor(name) or (nominal and not looks_like_abstract_noun(first))


def is_acted_on(reading: Reading, who: Speaker, cue: Cue) -> bool:
    """Return whether somebody is named in the sentence of an act only in what is done away with or debunked: `Izin [PT Batu Alam] dicabut`, `Foto [Rina] itu hoaks`."""
    done_to = cue.form == "passive" or (cue.form == "predicate" and cue.label in (*WITHDRAWALS, "debunk"))
    if not done_to or cue.target is None:
        return False
    start, end = reading.sentences[reading.sentence_at(cue.start)]
    here = [at for i in who.starts if start <= (at := reading.starts[i]) < end]
    return bool(here) and all(cue.target[0] <= at < cue.target[1] for at in here)


class Told(NamedTuple):
    """What syntax says of who does an act: who that is, None where it says nobody; how likely that is; how it is told (span, quote, same, nothing)."""

    who: Speaker | None
    likely: float
    how: str


class Agents:
    """The acts of one article, with what syntax says of each; `entities` are those named, `described` those only described."""

    def __init__(
        self,
        scene: Scene,
        entities: Sequence[Speaker],
        described: Sequence[Speaker],
        quotes: Sequence[Quote],
        cues: Sequence[Cue],
        said_by: Sequence[Speaker | None],
        told: list[Told],
        syntax: Syntax,
        barred: Sequence[Sequence[Speaker]],
    ) -> None:
        reading = scene.reading
        self.syntax, self.scene, self.reading, self.entities, self.described = syntax, scene, reading, entities, described
        self.cues, self.said_by, self.told, self.barred = cues, said_by, told, barred
        self._mentions = sorted((start, n) for n, who in enumerate(entities) for start in who.starts)
        self._debunks = sum(cue.label == "debunk" for cue in cues) / max(1, len(cues))
        self._same: dict[tuple[int, str], list[int]] = {}  # the sentences of the acts of a class that somebody does
        for one, cue in zip(told, cues, strict=True):
            if one.who is not None:
                self._same.setdefault((id(one.who), cue.label), []).append(reading.sentence_at(cue.start))
        self.spoke = Counter(id(who) for who in said_by if who is not None)
        self.acts = Counter(id(one.who) for one in told if one.who is not None)
        self._all_acts = self.acts.total()  # once: it is asked for each candidate of each act
        self._speaks: dict[int, set[int]] = {}  # who speaks in a sentence, by its number
        for quote, who in zip(quotes, said_by, strict=True):
            if who is not None:
                places = [part[0] for part in (quote.cue, quote.source) if part] or [quote.start]
                for place in places:
                    self._speaks.setdefault(reading.sentence_at(place), set()).add(id(who))

    def candidates(self, number: int) -> list[tuple[Speaker | None, Features]]:
        """Return who may do an act, with what speaks for each."""
        cue, told = self.cues[number], self.told[number]
        at = min(self.reading.token_at(cue.start), len(self.reading.words) - 1)
        decreed = told.who is not None and told.who.name.split()[0].lower() in word_class("law")
        if decreed:  # `RUU itu dikritik Rina karena mencabut insentif`: nobody who is named does it
            return [(None, self._of_nobody(cue, told, at, False))]
        if told.who is not None and cue.form == "absent" and cue.agent_span is not None and cue.agent_span[0] >= cue.end:
            return [(told.who, self._of(told.who, number, at, []))]  # `belum ada tanggapan dari Rina`
        barred = {id(who) for who in self.barred[number]}
        near = [who for who in self._near(at) if id(who) not in barred]
        order = [who for who in near if (last := who.before(at)) and self.scene.sentence[who.starts[last - 1]] == self.scene.sentence[at]]
        order.sort(key=lambda who: -who.starts[who.before(at) - 1])  # those named before the act in its sentence, the nearest first
        near = [
            who
            for who in near
            if who is told.who
            or not (is_acted_on(self.reading, who, cue) or self._is_one_of_several(who, cue) or self._is_told_of(who, cue, told))
        ]
        found: list[tuple[Speaker | None, Features]] = [(who, self._of(who, number, at, order)) for who in near]
        held = {id(who) for who in near}
        beside = self.told[max(0, number - _BESIDE) : number + _BESIDE]
        for who in [*self.described[-_BESIDE:], *(one.who for one in beside if one.who is not None)]:
            if id(who) not in held and can_act(who.name) and not self._is_one_of_several(who, cue):
                held.add(id(who))
                found.append((who, self._of(who, number, at, order)))
        found.append((None, self._of_nobody(cue, told, at, bool(order))))
        return [(who, with_brief(features, self.reading.brief)) for who, features in found]

    def _near(self, at: int) -> list[Speaker]:
        """Return who is named nearest to a token."""
        k = bisect_left(self._mentions, (at, -1))
        ranked = sorted((abs(at - start), n) for start, n in self._mentions[max(0, k - _WINDOW) : k + _WINDOW])
        return [self.entities[n] for n in dict.fromkeys(n for _, n in ranked)][:_MOST]

    def _is_told_of(self, who: Speaker, cue: Cue, told: Told) -> bool:
        """Return whether a name only tells of whom the one who acts is: `[keluarga Rina] mencabut laporan`."""
        if cue.agent_span is None or told.who is None or told.who.places:
            return False
        return any(cue.agent_span[0] <= self.reading.starts[i] < cue.agent_span[1] for i in who.starts)

    def _is_one_of_several(self, who: Speaker, cue: Cue) -> bool:
        """Return whether somebody is one person, and several are told to act: `mereka membantah`."""
        if cue.agent_span is None or who.kind != "person":
            return False
        return self.reading.text[slice(*cue.agent_span)].lower() in word_class("plural_source")

    def _of_nobody(self, cue: Cue, told: Told, at: int, named: bool) -> Features:
        """Return what speaks for nobody: what kind of act it is, and that nobody stands or speaks near it."""
        found = {"nobody": 1.0, f"nobody_{cue.label}": 1.0, f"nobody_{told.how}": 1.0}
        here = self.scene.sentence[at]
        heard = [sentence for sentence in (here, here - 1, here + 1) if sentence in self._speaks]
        capitals = self.reading.words[at].isupper()
        alone = {
            "named": named,
            "heard_here": here in heard,
            "heard_near": bool(heard),
            "quoted": cue.quote is not None,
            "capitals": capitals,
        }
        found |= {f"nobody_{name}": float(value) for name, value in alone.items()}
        if cue.label == "debunk":
            found |= {f"nobody_debunk_{name}": float(value) for name, value in alone.items()}
            found["nobody_debunks"] = self._debunks
        if told.who is None:
            found |= {"nobody_told": 1.0, f"nobody_told_{cue.label}": 1.0}
        return found | {"nobody_alone": float(not self.acts)}

    def _of(self, who: Speaker, number: int, at: int, order: list[Speaker]) -> Features:
        """Return what speaks for somebody: syntax, where he stands to the act, what he says and does elsewhere."""
        cue, told = self.cues[number], self.told[number]
        kind = "named" if who.places else "described"
        found: Features = {kind: 1.0, f"{who.kind}": 1.0, f"{who.kind}_{cue.label}": 1.0, "actor": float(names_actor(who.name))}
        if who is told.who:
            found |= dict.fromkeys(("told", f"told_{told.how}", f"told_{cue.label}", f"told_{cue.modality}", f"told_{kind}"), 1.0)
            found["told_likely"] = log_odds(told.likely, 0.05, 0.99)
        elif told.who is not None:
            found[f"untold_{told.how}"] = 1.0
        found |= self._placed(who, cue, at, order)
        found["acts"] = log1p(self.acts[id(who)])
        others = self._all_acts - (told.who is not None)
        if others:
            found["acts_share"] = (self.acts[id(who)] - (who is told.who)) / others
        here = self.scene.sentence[at]
        same = self._same.get((id(who), cue.label), [])[:_WINDOW]
        if who is told.who and here in same:
            same.remove(here)  # this act itself
        if same:
            found["same_act"] = 1.0
            found["same_act_near"] = 1 / (1 + min(abs(sentence - here) for sentence in same))
        found["spoke"] = log1p(self.spoke[id(who)])
        for name, sentence in (("says_here", here), ("says_next", here + 1), ("says_before", here - 1)):
            if id(who) in self._speaks.get(sentence, ()):
                found[name] = 1.0
        if cue.quote is not None and self.said_by[cue.quote] is who:
            found["around"] = 1.0
        return found

    def _placed(self, who: Speaker, cue: Cue, at: int, order: list[Speaker]) -> Features:
        """Return where somebody's name stands to an act."""
        if not who.places:
            return {}
        reading, here = self.reading, self.scene.sentence[at]
        found: Features = {"mentions": log1p(len(who.starts))}
        known = who.before(at)
        if known:
            last = who.places[known - 1]
            apart = here - self.scene.sentence[last.start]
            found[f"back_{min(apart, 3)}"] = 1.0
            if apart == 0:
                found[f"nearest_{min(order.index(who), 2)}" if who in order else "nearest_2"] = 1.0
                found["right_before"] = float(at - last.stop <= _NEXT)
                found["opens"] = float(last.start in self.scene.heading)
        else:
            found["later"] = 1.0
        if cue.target is not None and any(cue.target[0] <= reading.starts[i] < cue.target[1] for i in who.starts):
            found["in_target"] = 1.0
        title = reading.layout.title
        if title is not None and any(reading.starts[i] < title[1] for i in who.starts):
            found["in_title"] = 1.0
        return found | self._in_sentence(who, cue, at)

    def _in_sentence(self, who: Speaker, cue: Cue, at: int) -> Features:
        """Return what stands between an act and who is named in its sentence, before it and after it, and what syntax makes of the place."""
        reading, stop = self.reading, self.reading.token_at(cue.end - 1) + 1
        held = reading.tokens(*reading.whole(cue.start))
        places = [place for place in who.places if held.start <= place.start < held.stop]
        before, after = ([place for place in places if place.stop <= at], [place for place in places if place.start >= stop])
        found: Features = {}
        for side, place in (("before", before[-1] if before else None), ("after", after[0] if after else None)):
            if place is not None:
                between = range(place.stop, at) if side == "before" else range(stop, place.start)
                names = [*self._beside(place, held, between), *self._of_clause(place, cue, at)]
                found |= {f"{side}_{name}": 1.0 for name in names} | {f"{side}_gap": log1p(len(between))}
        return found

    def _beside(self, place: Name, held: range, between: range) -> Iterator[str]:
        """Yield the kinds of the words beside a name in the sentence of an act, and of those between both."""
        kind = self.syntax.kind
        yield f"after_{kind(place.start - 1) if place.start > held.start else 'edge'}"
        yield f"then_{kind(place.stop) if place.stop < held.stop else 'edge'}"
        if place.start > held.start:
            yield f"word_{self.reading.low[place.start - 1]}"
        kinds = [kind(k) for k in between]
        yield from (f"between_{kind}" for kind in dict.fromkeys(kinds))
        yield from (f"first_{kinds[0]}", f"last_{kinds[-1]}") if kinds else ("next",)

    def _of_clause(self, place: Name, cue: Cue, at: int) -> Iterator[str]:
        """Yield what a name is to the clause of an act, and to the others of its sentence; of one outside the quotation that holds the act, to the clauses there."""
        within = range(*self.syntax.bounds(cue.start))
        parser = self.syntax.parsed(cue.start if place.start in within else self.reading.starts[place.start])
        clause, own = parser.at(at) if place.start in within else None, parser.at(place.start)
        yield "clause_outside" if clause is None else "clause_same" if own is clause else f"clause_{own.relation}"
        for other in parser.clauses:
            if other.subject is not None and other.subject[0] <= place.start < other.subject[1]:
                of = "own" if other is clause else other.relation
                yield f"subject_of_{of}{'_inherited' if other.inherited else ''}"
                yield f"subject_{'head' if place.start - other.subject[0] <= _HEAD else 'deep'}"
            if other.agent is not None and other.agent[0] <= place.start < other.agent[1]:
                yield f"agent_of_{'own' if other is clause else 'other'}"
            yield from ("object" for held in other.objects if held[0] <= place.start < held[1])
            yield from ("oblique" for held in other.obliques if held[0] <= place.start < held[1])
