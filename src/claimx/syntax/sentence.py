"""The syntax of an article: the clauses of each sentence, and of each quotation in it, parsed once when somebody asks."""

from __future__ import annotations

from claimx.language.reading import Reading
from claimx.syntax.chunks import Range, Tokens
from claimx.syntax.clauses import Clause, Parser
from claimx.syntax.kinds import kind_of
from claimx.timex.spans import Dates


class Syntax:
    """Chunks and clauses of one article; `tokens` answers for chunks, `parsed` for clauses."""

    def __init__(self, reading: Reading, dates: Dates) -> None:
        self.reading = reading
        self.tokens = Tokens(reading, dates)
        self._parsed: dict[Range, Parser] = {}
        self._bounds: dict[int, Range] = {}
        self._ends: dict[Range, tuple[int, int, int]] = {}
        self._kinds: dict[int, str] = {}
        self._days: dict[Range, list[Range]] = {}

    def bounds(self, offset: int) -> Range:
        """Return the token range of the sentence at `offset`; inside a quotation, of the sentence there, marks left out."""
        known = self._bounds.get(offset)
        if known is None:
            known = self._bounds[offset] = self._sentence(offset)
        return known

    def _sentence(self, offset: int) -> Range:
        reading = self.reading
        start, end = reading.whole(offset)
        quotation = reading.quotation_at(offset)
        if quotation is not None and not quotation.single and reading.text.find(" ", quotation.inner, quotation.inner_end) >= 0:
            start, end = max(start, quotation.inner), quotation.inner_end
        first, last = reading.token_at(start), reading.token_at(max(start, end - 1)) + 1
        return self._one_sentence(first, min(last, len(reading.words)), reading.token_at(offset))

    def _one_sentence(self, first: int, last: int, at: int) -> Range:
        """Narrow a range to the sentence that holds token `at`: a quotation may have several."""
        words = self.reading.words
        start = next((k + 1 for k in range(min(at, last) - 1, first, -1) if words[k] in ".?!" and words[k + 1][:1].isupper()), first)
        end = next((k + 1 for k in range(at, last - 1) if words[k] in ".?!" and words[k + 1][:1].isupper()), last)
        return start, end

    def parsed(self, offset: int) -> Parser:
        """Return the clauses of the sentence at `offset`."""
        bounds = self.bounds(offset)
        known = self._parsed.get(bounds)
        if known is None:
            known = self._parsed[bounds] = Parser(self.tokens, *bounds)
        return known

    def clause_at(self, offset: int) -> Clause:
        """Return the innermost clause at `offset`."""
        return self.parsed(offset).at(self.reading.token_at(offset))

    def closing(self, i: int) -> int | None:
        """Return the comma that ends the relative clause set between commas which holds token `i`: `Rina, yang membantah P | , datang`; None where it is in none."""
        offset, low = self.reading.starts[i], self.tokens.low
        parser, limit = self.parsed(offset), self.bounds(offset)[1]
        clause = parser.at(i)
        while clause.relation != "relative" and clause.parent is not None:
            clause = parser.clauses[clause.parent]
        opener = clause.opener if clause.relation == "relative" else None
        if opener is None or opener < 1 or low[opener - 1] != "," or "," in low[opener:i]:
            return None
        commas = [k for k in range(i + 1, limit - 1) if low[k] == ","]
        listed = max((k for k in commas if self.tokens.kind(k + 1) == "coordinator"), default=i)  # `uang, rumah, dan mobil`
        return next((k for k in commas if k > listed and self.tokens.begins_group(k + 1, limit)), None)

    def ends(self, i: int, limit: int) -> tuple[int, int, int]:
        """Return where the noun phrase, the object and the clause end that begin with token `i`, at `limit` at the latest."""
        known = self._ends.get((i, limit))
        if known is None:
            tokens = self.tokens
            known = tokens.noun_phrase_end(i, limit), tokens.object_end(i, limit), tokens.clause_end(i, limit)
            self._ends[i, limit] = known
        return known

    def kind(self, i: int) -> str:
        """Return what token `i` is to a stretch (`kinds.KINDS`), whatever acts stand there."""
        known = self._kinds.get(i)
        if known is None:
            known = self._kinds[i] = kind_of(self.tokens, i)
        return known

    def days(self, held: Range) -> list[Range]:
        """Return the temporal expressions that begin in a token range, as token ranges."""
        known = self._days.get(held)
        if known is None:
            date_end = self.tokens.date_end
            known = self._days[held] = [(k, end) for k in range(*held) if (end := date_end(k)) > k]
        return known

    def offsets(self, span: Range) -> Range:
        """Return the character offsets of a token range, closing punctuation left out."""
        start, end = span
        while end > start and self.reading.words[end - 1] in ",.;:!?":
            end -= 1
        return (self.reading.starts[start], self.reading.ends[end - 1]) if end > start else (0, 0)


def brackets(syntax: Syntax, offset: int) -> str:
    """Return the clauses of the sentence at `offset` one a line: relation, subject, verb group, agent and objects in brackets."""
    parser, words = syntax.parsed(offset), syntax.reading.words

    def show(span: Range) -> str:
        return " ".join(words[span[0] : span[1]])

    lines = []
    for clause in parser.clauses:
        parts = [clause.relation]
        if clause.subject:
            parts.append(f"[{'=' if clause.inherited else ''}S {show(clause.subject)}]")
        if clause.group:
            parts.append(f"[{'Vp' if clause.group.passive else 'V'} {show((clause.group.start, clause.group.end))}]")
        if clause.agent:
            parts.append(f"[A {show(clause.agent)}]")
        parts += [f"[O {show(r)}]" for r in clause.objects]
        parts += [f"[P {show(r)}]" for r in clause.obliques]
        lines.append(" ".join(parts))
    return "\n".join(lines)
