"""The matters of an article: what its acts are about, one entry for each, with status, claimant and how sure it is.

What an act is about is judged by `ledger.matter`; whether two acts are about one matter, and whether the line that they make is right, by two logistic
models (`ranking/ledger.toml`, `one` and `line`). Spec: a wrong line does harm, so only what is likely enough is `sure`.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from claimx.acts.cue import WITHDRAWALS
from claimx.acts.notes import Notes, wrong_in
from claimx.annotations import Cue, Entity, Quote, Span
from claimx.language.reporting import verb_class
from claimx.ledger.matter import COLUMNS, GROUPS, OF_LINE, OWN_GROUPS, Meant, Numbers, Scene, reasons
from claimx.ledger.reinstated import is_reinstated
from claimx.ledger.status import apart, party, settle
from claimx.ledger.stretches import TITLE, Stretch, says_little
from claimx.lexicons import word_class
from claimx.ranking.model import Features, log_odds, model, probability
from claimx.ranking.model import reasons as reasons_of
from claimx.speakers.agents import names_actor
from claimx.syntax.classes import members
from claimx.syntax.sentence import Syntax

SILENT = frozenset({"apology", "takedown"})  # they move nothing by themselves
_TAKES_BACK = {"retracted", "denied"}  # what one party does to one statement, by acts of both kinds
_DISPUTED = frozenset({"denied", "contested", "unanswered"})
_UNMOVING = frozenset({"hak_jawab", "pemutakhiran", "belum_terverifikasi"})  # notes that take nothing back
_MOST_ACTS = 16  # of one article, as the work grows with their square
_COMPARED = 5  # stretches of an act, the likeliest, that are compared with those of another
_LEAD = 3  # tokens before a matter in which it may be called a claim
_ALIKE = 0.6  # likeness of two wordings of one matter
_TOLD = tuple(n for n, name in enumerate(COLUMNS) if name.startswith("told_"))
_SAID = 0.7  # share of a matter's words that who stated it must have used
_TOPICS = ("topic_sport", "topic_law")
_BY_CLASS = ("in_quote", *_TOPICS)  # what speaks for a line of one class of act and not of another
_MUCH = 0.02  # share of the words of an article from which it is of a topic
_ENOUGH_TOLD = 4  # words of a line that say something: more make no difference
_DENIED = 3  # words after a bare negation among which what it denies stands
_NOTED = 0.76  # confidence of a line whose wording a rule reads in the note of an editor: of 37 sure lines of invented notes 28 are right
_CONTESTED = 0.75  # likeness from which what one confirms and another denies is one matter
_ECHO = 0.6  # likeness: of 13 sure lines that were so like a likelier one 2 are right (train, dev, dev2, out of fold)
_FEWEST_SAID = 2  # words
_COURT = 2  # words of a name of which one says that it is a court: `Majelis hakim X`
_LONGEST_SUBJECT = 10  # tokens
_FRAME = 14  # tokens of a framing noun and whose it is, before what it says


@dataclass(slots=True)
class Matter:
    """One matter: the `history` of cue indices, the `span` that states it best with its `numbers` and how `likely` it is, and what was decided of it."""

    history: list[int]
    span: Span = (0, 0)
    stems: frozenset[str] = frozenset()
    likely: float = 0.0
    numbers: Numbers | None = None
    quote: int | None = None
    speaker: int | None = None
    status: str = "asserted"
    set_by: int | None = None
    confidence: float = 0.0
    evidence: list[str] = field(default_factory=list)


class Ledger:
    """The matters of one article and, for each cue, which it acts on (`owner`)."""

    def __init__(self, syntax: Syntax, quotes: list[Quote], cues: list[Cue], entities: list[Entity]) -> None:
        self.syntax, self.quotes, self.cues = syntax, quotes, cues
        self.agents = [cue.agent for cue in cues]
        self.speakers = [quote.speaker for quote in quotes]
        self.names = [entity.name for entity in entities]
        self.kinds = [entity.kind for entity in entities]
        self.parties = [party(entity) for entity in entities]
        self.matters: list[Matter] = []
        self.owner: list[int | None] = [None] * len(cues)
        self.scene = Scene(syntax, quotes, cues, entities)
        self.meant: dict[int, Meant] = {}
        self.notes = Notes(syntax.reading, cues)
        moving = [n for n, cue in enumerate(cues) if cue.label not in SILENT and cue.subtype not in _UNMOVING][:_MOST_ACTS]
        if not any(self.moves(n) for n in moving):
            return
        for n in sorted(moving, key=lambda n: cues[n].headline):  # a headline says in short what the body tells
            meant = self.scene.meant(n)
            if meant.stretches:
                self.meant[n] = meant
                self._place(n)
        for matter in self.matters:
            self._settle(matter)
        self._join_same()

    def _join_same(self) -> None:
        """Join the matters that are worded alike and moved by one party, with one status, or taken back and denied."""
        kept: list[Matter] = []
        for matter in self.matters:
            by = self.agents[matter.set_by] if matter.set_by is not None else None
            same = (
                m
                for m in kept
                if by is not None
                and m.set_by is not None
                and m.span == matter.span
                and self.agents[m.set_by] == by
                and (m.status == matter.status or {m.status, matter.status} == _TAKES_BACK)
            )
            whole = next(same, None)
            if whole is None:
                kept.append(matter)
                continue
            whole.history = sorted([*whole.history, *matter.history])
            self._settle(whole)
        self.matters = kept
        self.owner = [None] * len(self.cues)
        for index, matter in enumerate(kept):
            for number in matter.history:
                self.owner[number] = index

    def moves(self, number: int) -> bool:
        """Return whether an act moves the status of what it is about: only one that is affirmed and asserted does."""
        return self.cues[number].polarity == "affirmed" and self.cues[number].modality == "asserted"

    def doers(self) -> list[int | None]:
        """Return the agents, where none is told that of the act of the same kind which set the status: who revokes a ban is by whom it is revoked."""
        found = list(self.agents)
        for matter in self.matters:
            if matter.set_by is not None:
                for n in matter.history:
                    if found[n] is None and self.cues[n].label == self.cues[matter.set_by].label:
                        found[n] = self.agents[matter.set_by]
        return found

    def sure(self, least: float) -> set[int]:
        """Return the matters whose line is sure: likely enough, and not worded as a likelier one, since at most one of two statuses of a matter is right."""
        found: set[int] = set()
        for index, matter in sorted(enumerate(self.matters), key=lambda row: -row[1].confidence):
            # `ledger.md`: where the text says which claim was put to somebody
            asked = matter.status != "unanswered" or self._is_claim(matter)
            echoed = any(likeness(matter.stems, self.matters[other].stems) >= _ECHO for other in found)
            if matter.confidence >= least and asked and not echoed and not self._denies_else(matter):
                found.add(index)
        return found

    def _denies_else(self, matter: Matter) -> bool:
        """Return whether a bare negation is no sure denial of its claim: the claim is negated, too (`tidak mengizinkan P`), or shares no word with what is denied."""
        if matter.set_by is None:
            return False
        cue, tokens = self.cues[matter.set_by], self.syntax.tokens
        i = self.syntax.reading.token_at(cue.start)
        if not cue.rule.startswith("open.") or tokens.kind(i) != "negator":
            return False  # a rule that fires in full knows more than a negation
        stop = self.syntax.reading.token_at(cue.end - 1) + 1
        denied = {self.scene.stems[k] for k in range(i, min(len(tokens.low), stop + _DENIED)) if tokens.kind(k) != "mark"} - {""}
        answers = stop == i + 1  # `"Tidak," kata Rina`
        return self._negated(matter.span) or not (answers or denied & matter.stems)

    def _is_claim(self, matter: Matter) -> bool:
        """Return whether a matter is told as somebody's claim, rumour or accusation, by the words right before it or in it, or by those of its act: `soal tuduhan itu`."""
        reading = self.syntax.reading
        held = reading.tokens(*matter.span)
        words = set(reading.low[max(0, held.start - _LEAD) : held.stop]) - members("neutral_saying")
        target = self.cues[matter.set_by].target if matter.set_by is not None else None
        put = reading.tokens(*target or (0, 0))
        pointed = bool(put) and held.stop <= put.start and reading.low[put.stop - 1] in members("pointing")
        if pointed and not members("topic").isdisjoint(reading.low[put.start : put.stop]):
            return True  # `P. Ia tidak menjawab pertanyaan soal itu`
        words.update(reading.low[k] for k in put)
        return any(words & members(name) for name in ("frame", "rumour_noun", "alleged", "told", "accusing", "put_to"))

    # -- one matter, one entry -------------------------------------------------------------------------------------------------
    def _place(self, number: int) -> None:
        """Give a cue its matter: the one whose cues are most likely, on average, to share theirs with it, or a new one."""
        best: tuple[float, int] | None = None
        cue = self.cues[number]
        told = {index for index, matter in enumerate(self.matters) if any(self.cues[n].label == cue.label for n in matter.history)}
        again = cue.headline and bool(told)  # the body tells such an act: this is it
        note = self.notes.of(cue)
        whole = self.owner[note] if note is not None else None
        if whole is not None:  # all that a note tells is its correction
            self.matters[whole].history.append(number)
            self.owner[number] = whole
            return
        for index, matter in enumerate(self.matters):
            if again and index not in told:
                continue
            likely = sum(self._one(other, number) for other in matter.history) / len(matter.history)
            if best is None or likely > best[0]:
                best = likely, index
        if best is not None and (again or best[0] >= model("one")["threshold"]):
            self.matters[best[1]].history.append(number)
            self.owner[number] = best[1]
            return
        self.matters.append(Matter([number]))
        self.owner[number] = len(self.matters) - 1

    def _one(self, first: int, second: int) -> float:
        """Return how likely two acts are about one matter: surely where both are likeliest about the same words, or one party confirms what another denies in nearly the same; surely not where each is told in words of its own."""
        a, b = (self._stems(self.meant[n].stretches[0]) for n in (first, second))
        named = not self._points(first) and not self._points(second)
        opposed = {GROUPS[self.cues[n].label] for n in (first, second)} == {"confirmation", "denial"}
        contested = opposed and apart(self.agents[first], self.agents[second], self.parties) and likeness(a, b) >= _CONTESTED
        if named and not a & b:
            return 0.0  # each is told in words of its own
        alike = len(a) > _FEWEST_SAID and (contested or (named and a == b))
        return 1.0 if alike else probability("one", self.shared(first, second))

    def shared(self, first: int, second: int) -> Features:
        """Return the named numbers that tell whether two acts are about one matter; the first stands before the second."""
        one, other = self.cues[first], self.cues[second]
        a, b = self.meant[first], self.meant[second]
        p, q = a.likely[:_COMPARED], b.likely[:_COMPARED]
        stems_b = [self._stems(s) for s in b.stretches[:_COMPARED]]
        alike = [[likeness(self._stems(s), y) for y in stems_b] for s in a.stretches[:_COMPARED]]
        sentence_at = self.syntax.reading.sentence_at
        sentences = abs(sentence_at(other.start) - sentence_at(one.start))
        agents = self.agents[first], self.agents[second]
        groups = GROUPS[one.label], GROUPS[other.label]
        same, others = agents[0] is not None and agents[0] == agents[1], apart(*agents, self.parties)
        again = same and OWN_GROUPS.issuperset(groups)
        done_to = [self._said(cue.target) if cue.target is not None else frozenset[str]() for cue in (one, other)]
        return {
            "alike": alike[0][0],
            "targets_alike": likeness(*done_to),
            "expected": sum(x * y * alike[i][j] for i, x in enumerate(p) for j, y in enumerate(q)),
            "also": float(same and self._is_added(other)),
            "first_in_second": sum(y for j, y in enumerate(q) if alike[0][j] >= _ALIKE),
            "second_in_first": sum(x for i, x in enumerate(p) if alike[i][0] >= _ALIKE),
            "overlap": float(a.stretches[0].start < b.stretches[0].stop and b.stretches[0].start < a.stretches[0].stop),
            "same_agent": float(same),
            "other_agent": float(others),
            "no_agent": float(None in agents),
            "same_class": float(one.label == other.label),
            "same_group": float(groups[0] == groups[1]),
            "disputing": float(set(groups) <= {"denial", "debunk", "clarification"}),
            "own_and_others": float(others and not OWN_GROUPS.isdisjoint(groups)),
            "own_again": float(again),
            "own_again_points": float(again) * self._points(second),
            "own_of_another": float(others and groups[1] in OWN_GROUPS and groups[0] not in OWN_GROUPS),
            "against": float("confirmation" in groups and groups[0] != groups[1]),
            "sentences": math.log1p(sentences),
            "same_sentence": float(sentences == 0),
            "next_sentence": float(sentences == 1),
            "first_headline": float(one.headline),
            "second_points": self._points(second),
            "first_points": self._points(first),
            "sure": min(p[0], q[0]),
            "acts": math.log(len(self.cues)),
        }

    def _is_added(self, cue: Cue) -> bool:
        """Return whether a word right before a cue says that it tells one more act: `Rina juga membantah kabar Q`."""
        i = self.syntax.reading.token_at(cue.start)
        return not members("also").isdisjoint(self.syntax.reading.low[max(0, i - 2) : i])

    def _points(self, number: int) -> float:
        """Return whether an act names its matter by no more than a pointer, or not at all."""
        return float(not any(self.meant[number].numbers[0, n] for n in _TOLD))

    def _said(self, span: Span) -> frozenset[str]:
        """Return the stems of a span."""
        held = self.syntax.reading.tokens(*span)
        return frozenset(self.scene.stems[held.start : held.stop]) - {""}

    def _stems(self, stretch: Stretch) -> frozenset[str]:
        return frozenset(self.scene.stems[stretch.start : stretch.stop]) - {""}

    # -- what became of it -----------------------------------------------------------------------------------------------------
    def _settle(self, matter: Matter) -> None:
        """Set the wording, the status, the claimant and the confidence of a matter all of whose cues are known."""
        acts = (self.meant[n] for n in matter.history)
        meant = max(acts, key=lambda meant: (meant.stretches[0].sentence != TITLE, meant.likely[0]))  # a title says it in short
        best = self._with_subject(self._unframed(meant.stretches[0]))
        if any(self.cues[n].label in WITHDRAWALS for n in matter.history):
            best = self._without_aside(best)
        matter.likely, matter.numbers = meant.likely[0], meant.numbers[0]
        matter.span = self.syntax.offsets((best.start, best.stop))
        noted = next((wrong_in(self.syntax.reading.text, held) for held, n in self.notes.held if n in matter.history), None)
        matter.span = noted or matter.span
        matter.stems = self._said(matter.span)
        tells_of = self._told_of(matter.span)
        settle(matter, self.cues, self.agents, self.parties, tells_of)
        if matter.status == "confirmed" and self._confirms_another(matter):
            settle(matter, self.cues, self.agents, self.parties, tells_of, but=matter.set_by)
        if matter.set_by is not None and is_reinstated(self.syntax, self.cues[matter.set_by], [self.cues[n] for n in matter.history]):
            matter.status, matter.set_by = "asserted", None
        self._claimant(matter)
        if matter.set_by is None:
            return
        found = self.features(matter)
        matter.confidence = probability("line", found) if noted is None else max(_NOTED, probability("line", found))
        matter.evidence = [*reasons(meant.numbers[0], meant.words[0], self.syntax.reading.brief), *reasons_of("line", found)]

    def _told_of(self, span: Span) -> set[int]:
        """Return the persons who are named in a stretch, by the first or the last word of their names."""
        words = {self.syntax.reading.words[i] for i in self.syntax.reading.tokens(*span)}
        return {
            n
            for n, name in enumerate(self.names)
            if self.kinds[n] == "person" and not words.isdisjoint((name.split()[0], name.split()[-1]))
        }

    def _confirms_another(self, matter: Matter) -> bool:
        """Return whether a confirmation is of a negation that a matter does not hold: `mengonfirmasi bahwa stadion tidak dijual`, `Betul, tidak dijual` confirm no sale."""
        cue = self.cues[matter.set_by] if matter.set_by is not None else None
        if cue is None or self._negated(matter.span):
            return False
        reading = self.syntax.reading
        i = reading.token_at(cue.end - 1) + 1
        i += reading.low[i : i + 1] == [","]
        if i < len(reading.low) and self.syntax.tokens.kind(i) == "negator" and not matter.span[0] <= reading.starts[i] < matter.span[1]:
            return True
        if cue.target is None or (cue.target[0] < matter.span[1] and matter.span[0] < cue.target[1]):
            return False
        return self._negated(cue.target)

    def _negated(self, span: Span) -> bool:
        return any(self.syntax.tokens.kind(i) == "negator" for i in self.syntax.reading.tokens(*span))

    def _unframed(self, stretch: Stretch) -> Stretch:
        """Return a stretch without the noun that only frames what it says: `kabar bahwa P`, `isu soal P` and `beredar di media sosial jika P` are P."""
        low, kind = self.syntax.reading.low, self.syntax.tokens.kind
        if low[stretch.start].removesuffix("nya") not in members("frame") | members("spreading"):
            return stretch
        for k in range(stretch.start + 1, min(stretch.stop - 2, stretch.start + _FRAME)):
            if low[k] == "bahwa" or low[k] in members("topic") or low[k] in members("condition"):
                return stretch._replace(start=k + 1)
            if kind(k) == "verb" and low[k - 1] != "yang":
                return stretch
        return stretch

    def _without_aside(self, stretch: Stretch) -> Stretch:
        """Return what is withdrawn without a relative clause after a comma at its end: `surat pemberhentian Rina[, yang keluar dua hari setelah itu]`."""
        low, kind = self.syntax.reading.low, self.syntax.tokens.kind
        comma = next((k for k in range(stretch.start + _FEWEST_SAID, stretch.stop - 1) if low[k] == "," and kind(k + 1) == "that"), None)
        closed = comma is None or "," in low[comma + 1 : stretch.stop]  # what follows belongs to the claim again
        return stretch if comma is None or closed else stretch._replace(stop=comma)

    def _with_subject(self, stretch: Stretch) -> Stretch:
        """Return a stretch that begins with a predicate with the subject before it: `[Ayah Rina dikabarkan] meninggal`, `[uang itu] berkaitan dengan P`."""
        tokens, i = self.syntax.tokens, stretch.start
        said_of = i > stretch.low and any(tokens.low[i - 1] in members(name) for name in ("told", "alleged"))
        pointed = i > stretch.low and tokens.low[i - 1] in members("pointing")  # `uang tersebut | berkaitan`
        if tokens.kind(i) not in ("verb", "auxiliary", "negator") and not said_of and not pointed:
            return stretch
        k = i
        while k > stretch.low and (
            tokens.kind(k - 1) in ("auxiliary", "adverb", "negator")
            or any(tokens.low[k - 1] in members(name) for name in ("told", "alleged"))
        ):
            k -= 1
        subject = self.syntax.parsed(self.syntax.reading.starts[i]).at(k).subject
        if pointed and subject is not None and subject[0] < i - 1 < subject[1]:
            subject = (subject[0], k)  # what follows the pointer is the predicate, whatever its kind
        if subject is None or subject[1] != k or subject[0] < stretch.low or k - subject[0] > _LONGEST_SUBJECT:
            return stretch
        named = tokens.kind(subject[0]) in ("noun", "name") and self.scene.stretches.on_act.isdisjoint(range(subject[0], i))
        return stretch._replace(start=subject[0]) if named else stretch

    def features(self, matter: Matter) -> Features:
        """Return the named numbers that tell how sure a line is."""
        assert matter.set_by is not None
        assert matter.numbers is not None
        cue, meant, agent = self.cues[matter.set_by], self.meant[matter.set_by], self.agents[matter.set_by]
        found: Features = {
            f"class_{cue.label}": 1.0,
            "moving": log_odds(max(self.cues[k].moving for k in matter.history if self.moves(k))),
            **self._likely(matter, meant),
            f"rule_{cue.rule}": 1.0,
            **({f"agent_{self.kinds[agent]}": 1.0} if agent is not None else {}),
            "agent_acts": float(agent is not None and names_actor(self.names[agent])),
            "agent_likely": log_odds(cue.agent_confidence) if agent is not None else 0.0,
            "target_likely": log_odds(cue.target_confidence, 0.05, 0.99),
            "in_quote": float(cue.quote is not None),
            "in_article": math.log(len(self.cues)),
            f"tells_{min(_ENOUGH_TOLD, self._telling(matter.span))}": 1.0,
            **self._topics,
            **{f"matter_{name}": float(value) for name, n in OF_LINE if (value := matter.numbers[n])},
        }
        found |= {f"{cue.label}_{name}": found[name] for name in _BY_CLASS if found[name]}
        return found

    def _likely(self, matter: Matter, meant: Meant) -> Features:
        """Return how likely an act is about what its line says in these words or nearly these, and how much of what it may be about stands in that sentence."""
        alike = [likeness(self._stems(stretch), matter.stems) for stretch in meant.stretches]
        here = (p for p, stretch in zip(meant.likely, meant.stretches, strict=True) if stretch.sentence == meant.stretches[0].sentence)
        return {
            "likely_same": log_odds(sum(p for p, like in zip(meant.likely, alike, strict=True) if like >= _ALIKE), 0.001, 0.999),
            "likely_words": sum(p * like for p, like in zip(meant.likely, alike, strict=True)),
            "likely_sentence": sum(here) / sum(meant.likely),
        }

    @cached_property
    def _topics(self) -> Features:
        """How far the article is of each topic, 0 to 1, by the words of the topic in it."""
        counts = Counter(word for span in self.syntax.reading.sentences for word in self._words(span))  # not `Copyright` and the like
        return {name: min(1.0, sum(counts[word] for word in members(name)) / max(1, counts.total()) / _MUCH) for name in _TOPICS}

    def _telling(self, span: Span) -> int:
        """Return how many words of a stretch say something of their own: `rumor yang beredar` has none."""
        low, stems = self.syntax.reading.low, self.scene.stems
        return len({stems[i] for i in self.syntax.reading.tokens(*span) if not says_little(low[i])} - {""})

    def _words(self, span: Span) -> list[str]:
        held = self.syntax.reading.tokens(*span)
        return self.syntax.reading.low[held.start : held.stop]

    # -- whose it is -----------------------------------------------------------------------------------------------------------
    def _claimant(self, matter: Matter) -> None:
        """Set who said or ordered it: who the target says that it is, else whoever withdraws it, unless that is a court, which undoes what others ordered."""
        own = any(GROUPS[self.cues[n].label] in OWN_GROUPS for n in matter.history if self.moves(n))
        named = next((cue.claimant for n in matter.history if (cue := self.cues[n]).claimant is not None), None)
        quote = self._stated_by(matter, own)
        said_by = self.speakers[quote] if quote is not None else None
        matter.quote = quote if named in (None, said_by) else None
        matter.speaker = named
        if named is None and own:
            by = self.agents[matter.set_by] if matter.set_by is not None else None
            revokes = matter.set_by is not None and self.cues[matter.set_by].label == "revocation"
            ruled = revokes and by is not None and not members("court").isdisjoint(self.names[by].lower().split()[:_COURT])
            matter.speaker = None if said_by is None and ruled else said_by if said_by is not None else by
        elif named is None and quote is not None and self._may_claim(quote, matter.status):
            matter.speaker = said_by
        if matter.speaker is not None and self.names[matter.speaker].lower().split()[0] in members("content_noun"):
            matter.speaker = None  # `fitnah yang menyebut P`

    def _may_claim(self, number: int, status: str) -> bool:
        """Return whether somebody else who is quoted with a matter claims it, and does not only repeat it: out of fold 15 of 78 who are quoted did.

        What he says is disputed, paraphrased, and passed on by no outlet: of the 16 that are left 9 did.
        """
        quote = self.quotes[number]
        cue = self.syntax.reading.text[slice(*quote.cue)].lower().split() if quote.cue is not None else []
        carried = not cue or cue[0] in word_class("passed_on_by") or cue[0] in verb_class("via")
        speaker = self.speakers[number]
        says = speaker is not None and self.kinds[speaker] != "document"
        return says and quote.type != "direct" and status in _DISPUTED and not carried

    def _stated_by(self, matter: Matter, own: bool) -> int | None:
        """Return the quote that states a matter in the same words: of whoever acts on it (`own`), before he does, or of somebody else."""
        agents = {self.agents[n] for n in matter.history}
        for number, quote in enumerate(self.quotes):
            speaker = self.speakers[number]
            if not own and any(self.cues[n].quote == number and not apart(self.agents[n], speaker, self.parties) for n in matter.history):
                continue  # whoever says that it is not so claims nothing
            if speaker is None or (speaker in agents) != own or (own and quote.start > self.cues[matter.history[0]].start):
                continue
            held = frozenset(self.scene.stems[i] for part in quote.content for i in self.syntax.reading.tokens(*part)) - {""}
            shared = len(held & matter.stems)
            if shared >= _FEWEST_SAID and shared >= _SAID * len(matter.stems):
                return number
        return None


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """Return the F1 of two sets of stems."""
    shared = len(a & b)
    return 2 * shared / (len(a) + len(b)) if shared else 0.0
