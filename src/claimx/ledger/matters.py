"""Matters: what the cues of an article act on, one entry for each, with status and how sure it is.

A cue's own target is the matter where it says it in full; a pointing one is resolved (`link`). Cues with one matter share it, whatever
their words: the same stretch, a pointer to it, or a repetition of its words by the same act. Spec: a wrong line does harm, so an entry
moves only where the fitted model finds it sure enough.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property

from claimx.acts.cue import rumoured_before
from claimx.annotations import Cue, Entity, Quote, Span
from claimx.language.reporting import active_cues
from claimx.ledger.candidates import NEAR, Candidate, find_candidates
from claimx.ledger.link import Link, resolve
from claimx.ledger.status import apart, party, settle
from claimx.ledger.wording import Wording, contained, likeness, without_frame, wording
from claimx.ranking.model import Features, probability, reasons
from claimx.syntax.classes import members
from claimx.syntax.sentence import Syntax

SILENT = frozenset({"apology", "takedown"})  # they move nothing by themselves
_WITHDRAWING = frozenset({"retraction", "revocation", "correction", "error_admission", "editorial_note"})
_ANNOUNCED = frozenset({"error_admission", "retraction", "revocation"})
_TAKEN_BACK = frozenset({"retraction", "revocation"})
_SAME_WORDS = 0.6  # likeness of two targets that name one matter
_MOST_MATTERS = 50  # before a target, one of which it may name again; no record of 3,252 texts needs more
_HELD = 0.8  # share of the shorter target that the longer one holds
LONGEST_TARGET = 600  # characters; what is longer is no matter that somebody could answer yes or no to


@dataclass(slots=True)
class Matter:
    """One matter: the `span` that states it best, its `content`, `history` of cue indices, and what was decided of it."""

    span: Span
    content: Wording
    history: list[int] = field(default_factory=list)
    quote: int | None = None
    speaker: int | None = None
    status: str = "asserted"
    set_by: int | None = None
    confidence: float = 0.0
    evidence: list[str] = field(default_factory=list)
    link: Link | None = None


class Ledger:
    """The matters of one article and, for each cue, which it acts on (`owner`) and where else that is stated (`elsewhere`)."""

    def __init__(self, syntax: Syntax, quotes: list[Quote], cues: list[Cue], entities: list[Entity]) -> None:
        self.syntax, self.quotes, self.cues = syntax, quotes, cues
        self.agents = [cue.agent for cue in cues]
        self.speakers = [quote.speaker for quote in quotes]
        self.names = [entity.name for entity in entities]
        self.parties = [party(entity) for entity in entities]
        self.matters: list[Matter] = []
        self.owner: list[int | None] = [None] * len(cues)
        self.elsewhere: list[Link | None] = [None] * len(cues)
        self._by_word: dict[str, set[int]] = {}
        self._said: dict[int, Wording] = {}
        self._worded: dict[Span, Wording] = {}
        self.announced: set[int] = set()
        self._candidates: list[Candidate] | None = None
        self._statements: list[Candidate] | None = None
        moving = [n for n, cue in enumerate(cues) if cue.label not in SILENT and cue.subtype not in _UNMOVING and not self._of_a_deed(n)]
        referring = self._referring(moving)
        for number in moving:
            if number not in referring:
                self._place(number)
        for number, acts in referring.items():  # last, as they join the matter of the acts that they refer to
            self._refer(number, acts)
        for matter in self.matters:
            self._settle(matter)

    def _referring(self, moving: list[int]) -> dict[int, list[int]]:
        """Return the cues that only refer to acts told elsewhere, and these acts: announcements, pointing withdrawals, those of the title."""
        cues = self.cues
        announcing = {n: acts for n in moving if (acts := self._announces(n, moving))}
        self.announced = {n for acts in announcing.values() for n in acts}
        full = self._full_acts(moving)
        return (
            announcing
            | {n: acts for n in moving if (acts := self._told_in_full(n, full))}
            | {n: [m for m in moving if m > n and cues[m].label == cues[n].label] for n in moving if cues[n].headline}
        )

    def _refer(self, number: int, acts: list[int]) -> None:
        """Give a cue the matter of the acts that it refers to where they have one; what the title tells is nothing by itself."""
        owners = {self.owner[n] for n in acts} - {None}
        owner = owners.pop() if len(owners) == 1 else None
        if owner is not None:
            self._add(owner, number)
        elif not self.cues[number].headline:
            self._place(number)

    def _settle(self, matter: Matter) -> None:
        """Set the claimant, the status and the confidence of a matter all of whose cues are known."""
        matter.history.sort()
        self._claimant(matter)
        settle(matter, self.cues, self.agents, self.parties)
        if matter.status in ("revoked", "retracted") and self._reinstated(matter):
            matter.status, matter.set_by = "asserted", None
        if matter.speaker is None and matter.status in ("retracted", "corrected") and matter.set_by is not None:
            matter.speaker = self.agents[matter.set_by]  # only who claimed it takes it back
        found = self.features(matter)
        matter.confidence = probability("line", found) if matter.set_by is not None else 0.0
        matter.evidence = reasons("line", found)

    def doers(self) -> list[int | None]:
        """Return the agents, where none is told that of the act of the same kind which set the status: who revokes a ban is by whom it is revoked."""
        found = list(self.agents)
        for matter in self.matters:
            for n in matter.history if matter.set_by is not None else ():
                if found[n] is None and matter.set_by is not None and self.cues[n].label == self.cues[matter.set_by].label:
                    found[n] = self.agents[matter.set_by]
        return found

    @property
    def candidates(self) -> list[Candidate]:
        """The candidates of the article, found when the first pointing cue asks."""
        if self._candidates is None:
            self._candidates = find_candidates(self.syntax, self.quotes, self.cues, self.speakers)
        return self._candidates

    @property
    def statements(self) -> list[Candidate]:
        """The candidates that a word of stating introduces."""
        if self._statements is None:
            found = self._candidates
            self._statements = find_candidates(self.syntax, self.quotes, self.cues, self.speakers, plain=False) if found is None else found
        return self._statements

    @cached_property
    def _stating(self) -> dict[str, list[Candidate]]:
        """The statements of somebody by each of their specific words."""
        found: dict[str, list[Candidate]] = {}
        for candidate in self.statements:
            for word in candidate.content.specific if candidate.kind in _STATING else ():
                found.setdefault(word, []).append(candidate)
        return found

    def target(self, number: int) -> Wording | None:
        """Return the content of what a cue's own words name, None where they name nothing."""
        cue = self.cues[number]
        if cue.target is None or cue.target[1] - cue.target[0] > LONGEST_TARGET:
            return None
        if cue.target not in self._worded:
            reading, tokens = self.syntax.reading, self.syntax.tokens
            self._worded[cue.target] = wording(reading, tokens, without_frame(reading, tokens, cue.target))
        return self._worded[cue.target]

    def _of_a_deed(self, number: int) -> bool:
        """Return whether a cue admits a deed and takes no statement back: `mengakui kelalaiannya` (an incident)."""
        cue, content = self.cues[number], self.target(number)
        if cue.label not in ("error_admission", "confirmation") or content is None:
            return False
        if cue.label == "error_admission" and cue.target is not None and cue.target[0] <= cue.end + 1:  # `keliru menghitung`: no statement
            done = self.syntax.reading.low[self.syntax.reading.token_at(cue.target[0])]
            if done.startswith("me") and done not in active_cues():
                return True
        first = self.syntax.reading.low[self.syntax.reading.token_at(content.span[0])]
        return content.head in members("deed") or first == "bersalah"  # `mengaku bersalah`, before a court

    def _reinstated(self, matter: Matter) -> bool:
        """Return whether the article goes on to tell that what was withdrawn is back: `memberlakukan kembali larangan itu`."""
        reading = self.syntax.reading
        last = self.cues[matter.history[-1]]
        here = reading.sentence_at(last.start)
        end = reading.sentences[min(here + 3, len(reading.sentences) - 1)][1]
        for i in reading.tokens(last.end, end):
            if reading.low[i] in members("reinstating") and reading.low[i + 1 : i + 2] == ["kembali"]:
                return matter.content.head in reading.low[i : i + _REINSTATED]
        return False

    def _place(self, number: int) -> None:
        """Give a cue its matter: one that is there, or a new one."""
        cue, content = self.cues[number], self.target(number)
        if cue.subtype in _BRINGING_UP:
            back = self._pointed_at(number, content)
            if back is not None:
                self._add(back, number)
            return
        admitted = self._admitted_before(number, content) if cue.label == "error_admission" else None
        if admitted is not None:
            self._add(admitted, number)
            return
        if content is not None and _tells_of_an_event(cue, content):
            return
        if content is not None and (content.says_it or cue.form == "label"):  # after `[SALAH]` the title says it
            unasked = cue.label == "nonresponse" and not self._rumoured(number)
            if not unasked and (cue.form != "never" or self._alleged(content)):
                self._join(number, self._told_fuller(number, content) or content, None)
        elif cue.label != "nonresponse" or self._rumoured(number):
            self._place_elsewhere(number, content)

    def _place_elsewhere(self, number: int, content: Wording | None) -> None:
        """Give a cue that only points the matter that it takes up, or what it means elsewhere in the article."""
        cue = self.cues[number]
        announced = number in self.announced
        if cue.label in ("error_admission", "editorial_note") and (content is None or content.head not in _STATED) and not announced:
            back = self._pointed_at(number, content)
            if back is not None and self.agents[number] is not None and self.agents[number] == self.agents[self.matters[back].history[-1]]:
                self._add(back, number)
            return
        link = self._linked(number, content)
        back = self._pointed_at(number, content)
        if back is not None and (link is None or link.probability < _SURE):
            self._add(back, number)
        elif link is not None:
            self.elsewhere[number] = link
            # what the article tells as a fact is confirmed and not denied: of 19 other acts on the sentence nearest to them one was
            if link.borne_out or link.candidate.kind not in _PLAIN or cue.label == "confirmation":
                self._join(number, link.candidate.content, link)

    def _linked(self, number: int, content: Wording | None) -> Link | None:
        """Return what a pointing cue means elsewhere in the article, None where nothing surely is."""
        cue = self.cues[number]
        pointed = self.syntax.reading.text[: cue.end].endswith("nya")  # `mengakuinya`
        if content is None and cue.label == "confirmation" and cue.form == "verb" and cue.quote is None and not pointed:
            return None  # `X membenarkan` of nothing told: no sentence nearby is surely meant
        link = resolve(self.syntax, cue, content, self.agents[number], self.names, self.candidates)
        if link is not None and not link.borne_out and content is not None and self._names_its_own(content):
            return None  # `sentilannya`, `tidak pernah bertemu`: only what shares a word with it is meant
        return link

    def _names_its_own(self, content: Wording) -> bool:
        """Return whether a target begins with a word that means something by itself, and is no word for statements (`kabar`, `itu`)."""
        first = self.syntax.reading.low[self.syntax.reading.token_at(content.span[0])].removesuffix("nya")
        return first == content.head and content.head not in _STATED

    def _admitted_before(self, number: int, content: Wording | None) -> int | None:
        """Return the matter of which the same agent has just admitted that it was wrong, where a message or statement is meant again."""
        reading, agent = self.syntax.reading, self.agents[number]
        if agent is None or content is None or content.head not in _STATED:
            return None
        here = reading.sentence_at(self.cues[number].start)
        for index in range(len(self.matters) - 1, -1, -1):
            last = self.matters[index].history[-1]
            own = self.agents[last] == agent and self.cues[last].label in ("error_admission", "clarification", "retraction", "revocation")
            if own and here - reading.sentence_at(self.cues[last].start) <= 3:
                return index
        return None

    def _full_acts(self, moving: list[int]) -> dict[str, dict[str, list[int]]]:
        """Return, by class and head noun, the withdrawals that say in full what they withdraw."""
        found: dict[str, dict[str, list[int]]] = {label: {} for label in _TAKEN_BACK}
        for n in moving:
            content = self.target(n) if self.cues[n].label in _TAKEN_BACK else None
            if content is not None and content.says_it:
                found[self.cues[n].label].setdefault(content.head, []).append(n)
        return found

    def _told_in_full(self, number: int, acts: dict[str, dict[str, list[int]]]) -> list[int]:
        """Return the acts by which the article says in full what a pointing withdrawal withdraws (`pembatalan aturan itu`).

        Empty where none of them can be of the same party.
        """
        cue, content = self.cues[number], self.target(number)
        if cue.label not in _TAKEN_BACK or content is None or content.says_it:
            return []
        meant = members("withdrawable") if content.head in members("withdrawable") else {content.head}
        full = sorted(n for head, told in acts[cue.label].items() if head in meant for n in told)
        known = any(not apart(self.agents[n], self.agents[number], self.parties) for n in full)
        return full if known else []

    def _announces(self, number: int, moving: list[int]) -> list[int]:
        """Return the act that a clarification only announces: `mengklarifikasi bahwa surat itu [kekeliruan]`."""
        cue, content = self.cues[number], self.target(number)
        if cue.label != "clarification" or cue.target is None or content is None or not content.says_it:
            return []
        start, end = cue.target
        return [n for n in moving if self.cues[n].label in _ANNOUNCED and start < self.cues[n].start < end][:1]

    def _rumoured(self, number: int) -> bool:
        """Return whether a cue's target begins as a rumour or accusation does: what somebody gives no answer to."""
        target, reading = self.cues[number].target, self.syntax.reading
        return target is not None and reading.low[reading.token_at(target[0])].removesuffix("nya") in members("rumour_noun")

    def _told_fuller(self, number: int, content: Wording) -> Wording | None:
        """Return the statement just before an act that says all that a target of few words says, and more: `Kabar bahwa P … "Betul, P," kata X`."""
        if len(content.specific) > _FEW or self.cues[number].label not in ("denial", "debunk", "confirmation"):
            return None
        sentence_at = self.syntax.reading.sentence_at
        here = sentence_at(content.span[0])
        for c in reversed(self.statements):
            near = c.span[1] <= content.span[0] and here - sentence_at(c.span[0]) <= NEAR and c.kind in ("noun", "told", "accused")
            if near and content.specific < c.content.specific and self._negated(c.span) == self._negated(content.span):
                return c.content
        return None

    def _negated(self, span: Span) -> bool:
        return any(self.syntax.tokens.kind(i) == "negator" for i in self.syntax.reading.tokens(*span))

    def _alleged(self, content: Wording) -> bool:
        """Return whether what somebody says he never did was alleged in the article: `tidak pernah menerima uang itu`."""
        return any(
            c.kind in ("accused", "told", "noun", "title") and contained(content.specific, c.content.specific) >= _ALLEGED
            for c in self.candidates
        ) or any(contained(content.specific, m.content.specific) >= _ALLEGED for m in self.matters)

    def _pointed_at(self, number: int, content: Wording | None) -> int | None:
        """Return the matter of an earlier cue that a pointing one takes up: the same head, or nothing but a pointer right after it."""
        reading, cue = self.syntax.reading, self.cues[number]
        here = reading.sentence_at(cue.start)
        before = bisect_left(self.quotes, cue.start, key=lambda quote: quote.start)
        others = next((self.quotes[n].start for n in range(before - 1, -1, -1) if self.agents[number] != self.speakers[n]), -1)
        for index in range(len(self.matters) - 1, -1, -1):
            matter = self.matters[index]
            last = self.cues[matter.history[-1]]
            apart = here - reading.sentence_at(last.start)
            if content is not None and self._named_again(number, content, matter, apart):
                return index
            only_points = content is None or content.head in members("generic") or content.demonstrative
            if last.start >= others and apart <= _JUST_BEFORE and only_points and _alike(last.label, cue.label):
                return index  # nobody else's words stand nearer
        return None

    def _named_again(self, number: int, content: Wording, matter: Matter, apart: int) -> bool:
        """Return whether a pointing target names a matter told `apart` sentences before: by its head, or as what its agent takes back."""
        if content.head and content.head == matter.content.head and apart <= _REACH:
            return True
        label, agent = self.cues[number].label, self.agents[number]
        if agent is None or agent != self.agents[matter.history[-1]]:
            return False
        if label in _TAKEN_BACK and any(self._same_thing(n, number) for n in matter.history):
            return True
        return label in _WITHDRAWING and content.head in members("frame")  # who confirmed it takes the statement back

    def _same_thing(self, n: int, number: int) -> bool:
        """Return whether two withdrawals name what they withdraw by one noun: `laporannya`, `laporan tersebut`."""
        if self.cues[n].label != self.cues[number].label:
            return False
        one, other = self.target(n), self.target(number)
        return one is not None and other is not None and bool(one.head) and one.head == other.head

    def _join(self, number: int, content: Wording, link: Link | None) -> None:
        correcting = self.cues[number].label == "correction"
        words = content.stems if correcting or content.head in members("withdrawable") else content.specific
        sharing = {index for word in words for index in self._by_word.get(word, ())}
        low, high = content.span
        for index in range(max(0, len(self.matters) - _MOST_MATTERS), len(self.matters)):
            matter = self.matters[index]
            near = matter.content.span[0] < high and low < matter.content.span[1]
            if (near or index in sharing) and self._same(matter, number, content):
                self._add(index, number)
                if self._fuller(content, matter.content):
                    matter.span, matter.content = content.span, content
                    self._index(index, content)
                return
        matter = Matter(content.span, content, [number], link=link)
        if link is not None:
            matter.quote, matter.speaker = link.candidate.quote, link.candidate.speaker
        self.matters.append(matter)
        self.owner[number] = len(self.matters) - 1
        self._index(len(self.matters) - 1, content)

    def _index(self, index: int, content: Wording) -> None:
        for word in content.stems | content.specific:
            self._by_word.setdefault(word, set()).add(index)

    def _add(self, index: int, number: int) -> None:
        self.matters[index].history.append(number)
        self.owner[number] = index

    def _same(self, matter: Matter, number: int, content: Wording) -> bool:
        """Return whether a cue's target names a matter that is there: the same stretch, or the same words by an act of the same kind."""
        a, b = matter.content, content
        if a.span[0] < b.span[1] and b.span[0] < a.span[1]:
            return True
        if a.names and b.names and not (a.names & b.stems or b.names & a.stems):
            return False
        return likeness(a.specific, b.specific) >= _SAME_WORDS or _of_one_number(a, b) or self._acted_on_again(matter, number, content)

    def _acted_on_again(self, matter: Matter, number: int, content: Wording) -> bool:
        """Return whether an act goes on with a matter in other words: the same correction, or acts of one kind by the same party."""
        a, b = matter.content, content
        cue, last, sentence_at = self.cues[number], self.cues[matter.history[-1]], self.syntax.reading.sentence_at
        near = sentence_at(cue.start) - sentence_at(last.start) <= 1
        if {last.label, cue.label} == {"correction"} and near and a.stems & b.stems:
            return True  # `meralat jumlah korban. Semula disebut 14 orang, kini dikoreksi …`
        kinds = {self.cues[n].label for n in matter.history} | {cue.label}
        agent = self.agents[number]
        agents = {self.agents[n] for n in matter.history} - {None}
        his = a.head == b.head and a.head in members("withdrawable") and (a.owned or b.owned)
        if his and agent in agents and kinds <= _WITHDRAWING:
            return True  # `mencabut keterangannya dalam BAP … "Saya cabut keterangan nomor 17"`: he has but one
        together = agent is None or not agents or agent in agents
        return together and (kinds <= _WITHDRAWING or kinds <= _DISPUTING) and contained(a.specific, b.specific) >= _HELD

    @staticmethod
    def _fuller(new: Wording, old: Wording) -> bool:
        """Return whether a wording says more than another, within what one statement holds, or says it where the other only points."""
        if new.says_it and not old.says_it:
            return True
        return len(old.specific) < len(new.specific) <= _FULL and new.span[1] - new.span[0] <= _LONGEST_FULL

    def _claimant(self, matter: Matter) -> None:
        """Set who said or ordered it: who the target says that it is, the speaker of the quote that states it, else whoever withdraws it."""
        first = matter.history[0]
        label = self.cues[first].label
        if matter.speaker is not None:
            return
        named = next((cue.claimant for n in matter.history if (cue := self.cues[n]).claimant is not None), None)
        withdrawn = label in ("retraction", "correction", "error_admission", "revocation")
        if withdrawn:
            matter.speaker = self.agents[first]
        if withdrawn or label in ("denial", "debunk", "confirmation", "clarification"):
            stated = self._stated_by(matter, withdrawn)
            if stated is not None and named in (None, self.speakers[stated]):
                matter.quote, matter.speaker = stated, self.speakers[stated]
        if named is not None:
            matter.speaker = named

    def _stated_by(self, matter: Matter, own: bool) -> int | None:
        """Return the earlier quote that states a matter in the same words: of whoever acts on it (`own`), or of somebody else."""
        agents = {self.agents[n] for n in matter.history}
        for number, quote in enumerate(self.quotes):
            speaker = self.speakers[number]
            if speaker is None or (speaker in agents) != own or (own and quote.start > self.cues[matter.history[0]].start):
                continue
            content = self._said.get(number) or wording(self.syntax.reading, self.syntax.tokens, quote.content[0])
            self._said[number] = content
            if contained(matter.content.specific, content.specific) >= _SAID and len(matter.content.specific & content.specific) >= 2:
                return number
        return None

    def features(self, matter: Matter) -> Features:
        """Return the named features of an entry that tell how sure it is."""
        cue = self.cues[matter.set_by if matter.set_by is not None else matter.history[0]]
        reading, tokens = self.syntax.reading, self.syntax.tokens
        content = matter.content
        length = len(reading.tokens(*matter.span))
        agent = self.agents[matter.set_by] if matter.set_by is not None else None
        alleged = self._stated_by_others(matter, agent)
        rumoured = rumoured_before(reading, reading.token_at(cue.start))
        answers = cue.label == "confirmation" and cue.form == "predicate"  # `Ya, …`, `Memang benar …`
        own = cue.label == "retraction" and content.owned and agent is not None  # `keterangannya`: whose it is says which
        return {
            f"class_{cue.label}": 1.0,
            **({f"form_{cue.form}": 1.0} if cue.form in ("verb", "noun") else {}),
            "linked": 1 - matter.link.probability if matter.link is not None else 0.0,
            "is_linked": float(matter.link is not None),
            "few_words": float(len(content.specific) <= 2),
            "generic_head": float(content.head in members("generic") and not content.predicated and not own),
            "nameless": float(not content.names and not own),
            "first_person": float(any(reading.low[i] in ("saya", "kami", "kita", "aku") for i in reading.tokens(*matter.span))),
            "pronoun_first": float(bool(length) and tokens.kind(reading.tokens(*matter.span).start) == "pronoun"),
            "repeated": float(len(matter.history) > 1),
            "agent_told": float(agent is not None or cue.form in ("note", "label")),
            "agent_named": float(agent is not None and self.names[agent][:1].isupper()),
            "agent_resolved": float(cue.agent_span is not None and not self._by_name(cue.agent_span)),
            "stance": float(cue.form == "never"),
            "unalleged": float(cue.subtype == "admission" and not rumoured),
            "answers_nobody": float(answers and not rumoured and alleged <= _ALLEGED),
            "alleged": alleged,
            **({f"subtype_{cue.subtype}": 1.0} if cue.label == "confirmation" else {}),
        }

    def _by_name(self, span: Span) -> bool:
        """Return whether a phrase names who it means: one word (`Ia`), or a capital after its first, and no pointer at its end."""
        reading = self.syntax.reading
        held = reading.tokens(*span)
        named = any(reading.words[i][0].isupper() for i in held[1:])
        return len(held) == 1 or (named and self.syntax.tokens.kind(held[-1]) != "demonstrative")

    def _stated_by_others(self, matter: Matter, agent: int | None) -> float:
        """Return the share of a matter's words that a statement of somebody else than `agent` holds, 0 to 1."""
        start, end = matter.span
        return max(
            (
                contained(matter.content.specific, c.content.specific)
                for c in {id(c): c for word in matter.content.specific for c in self._stating.get(word, ())}.values()
                if not (c.span[0] < end and start < c.span[1]) and (c.speaker is None or c.speaker != agent)
            ),
            default=0.0,
        )


_PLAIN = frozenset({"sentence", "quote"})  # candidates that no word of claiming introduces
_STATING = frozenset({"quote", "noun", "told", "accused", "ordered"})  # kinds of candidates that are somebody's statement
_STATED = members("withdrawable") | members("generic") | members("frame")
_ALLEGED = 0.5  # share of the words of a denied deed that an allegation holds
_DIGITS = 3  # of a number that names a decree, a letter, a law
_SURE = 0.6  # probability of a link from which it stands against a matter told just before
_REINSTATED = 6  # tokens after `memberlakukan kembali` in which the thing stands
_REACH = 8  # sentences after an act in which its head noun means the same
_JUST_BEFORE = 2  # sentences back to an act that a mere pointer takes up
_FULL = 14  # specific stems of one statement
_LONGEST_FULL = 200  # characters of one
_FEW = 2  # specific stems of a target that an earlier statement may say more fully
_SAID = 0.7  # share of a matter's words that who stated it must have used
_UNMOVING = frozenset({"hak_jawab", "pemutakhiran", "belum_terverifikasi"})  # notes that take nothing back
_BRINGING_UP = frozenset({"speaks_up"})  # they tell that somebody answers, and not what
_DISPUTING = frozenset({"denial", "debunk", "clarification", "confirmation"})


def _tells_of_an_event(cue: Cue, content: Wording) -> bool:
    """Return whether what is set right is only what somebody said of an event: `mengoreksi keterangan mengenai tabrakan itu`."""
    return cue.label in ("correction", "clarification") and content.head in members("event") and not content.predicated


def _alike(a: str, b: str) -> bool:
    """Return whether acts of two classes can be on one matter that the second only points to."""
    both = {a, b}
    return a == b or both == {"clarification", "error_admission"} or both <= _DISPUTING or both <= _WITHDRAWING


def _of_one_number(a: Wording, b: Wording) -> bool:
    """Return whether two wordings name a decree or letter by one number, however the rest is worded: `Keputusan Nomor 731`."""
    return a.head == b.head and any(len(n) >= _DIGITS and n.isdigit() and not n.startswith("20") for n in a.specific & b.specific)
