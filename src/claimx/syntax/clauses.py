"""The clauses of a sentence: subject, verb group, complements, passive agent, and what each is subordinate to.

Read once, left to right, over word classes (`syntax.classes`) and chunks (`syntax.chunks`). Shallow on purpose: where a phrase
attaches is decided by the few rules written here, after the order of Indonesian (head first, verb before object).
Token ranges are half open.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from claimx.language.reporting import active_cues
from claimx.syntax.chunks import Range, Tokens
from claimx.syntax.classes import members

_THEN = members("then")
_LONGEST_RUMOUR = 24  # tokens of a rumour told in a subject


@dataclass(slots=True)
class VerbGroup:
    """Negators, auxiliaries and the main word of a predicate; `head` is its token, `passive` whether it is a di- form."""

    start: int
    end: int
    head: int
    passive: bool
    negators: tuple[int, ...]


@dataclass(slots=True)
class Clause:
    """One predicate and what goes with it.

    `relation` is main, coordinate, complement, adverbial or relative; `parent` the index of the clause it depends on; `subject`
    the noun phrase as told, `inherited` whether it was taken over from the parent; `agent` who does what a passive tells.
    """

    start: int
    relation: str
    parent: int | None
    opener: int | None = None
    end: int = 0
    subject: Range | None = None
    inherited: bool = False
    group: VerbGroup | None = None
    agent: Range | None = None
    objects: list[Range] = field(default_factory=list)
    obliques: list[Range] = field(default_factory=list)


class Parser:
    """Parse the tokens of one range; the result is `clauses`, in order of their first token."""

    def __init__(self, tokens: Tokens, start: int, end: int) -> None:
        self.tokens = tokens
        self.end = end
        self.clauses = [Clause(start, "main", None, end=end)]
        self.current = 0
        i = start
        while i < end:
            i = max(self._step(i), i + 1)
        for clause in self.clauses:
            self._inherit(clause)

    # -- one step ------------------------------------------------------------------------------------------------------
    def _step(self, i: int) -> int:
        """Read what begins at token `i` into the current clause, and return the token after it."""
        kind = self.tokens.kind(i)
        if kind == "mark":
            return self._mark(i)
        if kind == "that":
            return self._relative(i)
        if self.tokens.low[i] == "maka":
            return self._consequence(i)
        if self.tokens.complements(i):
            return self._open("complement", i)
        if kind == "adverbial":
            follows = self.tokens.clause_follows(self._past_circumstance(i + 1), self.end)
            return self._open("adverbial", i) if follows else self.tokens.prepositional_end(i, self.end)
        if kind == "coordinator":
            return self._coordinator(i)
        if (
            self.tokens.low[i] == "dengan"
            and self.clauses[self.current].group is None
            and self.tokens.low[i + 1 : i + 2]
            and self.tokens.low[i + 1].startswith("ber")
        ):
            return self.tokens.prepositional_end(i + 1, self.end)  # `dengan berbesar hati`: a manner
        if kind == "preposition" and not self.tokens.begins_group(i, self.end):
            return self._preposition(i)
        group = self._group(i)
        if group is not None:
            return self._predicate(group)
        if kind in ("adverb", "auxiliary", "negator", "copula"):
            return i + 1
        return self._noun_phrase(i)

    def _mark(self, i: int) -> int:
        word = self.tokens.words[i]
        if word in "(":
            return self.tokens.bracket_end(i, self.end)
        close = self.tokens.quoted_end(i, self.end)
        if close is not None:
            return close
        if word == ":" and self.current == 0 and self.clauses[0].group is None:
            self.clauses[0].subject = None  # `Piala Wali Kota: Rina Minta Maaf`
        if word in ",;:–—":
            while self.clauses[self.current].relation == "relative":
                self.current = self.clauses[self.current].parent or 0
            if word == "," and self._ends_what_is_fronted(i):
                return i + 1
            clause = self.clauses[self.current]
            if clause.group is not None and word != ":":
                self._after_comma(clause, i)
        return i + 1

    def _ends_what_is_fronted(self, i: int) -> bool:
        """Close what stands before the comma at token `i`, where all of it is fronted, and go on with the main clause."""
        clause = self.clauses[self.current]
        if self.current and clause.group is None and clause.subject is not None and self._is_apposed_actor(clause.subject[0], i):
            return False
        if self.current and self.clauses[0].group is None and self.clauses[0].subject is None:
            for earlier in self.clauses[1:]:
                earlier.end = min(earlier.end, i)
            self.current = 0
        elif self._fronted_participle():
            self._new_main(i)
        elif clause.relation == "adverbial" and clause.start <= self._first_word() and clause.parent is not None:
            clause.end = i
            self.current = clause.parent  # `Setelah ditanya P, X membantah`
        else:
            return False
        return True

    def _after_comma(self, clause: Clause, i: int) -> None:
        """Begin another clause after the comma at token `i`, where a predicate follows it."""
        after = self._past_circumstance(i + 1)
        if after < self.end and self.tokens.kind(after) == "copula" and clause.objects and reports(self.tokens, clause):
            return  # `mengakui pesan itu, Sabtu pagi, adalah kekeliruan`
        predicated = after < self.end and self.tokens.begins_group(self._past_manner(after), self.end)
        subject = self._apposed_before(clause, i) if predicated and reports(self.tokens, clause) else None
        if subject is not None:
            self._new("complement", subject[0], None)
            self.clauses[self.current].subject = subject
        elif self._subject_and_verb(after) or self._next_predicate(clause, after):
            self._new("coordinate", i + 1, None)

    def _apposed_before(self, clause: Clause, i: int) -> Range | None:
        """Return the object before the comma at token `i` with the one that says who it is: `mengatakan direktur klub, Rina Puspita, | membantah P`."""
        tokens, objects = self.tokens, clause.objects
        if len(objects) < 2 or objects[-1][1] != i or objects[-2][1] + 1 != objects[-1][0] or tokens.words[objects[-2][1]] != ",":
            return None
        return (objects[-2][0], i) if "name" in (tokens.kind(objects[-2][0]), tokens.kind(objects[-1][0])) else None

    def _is_apposed_actor(self, first: int, i: int) -> bool:
        """Return whether the comma at token `i` belongs to who somebody is that begins at token `first`: `Jika juru bicara klub, Rina Puspita, membantah`."""
        return self.tokens.acts(first) and i < self.tokens.apposed_end(first, self.end)

    def _fronted_participle(self) -> bool:
        """Return whether all so far is a passive without subject that opens the sentence: `Ditanya soal P, X …`."""
        first = self.clauses[0]
        opening = first.relation == "main" and first.group is not None and first.group.head == first.start and first.group.passive
        return (
            opening
            and first.subject is None
            and first.agent is None
            and self.clauses[self.current].relation in ("main", "relative", "complement")
        )

    def _new_main(self, i: int) -> None:
        """Begin the main clause after the comma at token `i`; what stands before it depends on it."""
        first = self.clauses[0]
        first.relation, first.parent, first.end = "adverbial", len(self.clauses), i
        self.clauses.append(Clause(i + 1, "main", None, end=self.end))
        self.current = len(self.clauses) - 1

    def _consequence(self, i: int) -> int:
        """Go back to the main clause, which begins anew after a condition (`jika tidak membayar maka pemerintah mencabut izin`)."""
        self.current = 0
        if self.clauses[0].group is None:
            self.clauses[0].subject = None
        else:
            self._new("coordinate", i, i)
        return i + 1

    def _first_word(self) -> int:
        return self.clauses[0].start + 1

    def _subject_and_verb(self, i: int, described: bool = True) -> bool:
        """Return whether a noun phrase and a predicate of its own begin at token `i`, or one `described` by a relative clause."""
        end = self.tokens.apposed_end(i, self.end)
        if end <= i or end >= self.end:
            return False
        return self.tokens.begins_group(self._past_manner(end), self.end) or (described and self.tokens.kind(end) == "that")

    def _past_circumstance(self, i: int) -> int:
        """Return the token after what may stand before a clause: a day, `kemudian`, `menurutnya`."""
        while i < self.end - 1 and (self.tokens.low[i] in _THEN or self.tokens.date_end(i) > i):
            i = max(i + 1, self.tokens.date_end(i))
        return i

    def _past_manner(self, i: int) -> int:
        """Return the token after what may stand between a subject and its predicate: `akhirnya dengan berbesar hati`."""
        k = i
        while k < self.end - 1 and self.tokens.kind(k) in ("adverb", "auxiliary"):
            k += 1
        if self.tokens.low[k] != "dengan":
            return i
        verbal = self.tokens.low[k + 1 : k + 2] and self.tokens.low[k + 1].startswith("ber")
        return min(self.tokens.prepositional_end(k + 1 if verbal else k, self.end), self.end - 1)

    def _next_predicate(self, clause: Clause, i: int) -> bool:
        """Return whether another predicate of the same subject begins at token `i`, after a comma, and nothing that is told or asked for."""
        if not self.tokens.begins_group(i, self.end) or clause.group is None:
            return False
        return bool(clause.objects) or not (reports(self.tokens, clause) or self.tokens.low[clause.group.head] in members("asking"))

    def _relative(self, i: int) -> int:
        clause = self.clauses[self.current]
        spans = [*clause.objects, *([clause.subject] if clause.subject else [])]
        near = [r for r in [*spans, *clause.obliques] if r[1] <= i]
        antecedent = max(near, default=None, key=lambda r: r[1])
        says = self.tokens.low[i + 1 : i + 2] and self.tokens.low[i + 1] in active_cues()
        if antecedent in clause.obliques and (
            says or self.tokens.kind(antecedent[0]) == "name"
        ):  # `pesan di grup yang menyebut …`: the message
            antecedent = max((r for r in spans if r[1] <= i), default=antecedent, key=lambda r: r[1])
        while clause.relation == "relative" and clause.group is not None and antecedent is None:
            self.current = clause.parent or 0
            clause = self.clauses[self.current]
        self._new("relative", i, i)
        self.clauses[self.current].subject = antecedent
        return i + 1

    def _open(self, relation: str, i: int) -> int:
        if relation == "adverbial":
            while self.clauses[self.current].relation == "relative" and self.clauses[self.current].group is None:
                self.current = self.clauses[self.current].parent or 0
        self._new(relation, i, i)
        return i + 1

    def _new(self, relation: str, start: int, opener: int | None) -> None:
        parent = self.current
        self.clauses.append(Clause(start, relation, parent, opener, end=self.end))
        if relation == "coordinate":
            outer = self.clauses[parent]
            outer.end = min(outer.end, start)
        self.current = len(self.clauses) - 1

    def _coordinator(self, i: int) -> int:
        after = i + 1
        after = self._past_circumstance(after)
        if self.tokens.begins_group(after, self.end):
            while self.clauses[self.current].relation == "relative" and self.tokens.low[i] in members("ends_relative"):
                self.current = self.clauses[self.current].parent or 0
            if self.clauses[self.current].group is not None:
                self._new("coordinate", i, i)
            return i + 1
        if self.clauses[self.current].group is not None and self._subject_and_verb(after, self.tokens.low[i] not in members("and_or")):
            while self.clauses[self.current].relation == "relative":
                self.current = self.clauses[self.current].parent or 0
            self._new("coordinate", i, i)
        return i + 1

    def _preposition(self, i: int) -> int:
        end = self.tokens.prepositional_end(i, self.end)
        clause = self.clauses[self.current]
        if self._holds_subject(clause, i, end):
            end -= 1
        if self.tokens.low[i] == "oleh" and (clause.group is not None or i == clause.start) and clause.agent is None:
            clause.agent = (i + 1, end)
        elif end > i + 1:
            clause.obliques.append((i + 1, end))
        return end

    def _holds_subject(self, clause: Clause, i: int, end: int) -> bool:
        """Return whether the last word of a prepositional phrase is the subject that the predicate after it lacks: `Di Jakarta [warga] menolak`.

        No small noun follows a name or number within a phrase right before a predicate.
        """
        if end - i < 3 or clause.group is not None or clause.subject is not None or not self.tokens.begins_group(end, self.end):
            return False
        return self.tokens.kind(end - 1) == "noun" and self.tokens.kind(end - 2) in ("name", "number")

    def _group(self, i: int) -> VerbGroup | None:
        head = self.tokens.group_head(i, self.end)
        if head is None:
            return None
        negators = tuple(k for k in range(i, head) if self.tokens.kind(k) == "negator")
        return VerbGroup(i, head + 1, head, self.tokens.low[head].startswith("di") and self.tokens.kind(head) == "verb", negators)

    def _predicate(self, group: VerbGroup) -> int:
        clause = self.clauses[self.current]
        pointed = clause.relation == "relative" and clause.group is None and self.tokens.kind(group.start - 1) == "demonstrative"
        if pointed and clause.parent is not None and self.clauses[clause.parent].group is None:
            clause.end = group.start  # `izin yang di luar pulau itu dicabut`
            self.current = clause.parent
            clause = self.clauses[self.current]
        if (rumour := self._rumour(clause, group.start)) is not None:
            clause.subject, clause.group, clause.objects, clause.obliques = rumour, None, [], []
        if clause.group is not None:
            outer = self._waiting(clause, group)
            if outer is not None:  # `warga yang menolak relokasi membantah …`: the inner clause ends, the outer one goes on
                clause.end = group.start
                self.current = outer
                clause = self.clauses[outer]
            if clause.group is not None:
                clause = self._complement(clause, clause.group, group)
        clause.group = group
        if group.passive:
            end = self.tokens.agent_end(group.end, self.end)
            if end > group.end:
                clause.agent = (group.end, end)
                return end
        return group.end

    def _complement(self, clause: Clause, governing: VerbGroup, group: VerbGroup) -> Clause:
        """Begin the complement clause of a second predicate, with the subject that it has there: `membantah kliennya menerima uang`."""
        inner = self._inner_subject(clause, group)
        told = reports(self.tokens, clause) and bool(clause.objects) and clause.objects[-1][1] == group.start
        if inner is None and self.tokens.kind(group.head) in ("copula", "adjective"):
            inner = self._told_subject(group)
        if (asked := self._controller(clause, group)) is not None:
            inner = asked  # `meminta polisi untuk mencabut …`: who is asked does it
        elif clause.relation == "relative" and clause.parent is not None and governing.end != group.start and not told:
            # `mengatakan pernyataan yang disampaikan X tak benar`: the object is the subject of what is said
            self.current, inner = clause.parent, clause.subject
        self._new("complement", inner[0] if inner else group.start, None)
        found = self.clauses[self.current]
        found.subject = inner
        return found

    def _rumour(self, clause: Clause, i: int) -> Range | None:
        """Return the rumour that ends at token `i`, where the predicate of a clause so far is only what it says: `[kabar pasar tutup itu] tidak benar`."""
        subject, group, tokens = clause.subject, clause.group, self.tokens
        if subject is None or group is None or clause.inherited or clause.relation == "relative":
            return None
        told = (
            tokens.low[subject[0]] in members("rumour_noun")
            and i - subject[0] <= _LONGEST_RUMOUR
            and group.start in (subject[1], *(r[1] for r in clause.obliques))
            and tokens.kind(group.start - 1) != "demonstrative"
            and tokens.low[group.head] not in active_cues()
            and not any(tokens.kind(k) in ("mark", "coordinator", "adverbial", "complementizer") for k in range(subject[0], i))
            and tokens.low[i - 1] not in members("purpose")
        )
        return (subject[0], i) if told else None

    def _told_subject(self, group: VerbGroup) -> Range | None:
        """Return the first object of the reporting clause around, with all up to the predicate (`memastikan isu bahwa P adalah bohong`)."""
        index: int | None = self.current
        while index is not None:
            outer = self.clauses[index]
            after = [r for r in outer.objects if outer.group is not None and r[0] >= outer.group.end]
            copula = self.tokens.kind(group.head) == "copula"
            if reports(self.tokens, outer) and after and (copula or "," not in self.tokens.words[after[0][0] : group.start]):
                self.current = index
                return after[0][0], group.start
            index = outer.parent
        return None

    def _inner_subject(self, clause: Clause, group: VerbGroup) -> Range | None:
        """Return what stands between a verb and the predicate of its complement: the subject there (`menegaskan kabar adanya gempa … salah`)."""
        if self.tokens.low[group.start - 1] in members("opens_purpose_or_manner"):
            return None
        after = [r for r in [*clause.objects, *clause.obliques] if clause.group is not None and r[0] >= clause.group.end]
        if not after or max(r[1] for r in after) < group.start - 1:
            return None
        first = min(after)
        if reports(self.tokens, clause) and first in clause.objects and "," not in self.tokens.words[first[0] : group.start]:
            return first[0], group.start
        if clause.objects and clause.objects[-1][1] == group.start:
            return clause.objects[-1]
        return self._addressed(clause, group)

    def _addressed(self, clause: Clause, group: VerbGroup) -> Range | None:
        """Return whom something is asked of right before what he is to do: `minta juga kepada Kepala Humas meralat P`."""
        asks = clause.group is not None and self.tokens.low[clause.group.head] in members("asking")
        last = clause.obliques[-1] if asks and clause.obliques else None
        return last if last is not None and last[1] == group.start and self.tokens.low[last[0] - 1] == "kepada" else None

    def _controller(self, clause: Clause, group: VerbGroup) -> Range | None:
        """Return who does what a purpose tells: the object (`mendesak X untuk`), or whom something is given to (`wewenang bagi X untuk`)."""
        low = self.tokens.low
        before = low[group.start - 1] if group.start > clause.start else ""
        head = low[clause.group.head] if clause.group is not None else ""
        if before == "untuk" and clause.obliques and clause.obliques[-1][1] == group.start - 1:
            given = clause.obliques[-1]
            if low[given[0] - 1] in members("given_to"):
                return given
        asked = before in members("purpose") and not head.startswith("di") and head in members("asking")
        return clause.objects[-1] if asked and clause.objects else None

    def _waiting(self, clause: Clause, group: VerbGroup) -> int | None:
        """Return the clause around this one that has a subject and still no predicate, None where the verb chains on (`diduga menerima`)."""
        inner = clause.group
        turns = self.tokens.low[group.start] in members("turning")  # `X yang semula membantah | kini mengakui P`
        if inner is not None and inner.end == group.start and not (group.passive or clause.objects or turns):
            return None
        parent = clause.parent
        while parent is not None:
            outer = self.clauses[parent]
            if outer.group is None and outer.subject is not None:
                return parent
            parent = outer.parent
        return None

    def _noun_phrase(self, i: int) -> int:
        if self.tokens.low[i] in members("enumerating") and self.tokens.words[i + 1 : i + 2] == [","]:
            return i + 1  # `Delapan, cabut aturan itu`
        end = self.tokens.noun_phrase_end(i, self.end)
        if end <= i:
            return i + 1
        clause = self.clauses[self.current]
        if clause.group is not None:
            first, last = clause.objects[-1] if clause.objects else (i, i)
            dated = last == i > first and self.tokens.date_end(i) == end < self.end and self.tokens.kind(end) == "that"
            clause.objects[-1 if dated else len(clause.objects) :] = [
                (first if dated else i, end)
            ]  # `ada [putusan tahun 2016] yang menolak …`
        elif clause.relation == "relative":
            if clause.subject is None:
                clause.subject = (i, end)
        elif self.tokens.date_end(i) == end:
            return end
        elif clause.subject is None or not self.tokens.apposed(clause.subject, i):
            clause.subject = (i, end)
        else:
            clause.subject = (clause.subject[0], end)
        return end

    def _inherit(self, clause: Clause) -> None:
        """Take the subject of a clause that has none from the clause it is joined to."""
        if clause.subject is None and clause.parent is not None and clause.relation != "relative":
            outer = self.clauses[clause.parent]
            while outer.relation == "relative" and outer.parent is not None and clause.relation == "adverbial":
                outer = self.clauses[outer.parent]
            asked = clause.relation == "complement" and outer.group is not None and self.tokens.low[outer.group.head] in members("asking")
            if asked and outer.objects and clause.opener is not None and self.tokens.low[clause.opener] in members("so_that"):
                clause.subject = outer.objects[0]  # `mendesak pemerintah agar membatalkan …`
            else:
                clause.subject, clause.inherited = outer.subject, outer.subject is not None

    def at(self, i: int) -> Clause:
        """Return the clause whose predicate holds token `i`, else the last that begins at or before it."""
        best = self.clauses[0]
        for clause in self.clauses:
            if clause.group is not None and clause.group.start <= i < clause.group.end:
                return clause
            if clause.start <= i < clause.end and clause.start >= best.start:
                best = clause
        return best


def reports(tokens: Tokens, clause: Clause) -> bool:
    """Return whether the predicate of a clause is a reporting verb."""
    return clause.group is not None and tokens.low[clause.group.head] in active_cues()
