"""Match the rules of `lexicons/cues.toml` and put the parts of each act together: scope, target and agent, values."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from itertools import count

from claimx.acts.agents import find_agent, find_claimant
from claimx.acts.cue import LOOK_BACK, WITHDRAWALS, covering, rumoured_before, speech_around
from claimx.acts.judge import Judge, Proposal, fitted, likelihood
from claimx.acts.rules import Rule, rules
from claimx.acts.scope import read_scope
from claimx.acts.targets import find_target, find_topic, pointing_pronoun, range_of
from claimx.acts.values import set_values
from claimx.annotations import Cue, Quote, Span
from claimx.language.reading import Reading
from claimx.syntax.classes import members
from claimx.syntax.sentence import Syntax

_ISSUING = re.compile(
    r"(?:pernah)\s+(?:mengeluarkan|menyatakan|membuat|memberikan|mengumumkan|menerbitkan|menerima|meminta|melarang|memerintahkan|menyampaikan|menyebut|mengatakan)",
    re.IGNORECASE,
)
# who speaks of himself: the first person, `dirinya`, or no subject at all after a verb of saying
_OWN_VOICE = re.compile(
    r"\b(?:saya|kami|aku|kita|dirinya|pihaknya|kliennya|pihak kami)\b[^.;]*$|^\W*(?:\w+\W+){0,2}$|\b(?:mengaku|mengklaim|menjamin|menyatakan|menegaskan|mengatakan|menyebut|bersumpah|memastikan|menepis|bahwa),?\s*(?:\w+\s+)?$",
    re.IGNORECASE,
)
_MOST_CUES = 24  # of one sentence, as the work grows with their square; of 1,200 articles none had a sentence with more than 8
_MOST_TRIED = 48  # words of one sentence that begin a cue
_STOP = re.compile(r"[.!?]\s")
_FIRST_PERSON = re.compile(r"\b(?:saya|kami|aku|kita)\b", re.IGNORECASE)


def find_cues(reading: Reading, syntax: Syntax, quotes: list[Quote]) -> list[Cue]:
    """Return the cues of a text in order; `quotes` are those already found (agents inside quotes need them)."""
    fired, proposals = propose(reading, syntax, quotes)
    if not proposals:
        return []
    judge = Judge(syntax, quotes, fired)
    found: list[Cue] = []
    places: dict[int | None, int] = {}  # of each cue that fired, where it stands among those found
    numbers = count()
    for proposal in proposals:
        number = next(numbers) if proposal.fires else None
        act, moving = likelihood(judge.features(proposal))
        if act < fitted().threshold:
            continue
        if number is None:
            cue = _cue(syntax, quotes, proposal.rule, proposal.span, covering(quotes, proposal.span[0]), found, proposal.on_title)
        else:
            cue = fired[number]
            cue.agent_same_as = places.get(cue.agent_same_as)
            places[number] = len(found)
        cue.confidence, cue.moving = act, moving
        found.append(cue)
    return found


def propose(reading: Reading, syntax: Syntax, quotes: list[Quote]) -> tuple[list[Cue], list[Proposal]]:
    """Return the cues of rules that fire in full, and all that may be one, in the order of the text."""
    table = rules()
    found: list[Cue] = []
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
        if sentence is None or (len(found) >= _MOST_CUES and found[-_MOST_CUES].start >= sentence[0]):
            continue
        tried[sentence[0]] += 1
        if tried[sentence[0]] > _MOST_TRIED:
            continue
        strict = [rule for rule in begun if not rule.open and _belongs(rule, on_title)]
        chosen = _chosen(syntax, quotes, strict, i, sentence, found) if strict else None
        if chosen is None:
            shut = _shut_out(reading, begun, at, sentence)
            end, rule = _fitting(reading, [rule for rule in begun if rule.label not in shut], at, sentence)
            if rule is not None and at >= free:
                fitting.append(Proposal(rule, (at, end), False, on_title))
                free = end
            continue
        rule, blocked = chosen
        if rule.label != "none":
            found.append(_cue(syntax, quotes, rule, (at, blocked), covering(quotes, at), found, on_title))
            proposals.append(Proposal(rule, (at, blocked), True, on_title))
    taken = [proposal.span for proposal in proposals]  # in order and apart
    proposals += [one for one in fitting if _is_free(one.span, taken)]
    return found, sorted(proposals, key=lambda proposal: proposal.span)


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
    at, title = reading.starts[i], reading.layout.title
    if title is not None and title[0] <= at < title[1]:
        return title, True
    start, end = reading.sentences[reading.sentence_at(at)]
    return ((start, end) if start <= at < end and reading.in_body(at, reading.ends[i]) else None), False


def _belongs(rule: Rule, on_title: bool) -> bool:
    """Return whether a rule may fire in the title, or in the body."""
    return rule.headline == "too" or on_title == (rule.headline == "only")


def _chosen(syntax: Syntax, quotes: list[Quote], begun: list[Rule], i: int, sentence: Span, earlier: list[Cue]) -> tuple[Rule, int] | None:
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
    for rule, match in matching:
        after = text[match.end() : high]
        if (
            _fits(rule, before if rule.label != "confirmation" else before_all, before, after)
            and _is_own_voice(rule, match.group(), before, after, cover)
            and _ends_a_word(text, match.end())
            and (not rule.followed or _followed(syntax, rule, match.end()))
            and (not rule.rumour or rumoured_before(reading, i))
            and (rule.repeats != "only" or _taken_up(syntax, rule, (at, match.end()), earlier) is not None)
        ):
            return rule, match.end()
    return None


def _taken_up(syntax: Syntax, rule: Rule, span: Span, earlier: list[Cue]) -> Cue | None:
    """Return the withdrawal told before that one without its object takes up, None where another thing is meant (`papan itu dicabut`)."""
    withdrawn = [cue for cue in earlier if cue.label in WITHDRAWALS]
    if not withdrawn or rule.repeats == "points":
        return withdrawn[-1] if withdrawn else None
    tokens = syntax.tokens
    after, limit = syntax.reading.token_at(span[1] - 1) + 1, syntax.bounds(span[0])[1]
    if rule.form == "passive":
        subject = syntax.clause_at(span[0]).subject
        named = () if subject is None or subject[1] > after else [k for k in range(*subject) if tokens.kind(k) in ("noun", "name")]
        words = {tokens.low[k].removesuffix("nya") for k in named}
        return next((cue for cue in reversed(withdrawn) if not words or words & _withdrawn_words(syntax, cue)), None)
    holds_it = syntax.reading.text[span[0] : span[1]].lower().endswith("nya")
    alone = after >= limit or tokens.kind(after) not in ("noun", "name", "pronoun", "number", "determiner")
    return withdrawn[-1] if holds_it or alone else None


def _withdrawn_words(syntax: Syntax, cue: Cue) -> set[str]:
    """Return the words of what an act withdraws, without -nya."""
    words = syntax.reading.low[slice(*range_of(syntax, cue.target))] if cue.target else []
    return {word.removesuffix("nya") for word in words}


def _is_own_voice(rule: Rule, said: str, before: str, after: str, cover: int | None) -> bool:
    """Return whether who speaks does so of himself, where a rule wants that: of a deed that he never did, or in somebody's own words."""
    issuing = rule.form == "never" and _ISSUING.search(said)
    if rule.form == "never" and not (issuing or _OWN_VOICE.search(before)):
        return False
    return bool(not rule.quoted or cover is not None or issuing or _FIRST_PERSON.search(before + after[:40]))


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


_TOPICAL = ("clarification", "nonresponse", "denial", "confirmation", "debunk", "apology")


def _cue(
    syntax: Syntax, quotes: list[Quote], rule: Rule, span: tuple[int, int], cover: int | None, earlier: list[Cue], on_title: bool
) -> Cue:
    text = syntax.reading.text
    cue = Cue(
        *span, rule.label, rule.subtype, rule.name, rule.form, "affirmed", "asserted", None, "plain",
        0.9 if rule.form in ("verb", "passive") else 0.8, quote=cover,
        headline=on_title and rule.form != "label", object_inside=rule.object_inside, target_from=rule.target, agent_from=rule.agent,
        bare=text[span[0] : span[1]].lower().startswith(tuple(members("bare_act"))),
    )  # fmt: skip
    scope = read_scope(syntax, cue, rule.polar)
    cue.polarity, cue.modality, cue.aspect, cue.strength = scope.polarity, scope.modality, scope.aspect, scope.strength
    same = _taken_up(syntax, rule, span, earlier) if rule.repeats else None
    if same is not None:
        cue.label, cue.subtype, cue.target = same.label, same.subtype, same.target
    cue.target = _target(syntax, quotes, rule, cue, earlier[-1] if earlier else None)
    if not cue.headline:  # the body tells who acts
        find_agent(syntax, quotes, cue, earlier)
        cue.claimant_span = find_claimant(syntax, cue)
    set_values(cue, text, _sentence(syntax, cue), rule.value)
    return cue


def _target(syntax: Syntax, quotes: list[Quote], rule: Rule, cue: Cue, last: Cue | None) -> Span | None:
    """Return the target of an act: its own, that of the act before (`last`) which it goes on with, or the topic that its sentence names."""
    target = cue.target
    own_subject = rule.repeats == "only" and rule.form == "passive" and syntax.clause_at(cue.start).subject is not None
    if target is None or own_subject:
        target = find_target(syntax, quotes, cue) or target
    if target is not None and pointing_pronoun(syntax.reading.text[slice(*target)]):
        target = None
    if last is not None and _goes_on_with(syntax, cue, target, last):
        target = last.target
    asked = cue.label == "nonresponse" and target is not None and not members("asked_by").isdisjoint(_opening_words(syntax, target))
    return find_topic(syntax, cue) or target if (target is None or asked) and (cue.label in _TOPICAL or rule.target == "topic") else target


def _goes_on_with(syntax: Syntax, cue: Cue, target: Span | None, last: Cue) -> bool:
    """Return whether an act is done to what the one before is: a second predicate of it, or another word for the first."""
    if cue.form == "predicate" and target is None:
        return _joined_to(syntax, cue, last)
    # `Surat itu kami cabut dan dinyatakan tidak berlaku`
    return cue.form == "passive" and last.form == "first_person" and target is not None and target[0] <= last.start < target[1]


def _joined_to(syntax: Syntax, cue: Cue, other: Cue) -> bool:
    """Return whether a predicate is another word for the one before it, or joined to it by `dan`: `kabar itu tidak benar alias hoaks`."""
    between = syntax.reading.text[other.end : cue.start].split()
    return other.form == "predicate" and between in (["alias"], ["atau"], ["dan"])


def _sentence(syntax: Syntax, cue: Cue) -> tuple[int, int]:
    """Return the offsets of the sentence, or of the one inside a quotation, that holds a cue."""
    first, last = syntax.bounds(cue.start)
    return syntax.reading.starts[first], syntax.reading.ends[last - 1]


def _opening_words(syntax: Syntax, span: tuple[int, int]) -> list[str]:
    """Return the first two words of a span in small letters."""
    held = syntax.reading.tokens(*span)
    return syntax.reading.low[held.start : held.start + 2]
