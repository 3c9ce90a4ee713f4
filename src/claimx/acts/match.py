"""Match the rules of `lexicons/cues.toml` and put the parts of each act together: scope, target and agent, values."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cache

from claimx.acts.agents import find_agent, find_claimant
from claimx.acts.cue import LOOK_BACK, WITHDRAWALS, covering, rumoured_before, speech_around
from claimx.acts.judge import Judge, Proposal, fitted, likelihood
from claimx.acts.notes import is_reply
from claimx.acts.rules import Rule, rules
from claimx.acts.scope import governors, read_scope
from claimx.acts.targets import find_target
from claimx.acts.values import set_values
from claimx.annotations import Cue, Quote, Span
from claimx.language.reading import Reading
from claimx.lexicons import any_of, load
from claimx.syntax.classes import members
from claimx.syntax.sentence import Syntax

_MOST_CUES = 12  # of one sentence, as the work grows with their square; of 1,200 articles none had a sentence with more than 8
_VERDICTS = 3  # acts before one whose predicates its target does not hold
_MOST_TRIED = 24  # words of one sentence that begin a cue
_STOP = re.compile(r"[.!?]\s")


def find_cues(reading: Reading, syntax: Syntax, quotes: list[Quote]) -> list[Cue]:
    """Return the cues of a text in order; `quotes` are those already found (agents inside quotes need them)."""
    proposals = propose(reading, syntax, quotes)
    if not proposals:
        return []
    judge = Judge(syntax, quotes, proposals)
    judged = [(proposal, *likelihood(judge.features(proposal))) for proposal in proposals]
    acts = [(proposal, act, moving) for proposal, act, moving in judged if act >= fitted().threshold]
    crowds = Counter(reading.whole(proposal.span[0]) for proposal, _, _ in acts)
    in_body = {proposal.rule.label for proposal, _, _ in acts if not proposal.on_title}
    found: list[Cue] = []
    for proposal, act, moving in acts:
        in_short = proposal.on_title and proposal.rule.form != "label" and proposal.rule.label in in_body
        found.append(_cue(syntax, quotes, proposal, found, crowds[reading.whole(proposal.span[0])], in_short))
        found[-1].confidence, found[-1].moving = act, moving
    told: dict[str, list[str]] = {}
    for cue in found:
        if not cue.headline:
            told.setdefault(cue.label, []).append(cue.modality)
    for cue in found:  # a headline says in short what the body tells: `Menteri Cabut Aturan P`, who `berencana mencabut aturan P`
        if cue.headline and "asserted" not in told.get(cue.label, ["asserted"]):
            cue.modality = told[cue.label][0]
    return found


def propose(reading: Reading, syntax: Syntax, quotes: list[Quote]) -> list[Proposal]:
    """Return all that may be a cue, in the order of the text."""
    table = rules()
    proposals: list[Proposal] = []
    fitting: list[Proposal] = []
    blocked = free = -1
    tried: Counter[int] = Counter()  # of the sentence that begins at an offset
    for i in reading.among(table):
        at = reading.starts[i]
        if at < blocked:
            continue
        begun = [rule for rule in table[reading.low[i]] if rule.cue.match(reading.text, at)]
        if not begun:
            continue  # most words that begin a cue begin no cue here
        sentence, on_title = _place(reading, i)
        if sentence is None or (len(proposals) >= _MOST_CUES and proposals[-_MOST_CUES].span[0] >= sentence[0]):
            continue
        tried[sentence[0]] += 1
        if tried[sentence[0]] > _MOST_TRIED:
            continue
        strict = [rule for rule in begun if not rule.open and _belongs(rule, on_title)]
        chosen = _chosen(syntax, quotes, strict, i, sentence, proposals) if strict else None
        if chosen is None:
            shut = _shut_out(reading, begun, at, sentence)
            end, rule = _fitting(reading, [rule for rule in begun if rule.label not in shut and not rule.whole], at, sentence)
            if rule is not None and at >= free:
                fitting.append(Proposal(rule, (at, end), False, on_title))
                free = end
            continue
        rule, blocked = chosen
        if rule.label != "none":
            proposals.append(Proposal(rule, (at, blocked), True, on_title))
    taken = [proposal.span for proposal in proposals]  # in order and apart
    proposals += [one for one in fitting if _is_free(one.span, taken)]
    return sorted(proposals, key=lambda proposal: proposal.span)


def _is_free(span: Span, taken: list[Span]) -> bool:
    """Return whether a stretch touches none of some others, which are in order and apart."""
    k = bisect_left(taken, span)
    return not any(start < span[1] and span[0] < end for start, end in taken[max(0, k - 1) : k + 1])


def _shut_out(reading: Reading, begun: list[Rule], at: int, sentence: Span) -> set[str]:
    """Return the classes that an act at an offset cannot be of, as what stands around it gives the cue another sense (`meluruskan rambut`)."""
    found = set()
    for rule in begun:
        match = rule.cue.match(reading.text, at, sentence[1])
        before, after = rule.part("not_before"), rule.part("not_after")
        if match and (
            (after and after.match(reading.text, match.end(), sentence[1]))
            or (before and before.search(reading.text[max(sentence[0], at - LOOK_BACK) : at]))
        ):
            found.add(rule.label)
    return found


def _fitting(reading: Reading, begun: list[Rule], at: int, sentence: Span) -> tuple[int, Rule | None]:
    """Return the first of the rules whose cue fits at an offset whatever stands around it, and where that ends."""
    for rule in begun:
        match = rule.cue.match(reading.text, at, sentence[1])
        if match and match.end() > at and rule.label != "none" and _ends_a_word(reading.text, match.end()):
            return match.end(), rule
    return at, None


def _place(reading: Reading, i: int) -> tuple[Span | None, bool]:
    """Return the sentence that a cue at a token may stand in, None outside body and title; and whether it is the title."""
    at = reading.starts[i]
    start, end = reading.whole(at)
    on_title = reading.on_title(at)
    return ((start, end) if on_title or (start <= at < end and reading.in_body(at, reading.ends[i])) else None), on_title


def _belongs(rule: Rule, on_title: bool) -> bool:
    """Return whether a rule may fire in the title, or in the body."""
    return rule.headline == "too" or on_title == (rule.headline == "only")


def _chosen(
    syntax: Syntax, quotes: list[Quote], begun: list[Rule], i: int, sentence: Span, earlier: list[Proposal]
) -> tuple[Rule, int] | None:
    """Return the first of the rules that fires at a token, by what stands around its cue, and where the cue ends."""
    reading, at = syntax.reading, syntax.reading.starts[i]
    text = reading.text
    quotation = speech_around(reading, at, quotes)
    high = quotation.inner_end if quotation is not None else sentence[1]
    matching = [(rule, match) for rule in begun if (match := rule.cue.match(text, at, high))]
    cover = covering(quotes, at)
    before_all = before = text[sentence[0] if quotation is None else max(sentence[0], quotation.inner) : at]
    if quotation is not None:
        before = before_all[max((m.end() for m in _STOP.finditer(before_all)), default=0) :]
    before_all, before = before_all[-LOOK_BACK:], before[-LOOK_BACK:]
    withdrawn = (
        [one.span for one in earlier if one.rule.label in WITHDRAWALS] if any(rule.repeats == "only" for rule, _ in matching) else []
    )
    for rule, match in matching:
        after = text[match.end() : high]
        if (
            _fits(rule, before if rule.label != "confirmation" else before_all, before, after)
            and _is_own_voice(rule, match.group(), before, after, cover)
            and _ends_a_word(text, match.end())
            and (not rule.followed or _followed(syntax, rule, match.end()))
            and (not rule.rumour or rumoured_before(reading, i))
            and (rule.repeats != "only" or _taken_up(syntax, rule, (at, match.end()), withdrawn) is not None)
        ):
            return rule, match.end()
    return None


def _taken_up(syntax: Syntax, rule: Rule, span: Span, withdrawn: Sequence[Span]) -> int | None:
    """Return which of the withdrawals told before one without its object takes up, None where another thing is meant (`papan itu dicabut`)."""
    last = len(withdrawn) - 1 if withdrawn else None
    if last is None or rule.repeats == "points":
        return last
    tokens = syntax.tokens
    after, limit = syntax.reading.token_at(span[1] - 1) + 1, syntax.bounds(span[0])[1]
    if rule.form == "passive":
        subject = syntax.clause_at(span[0]).subject
        named = () if subject is None or subject[1] > after else [k for k in range(*subject) if tokens.kind(k) in ("noun", "name")]
        words = {tokens.low[k].removesuffix("nya") for k in named}
        places = range(last, -1, -1)
        return next((n for n in places if not words or words & _words_around(syntax, withdrawn[n])), None)
    holds_it = syntax.reading.text[span[0] : span[1]].lower().endswith("nya")
    alone = after >= limit or tokens.kind(after) not in ("noun", "name", "pronoun", "number", "determiner")
    return last if holds_it or alone else None


def _modality_so_far(syntax: Syntax, cue: Cue, earlier: list[Cue]) -> str:
    """Return the modality of a withdrawal that a noun names after verbs told it: `mempertimbangkan mencabut aturan … Pencabutan itu terlalu dini`, and not `… diumumkan Senin`."""
    told = [one for one in earlier if one.label == cue.label and one.form != "noun" and not one.headline]
    took_place = any(one.polarity == "affirmed" and one.modality == "asserted" for one in told)
    here = syntax.reading.low[slice(*syntax.bounds(cue.start))]
    if not told or took_place or not (governors("carried_out") | governors("having")).isdisjoint(here):
        return "asserted"
    return told[-1].modality


def _words_around(syntax: Syntax, span: Span) -> set[str]:
    """Return the words of the sentence of an act, without -nya."""
    return {word.removesuffix("nya") for word in syntax.reading.low[slice(*syntax.bounds(span[0]))]}


def _is_own_voice(rule: Rule, said: str, before: str, after: str, cover: int | None) -> bool:
    """Return whether who speaks does so of himself, where a rule wants that: of a deed that he never did, or in somebody's own words."""
    issuing = rule.form == "never" and _voices()["issuing"].search(said)
    if rule.form == "never" and not (issuing or _voices()["own"].search(before)):
        return False
    return bool(not rule.quoted or cover is not None or issuing or _voices()["first"].search(before + after[:40]))


@cache
def _voices() -> dict[str, re.Pattern[str]]:
    """Return what tells that somebody speaks of himself (the first person, `dirinya`, or no subject at all after a verb of saying), and what is given out."""
    names = ("own_voice", "of_himself", "issuing", "first_person")
    own, verbs, issuing, first = (any_of(load("words")[name]) for name in names)
    return {
        "own": re.compile(rf"(?i)\b(?:{own}|{first})\b[^.;]*$|^\W*(?:\w+\W+){{0,2}}$|\b{verbs},?\s*(?:\w+\s+)?$"),
        "issuing": re.compile(rf"(?i)pernah\s+{issuing}"),
        "first": re.compile(rf"(?i)\b{first}\b"),
    }


def _ends_a_word(text: str, end: int) -> bool:
    """Return whether a cue ends where a word does, and not in a doubled one (`tidak benar-benar`)."""
    if text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha():
        return False
    return end >= len(text) or not text[end - 1 : end + 1].isalnum()


def _followed(syntax: Syntax, rule: Rule, end: int) -> bool:
    """Return whether what a rule wants to follow its cue does: a clause, something set between, an agent, or one of some nouns."""
    tokens, reading = syntax.tokens, syntax.reading
    i = reading.token_at(end - 1) + 1
    limit = syntax.bounds(end - 1)[1]
    if i >= limit:
        return "clause" in rule.followed and reading.text[end - 3 : end].lower() == "nya"
    if "agent" in rule.followed:
        return tokens.agent_end(i, limit) > i or reading.text[end - 4 : end].lower() == "oleh"
    if any(tokens.low[i].startswith(noun) for noun in rule.followed):
        return True
    if "noun" in rule.followed and tokens.kind(i) in ("noun", "preposition", "mark", "demonstrative"):
        return True
    if "aside" in rule.followed and tokens.kind(i) in ("mark", "adverbial", "preposition") and i + 1 < limit:
        return True
    first = tokens.low[i]
    if first in members("opens_content") or tokens.complements(i) or first in members("whether") or first in members("content_noun"):
        return True
    return tokens.clause_follows(i, limit) or reading.text[end - 3 : end].lower() == "nya"


def _fits(rule: Rule, lead: str, before: str, after: str) -> bool:
    """Return whether what a rule wants, and nothing that it does not want, stands around its cue."""
    wanted, unwanted, follows, not_follows = (rule.part(key) for key in ("before", "not_before", "after", "not_after"))
    return not (
        (wanted and not wanted.search(lead))
        or (unwanted and unwanted.search(before))
        or (follows and not follows.match(after))
        or (not_follows and not_follows.match(after))
    )


def _cue(syntax: Syntax, quotes: list[Quote], proposal: Proposal, earlier: list[Cue], crowd: int, in_short: bool) -> Cue:
    """Return the cue of a proposal with its scope, target, agent, claimant and values; `earlier` are those before it, `crowd` how many its sentence holds,
    `in_short` says that a headline tells it and the body such an act too."""
    rule, span, _, on_title = proposal
    text = syntax.reading.text
    cue = Cue(
        *span, rule.label, rule.subtype, rule.name, rule.form, "affirmed", "asserted", None, "plain", 0.0, quote=covering(quotes, span[0]),
        headline=on_title and rule.form != "label", object_inside=rule.object_inside, target_from=rule.target, agent_from=rule.agent,
        bare=text[span[0] : span[1]].lower().startswith(tuple(members("bare_act"))),
    )  # fmt: skip
    scope = read_scope(syntax, cue, rule.polar)
    cue.polarity, cue.modality, cue.aspect, cue.strength = scope.polarity, scope.modality, scope.aspect, scope.strength
    if rule.form == "noun" and cue.label in WITHDRAWALS and cue.modality == "asserted":
        cue.modality = _modality_so_far(syntax, cue, earlier)
    withdrawn = [one for one in earlier if one.label in WITHDRAWALS] if rule.repeats else []
    taken_up = _taken_up(syntax, rule, span, [(one.start, one.end) for one in withdrawn]) if rule.repeats else None
    if taken_up is not None:
        same = withdrawn[taken_up]
        cue.label, cue.subtype, cue.target, cue.target_confidence = same.label, same.subtype, same.target, same.target_confidence
    has_subject = rule.repeats == "only" and rule.form == "passive" and syntax.clause_at(cue.start).subject is not None
    if cue.target is None or has_subject:
        verdicts = [(one.start, one.end) for one in earlier[-_VERDICTS:] if one.form == "predicate"]
        cue.target, cue.target_confidence = find_target(syntax, quotes, cue, crowd, verdicts)
    if not in_short or is_reply(syntax.reading, cue):  # else the body tells who acts
        find_agent(syntax, quotes, cue, earlier)
        cue.claimant_span = find_claimant(syntax, cue)
    first, last = syntax.bounds(cue.start)
    set_values(cue, text, (syntax.reading.starts[first], syntax.reading.ends[last - 1]), rule.value)
    return cue
