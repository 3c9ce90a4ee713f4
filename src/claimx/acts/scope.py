"""Polarity, modality and aspect of an act, read from its own verb group and the clauses that govern it.

After ConText (Harkema et al. 2009), with clauses in the place of word windows: an act is read in its own group first, then each
clause above it until one that only says so. Word lists: `lexicons/scope.toml`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from claimx.acts.cue import WITHDRAWALS
from claimx.annotations import Cue
from claimx.attribution.phrases import skip_adverbs_left
from claimx.language.closed import PRONOUNS
from claimx.language.reading import Reading
from claimx.language.reporting import active_cues
from claimx.lexicons import entries, load, word_class
from claimx.syntax.chunks import Tokens
from claimx.syntax.classes import lexical_class, members
from claimx.syntax.clauses import Clause, Parser, VerbGroup, reports
from claimx.syntax.sentence import Syntax

_ASPECTS = ("not_yet", "past", "done", "ongoing", "repeated")  # the first that the verb group holds counts
_OPENING = 3  # first tokens of a sentence that may name a work: `Dalam sebuah film`
_DEEPEST = 8  # clauses that govern one another
_REACH = 4  # tokens before a noun of act in which a noun or verb governs it
_UNASKED = frozenset({"denial", "debunk"})  # nobody waits for these: only an outright demand counts
_ADMISSIONS = frozenset({"confirmation", "error_admission"})
_SPEECH_ACTS = frozenset({"apology", "clarification", "correction", "denial"}) | _ADMISSIONS
_PURPOSE_REACH = 9  # tokens before a purpose in which a noun of demand governs it
_MAY_WAIT = WITHDRAWALS | {"correction"}  # may be promised under a condition
_POINTED = 2  # tokens from a noun to the verdict on it: `kabar itu | bohong`
_SELF_POSSIBLE = frozenset({"denial", "apology"})  # `bisa saya bantah`, `izinkan saya meminta maaf` are done by saying so


@cache
def governors(name: str) -> frozenset[str]:
    """Return the entries of one list of `scope.toml`."""
    return frozenset(entries(load("scope")[name]))


@cache
def unrealised() -> frozenset[str]:
    """Return the words before a verb that say that it has not come about: planned, possible, asked for, refused."""
    return frozenset().union(*map(governors, ("planned", "possible", "demanded", "refused", "negated")))


@dataclass(slots=True)
class Scope:
    """The attributes of a cue; values as in the ontology, each with its default."""

    polarity: str = "affirmed"
    modality: str = "asserted"
    aspect: str | None = None
    strength: str = "plain"


@dataclass(slots=True, frozen=True)
class _Act:
    """A cue where it stands: its first token `i`, its clause, and the bounds of its sentence in tokens."""

    tokens: Tokens
    parser: Parser
    cue: Cue
    clause: Clause
    i: int
    start: int
    limit: int

    @property
    def low(self) -> list[str]:
        """The words of the text in small letters."""
        return self.tokens.low

    @property
    def is_noun(self) -> bool:
        """Whether the act is told by a noun."""
        return self.cue.form == "noun"


def read_scope(syntax: Syntax, cue: Cue, polar: bool) -> Scope:
    """Return the scope of a cue; `polar` says that the cue holds its own negator, which is not counted again."""
    tokens, scope = syntax.tokens, Scope()
    parser = syntax.parsed(cue.start)
    i = syntax.reading.token_at(cue.start)
    act = _Act(tokens, parser, cue, parser.at(i), i, *syntax.bounds(cue.start))
    opening = _group_start(act, syntax.reading)
    asked = opening > act.start and tokens.low[opening - 1] in members("polite")
    before = tokens.low[opening - asked : i]
    if (not polar and _is_negated(act, len(before))) or _is_undone(act, before):
        scope.polarity = "negated"
    if cue.label == "nonresponse" or (cue.form == "predicate" and _is_attribute(act)):
        scope.modality = "asserted"
    elif _is_listed_demand(syntax, cue) or _headline_demands(act):
        scope.modality = "demanded"
    elif scope.polarity == "negated" and _is_unwilling(before):
        scope.polarity, scope.modality = "affirmed", "refused"
    else:
        scope.modality = "questioned" if _asks(act) else _modality(act, before, scope)
    scope.aspect = next((name for name in _ASPECTS if not governors(name).isdisjoint(before)), "past" if _is_earlier(act) else None)
    after = tokens.low[syntax.reading.token_at(cue.end) : act.limit][:2]
    if not governors("emphatic").isdisjoint([*before, *after]) or "tegas" in syntax.reading.text[cue.start : cue.end].lower():
        scope.strength = "emphatic"
    elif cue.label == "apology" and after[:1] and after[0] in governors("hedged"):
        scope.strength = "hedged"
    return scope


_LEADING = 6  # words before the colon among which a demand stands
_ITEM = re.compile(r"\s*(?:\(?\d{1,2}[.)]|\(?[a-z][.)]|[-•–*])\s")


def _is_listed_demand(syntax: Syntax, cue: Cue) -> bool:
    """Return whether a cue stands in a list of what somebody demands: `Kami mendesak:` and, in a line of its own, `1. Presiden mencabut aturan itu.`."""
    text, lines = syntax.reading.text, syntax.reading.layout.lines
    k = bisect_right(lines, (cue.start, len(text))) - 1
    if k < 1 or not _ITEM.match(text, *lines[k]):
        return False
    while k > 0 and _ITEM.match(text, *lines[k]):
        k -= 1
    lead = text[slice(*lines[k])].rstrip()
    words = re.findall(r"\w+", lead.lower())[-_LEADING:]
    asks = next((n for n, word in enumerate(words) if word in governors("demanded") and word.startswith("me")), None)
    return lead.endswith(":") and asks is not None and "yang" not in words[:asks]


def _is_unwilling(words: list[str]) -> bool:
    """Return whether a negated verb group refuses: `tidak mau`, `tak bersedia`, and not `belum mau`."""
    return not governors("willing").isdisjoint(words) and governors("not_yet").isdisjoint(words)


def _headline_demands(act: _Act) -> bool:
    """Return whether the verb before an act in a headline asks for it (`Warga Desak Bupati Cabut Larangan`), with no mark and nothing that took place between."""
    tokens = act.tokens
    for k in range(act.i - 1, act.start - 1, -1):
        low = tokens.low[k]
        if tokens.kind(k) == "mark" or low in governors("factive"):
            return False
        if tokens.words[k][0].isupper() and low in governors("asks_in_headline"):
            return tokens.low[k + 1] != "maaf"
    return False


def _is_earlier(act: _Act) -> bool:
    """Return whether an act is told as one before another: `Semula X membantah P`, `Setelah membantah P, X mengakuinya`."""
    first = next((k for k in range(act.i, act.start, -1) if act.low[k - 1] in (",", ";")), act.start)
    return not governors("earlier").isdisjoint(act.low[first : act.i]) or _opened_by(act.clause, act.low, "having")


def _asks(act: _Act) -> bool:
    """Return whether the sentence of an act ends with a question mark, and no other mark stands between."""
    words = act.tokens.words
    if act.low[act.i] in governors("rhetorical"):
        return False  # `Mana mungkin saya tidur?`
    marks = (words[k] for k in range(act.i, len(words)) if act.tokens.kind(k) == "mark" and words[k] != "-")
    return next(marks, "") == "?"


def _is_attribute(act: _Act) -> bool:
    """Return whether a verdict only qualifies the noun before it: `berita hoaks tersebut`."""
    after = act.tokens.reading.token_at(act.cue.end - 1) + 1
    return act.i > act.start and act.tokens.kind(act.i - 1) == "noun" and after < act.limit and act.low[after] in members("pointing")


def _is_negated(act: _Act, size: int) -> bool:
    """Return whether a negator stands among the `size` words right before an act, `tanpa` right before it, or an act told by a noun is what is not there."""
    tokens, i = act.tokens, act.i
    negated = any(
        tokens.kind(k) == "negator" and governors("pseudo_negated").isdisjoint(tokens.low[k + 1 : k + 2]) for k in range(i - size, i)
    )
    without = i > act.start and tokens.low[i - 1] == "tanpa"
    return negated or without or (act.is_noun and _noun_negated(tokens, i, act.start))


def _is_undone(act: _Act, before: list[str]) -> bool:
    """Return whether a word before an act says that it did not come about: `batal mencabut`, `gagal meminta maaf`."""
    near = act.low[max(act.start, act.i - 2) : act.i] if act.is_noun else []
    return not governors("negated").isdisjoint([*before, *near])


def _group_start(act: _Act, reading: Reading) -> int:
    """Return where the words begin that stand in the act's own group: auxiliaries, adverbs and negators right before it."""
    root = act.cue.form == "verb" and not act.low[act.i].startswith("me")
    if (root or act.cue.form == "passive") and act.i - 1 > act.start and act.low[act.i - 1] in PRONOUNS:
        return skip_adverbs_left(reading, act.i - 1, act.start)[0]  # `laporan itu belum ia cabut`, `tidak akan saya cabut`
    group = act.clause.group
    inside = group is not None and group.start <= act.i < group.end
    return skip_adverbs_left(reading, group.start if group is not None and inside else act.i, act.start)[0]


def _noun_negated(tokens: Tokens, i: int, start: int) -> bool:
    """Return whether a noun of act is what is not there: `belum menerima permintaan maaf`, `tanpa klarifikasi`."""
    k = i - 1
    steps = 0
    while k >= start and steps < _REACH:
        low = tokens.low[k]
        if low == "tanpa" or (
            tokens.kind(k) == "negator"
            and (k == i - 1 or tokens.low[k + 1] in governors("carrying") or tokens.low[k + 1] in members("within_group"))
        ):
            return True
        if tokens.kind(k) == "mark" or low in members("opens_clause"):
            return False
        k, steps = k - 1, steps + 1
    return False


def _chain(tokens: Tokens, parser: Parser, clause: Clause) -> Iterator[tuple[Clause, Clause]]:
    """Yield (clause, the one that governs it), from the act outwards, through complements and purposes."""
    inner = clause
    while inner.parent is not None and inner.relation == "coordinate" and inner.inherited and not _contrasts(tokens, inner):
        inner = parser.clauses[inner.parent]  # `meminta X menarik ucapannya dan meminta maaf`: both are asked
    for _ in range(_DEEPEST):
        if inner.parent is None or inner.relation not in ("complement", "adverbial"):
            return
        outer = parser.clauses[inner.parent]
        yield inner, outer
        inner = outer


def _contrasts(tokens: Tokens, clause: Clause) -> bool:
    """Return whether a clause goes against the one before it: `membantah P, tetapi kemudian mengakuinya`."""
    return any(tokens.low[k] in members("contrast") for k in range(clause.start, min(clause.start + 2, len(tokens.low))))


def _modality(act: _Act, before: list[str], scope: Scope) -> str:
    """Return whether an act is asserted, planned, possible, demanded, conditional or questioned; the nearest word that tells so wins."""
    guessed = act.cue.form == "predicate" and not governors("likely").isdisjoint(act.low[max(act.start, act.i - 2) : act.i])
    if guessed or _is_fiction(act):
        return "possible"
    found = _by_words_before(act, before, scope) or _by_order(act) or (_noun_governed(act) or _carried(act, scope) if act.is_noun else None)
    if found is not None:
        return found
    spoken = act.cue.label == "denial" and act.cue.form != "verb"  # `kalau dibilang saya korupsi itu tidak benar`
    if _is_condition_of_rest(act) if spoken else _opened_by_condition(act):
        return "conditional"
    if _questioned(act):
        return "questioned"
    word = act.low[act.i - 1] if act.i else ""
    if act.is_noun and act.i > act.start and word == "tanpa":
        return "conditional"
    if act.is_noun and act.cue.label in _MAY_WAIT and _is_carried_out_if(act):
        return "conditional"
    if word in members("purpose") and not act.is_noun:
        return _by_purpose(act)
    return _by_clauses(act, scope)


def _is_fiction(act: _Act) -> bool:
    """Return whether an act is told of a work of fiction: `Dalam film "X", tokoh Y mencabut …`, and not `Dalam film dokumenter itu …`."""
    opening = act.low[act.start : act.start + _OPENING]
    return opening[0] in members("within") and not governors("fiction").isdisjoint(opening) and "dokumenter" not in opening


def _by_clauses(act: _Act, scope: Scope) -> str:
    """Return the modality that the subject of an act, the clauses above it or a condition beside it give; sets the polarity where one negates it."""
    clause = act.clause
    above = act.parser.clauses[clause.parent].group if clause.relation == "relative" and clause.parent is not None else None
    if above is not None and above.negators and act.low[above.head] in governors("existing"):
        scope.polarity = "negated"  # `tidak ada bukti yang membenarkan …`
    if act.cue.form == "verb":
        heads = {_subject_head(act.tokens, clause, act.i), *act.low[max(act.start, act.i - 1) : act.i]}
        for name, modality in (("planning_noun", "planned"), ("demanding_noun", "demanded"), ("chance_noun", "possible")):
            if not governors(name).isdisjoint(heads):
                return modality  # `kewenangan mencabut izin`
    elif act.cue.form == "passive" and clause.subject is not None and not governors("wish").isdisjoint(act.low[slice(*clause.subject)]):
        return "demanded"  # `warga ingin aturan itu dicabut`
    before = act.low[act.start : act.i]
    if ":" in before and not governors("demanding_noun").isdisjoint(word.removesuffix("nya") for word in before[: before.index(":")]):
        return "demanded"  # `Tuntutannya satu: aturan itu dicabut`
    # `X menyebut kabar bahwa Y meminta Q | tidak benar`
    verdict = act.cue.form == "predicate" and not members("verdict_of").isdisjoint(before)
    governed = _by_verdict(act, scope) if verdict else _by_governors(act, scope)
    if governed is not None:
        return governed
    return "conditional" if act.cue.label not in ("denial", "apology") and _is_conditional(act) else "asserted"


def _by_verdict(act: _Act, scope: Scope) -> str | None:
    """Return `demanded` where a verdict on a claim is only hoped for: `X berharap kabar itu | tidak benar`; sets the polarity where it is not given: `Saya tidak bilang kabar itu | bohong`."""
    for k in range(act.start, act.i):
        before = act.low[max(act.start, k - 2) : k] if act.low[k] in members("verdict_of") else []
        if not governors("hoping").isdisjoint(before):
            return "demanded"
        said_not = len(before) == 2 and act.tokens.kind(k - 2) == "negator" and before[1] in active_cues()
        if said_not and act.i - k <= _POINTED:
            scope.polarity = "negated"
    return None


def _by_words_before(act: _Act, before: list[str], scope: Scope) -> str | None:
    """Return the modality that the words right before an act give (`akan`, `bisa`, `ingin`), None where they give none."""
    cue = act.cue
    found = _by_words(before, cue)
    opening = {act.low[act.start]} if _is_in_one_piece(act) else set()
    if governors("hearsay") & {*opening, *before} or ("saja" in before and governors("possible") & {*before}):
        return "possible"  # `konon membantah`, `bisa saja membantah`
    if found == "possible" and cue.label == "confirmation" and scope.polarity == "affirmed":
        return None  # `kami bisa mengonfirmasi bahwa P` confirms
    if found == "possible" and cue.label == "denial" and scope.polarity == "negated":
        return None  # `tidak bisa lagi mengelak`
    if found == "demanded" and cue.label in _SPEECH_ACTS and _is_own_need(act, before):
        return None  # `kami merasa perlu mengklarifikasi P`, `harus diakui P`, `saya harus mengakui P`
    if found == "planned" and cue.label in _SPEECH_ACTS and cue.quote is not None and governors("wish") & {*before} and _is_own_wish(act):
        return None  # `kami ingin mengklarifikasi bahwa P` clarifies
    if found in ("planned", "possible") and _is_conditional(act):
        return "conditional"
    return found


def _is_own_wish(act: _Act) -> bool:
    """Return whether who speaks of a wish says it of himself, and not of somebody else: `ia hendak membantah kabar itu besok, kata sekretarisnya`."""
    before = act.low[act.start : act.i]
    return not (word_class("first_person") | members("himself")).isdisjoint(before) or PRONOUNS.isdisjoint(before)


def _is_own_need(act: _Act, before: list[str]) -> bool:
    """Return whether who acts says of himself that he must."""
    opens = max(act.start, act.i - len(before) - 1)
    admits = act.cue.label in _ADMISSIONS and (act.cue.form == "passive" or act.low[opens] in word_class("first_person"))
    return admits or not governors("feeling").isdisjoint(act.low[opens : act.i])


def _by_order(act: _Act) -> str | None:
    """Return `demanded` where a verb without a prefix is an order: `minta maaflah`, `"Cabut larangan itu!"`."""
    if not act.cue.bare:
        return None
    ordered = any(word.endswith("lah") for word in act.low[act.i : act.tokens.reading.token_at(act.cue.end - 1) + 1])
    alone = (act.clause.subject is None or act.clause.subject[0] >= act.i) and PRONOUNS.isdisjoint(act.low[max(0, act.i - 1) : act.i])
    subjectless = act.cue.quote is not None and alone
    return "demanded" if ordered or subjectless else None


def _opened_by(clause: Clause, low: list[str], name: str) -> bool:
    """Return whether a clause is a circumstance that a word of some kind opens."""
    return clause.relation == "adverbial" and clause.opener is not None and low[clause.opener] in governors(name)


def _by_governors(act: _Act, scope: Scope) -> str | None:
    """Return the modality that the clauses above an act give, None where they give none; sets the polarity where one negates it."""
    for inner, outer in _chain(act.tokens, act.parser, act.clause):
        if _opened_by(inner, act.low, "factive"):
            return None  # `akan reda setelah X menarik peringatan`: that took place
        if outer.group is None or _denied_too(act, outer.group) or act.low[outer.group.head + 1 :][:1] == ["maaf"]:
            continue  # `meminta maaf sekaligus mencabut ucapannya`
        told = _by_saying(act, inner, outer, outer.group, scope) or _by_governor(act, inner, outer, outer.group, scope)
        if told is not None:
            return told
    opener = act.clause.opener
    asked = opener is not None and act.low[opener] in members("so_that")  # `membayar korban agar ia mencabut laporannya`
    return "demanded" if asked else None


def _denied_too(act: _Act, group: VerbGroup) -> bool:
    """Return whether a denial is joined to the one that governs its clause: `membantah P dan juga membantah Q`."""
    return act.cue.label == "denial" and act.low[group.head] in governors("denying") and _coordinated(act.tokens, act.clause)


def _by_saying(act: _Act, inner: Clause, outer: Clause, group: VerbGroup, scope: Scope) -> str | None:
    """Return the modality of an act that the verb `group` of the clause `outer` denies, says or passes on as a rumour."""
    head = act.low[group.head]
    said = inner.opener is not None and act.low[inner.opener] == "bahwa"
    if head in active_cues() and _subject_head(act.tokens, outer, group.start) in members("rumour_noun") | governors("rumouring"):
        return "possible"  # `pesan berantai yang menyebut X mencabut …`
    if head in governors("denying") and (said or not act.is_noun):
        scope.polarity = "negated"
        return "asserted"
    if said and inner.opener and act.low[inner.opener - 1] in members("rumour_noun") and head not in governors("bearing_out"):
        return "possible"  # `menanggapi kabar bahwa X mencabut …`
    return "asserted" if said and head in active_cues() and head not in governors("demanded") else None


def _by_governor(act: _Act, inner: Clause, outer: Clause, group: VerbGroup, scope: Scope) -> str | None:
    """Return the modality that the verb `group` of the clause `outer` gives an act in `inner` or below: planned, asked, refused …"""
    low, head = act.low, act.low[group.head]
    if not _governs(act.tokens, inner, outer):
        return None
    if group.negators and _is_unwilling(low[group.start : group.head + 1]):
        return "refused"
    done = inner.group is not None and not members("completed").isdisjoint(low[inner.group.start : inner.group.head])
    if group.negators and inner.opener is None and not done:
        scope.polarity = "negated"
    chained = _by_words([*low[group.start : group.head], head], act.cue)
    if chained == "possible" and head in governors("concluding"):
        return None  # `dapat disimpulkan bahwa P` concludes it
    return chained if head not in governors("planned") or inner.opener is None else None


def _coordinated(tokens: Tokens, clause: Clause) -> bool:
    """Return whether the verb group of a clause follows `dan`, `serta` or a comma, with or without `juga`."""
    if clause.group is None:
        return False
    i = clause.group.start
    while i and tokens.kind(i - 1) == "adverb":
        i -= 1
    return i > 0 and tokens.kind(i - 1) in ("coordinator", "mark")


def _governs(tokens: Tokens, inner: Clause, outer: Clause) -> bool:
    """Return whether a verb reaches into the clause after it: `batal datang meminta maaf`, and not `pihak tidak berhak. X dibatalkan`.

    A clause with a subject of its own is reached by verbs that say, ask or tell what is there, and never by a noun (`bukan kali pertama X …`).
    """
    assert outer.group is not None
    head = tokens.low[outer.group.head]
    if tokens.kind(outer.group.head) == "noun":
        return False
    own = inner.subject is not None and not inner.inherited and inner.opener is None and inner.subject != outer.subject
    return not own or head in _reaching() or reports(tokens, outer)


@cache
def _reaching() -> frozenset[str]:
    """Return the verbs that reach into a clause with a subject of its own."""
    return governors("demanded") | governors("refused") | governors("existing") | governors("awaited") | members("asking")


def _questioned(act: _Act) -> bool:
    """Return whether a question word opens the clause of an act, with no mark between: `Apakah benar X mengakui …`."""
    return _last_before(act, "questioned") is not None


def _opened_by_condition(act: _Act) -> bool:
    """Return whether a condition opens the clause of an act, with no comma between: `Apabila kabar itu bohong, …`."""
    at = _last_before(act, "conditional")
    return at is not None and not act.tokens.complements(at)


def _is_carried_out_if(act: _Act) -> bool:
    """Return whether what a noun of act names is carried out only under a condition: `Pencabutan baru | dilakukan jika | air surut`."""
    carried = (k for k in range(act.i, act.limit - 1) if act.low[k] in governors("carried_out"))
    return any(act.low[k + 1] in governors("conditional") for k in carried)


def _is_condition_of_rest(act: _Act) -> bool:
    """Return whether a verdict on a claim is a condition that a main clause follows: `Kalau kabar itu tidak benar, X akan melapor`."""
    at, after = _last_before(act, "conditional"), act.tokens.reading.token_at(act.cue.end - 1) + 1
    claimed = at is not None and act.low[at + 1].removesuffix("nya") in members("verdict_of")
    return claimed and after + 1 < act.limit and act.low[after] == ","


def _is_in_one_piece(act: _Act) -> bool:
    """Return whether no mark stands between the beginning of the sentence and an act."""
    first = act.start + 2 if act.low[act.start + 1 : act.start + 2] == [","] else act.start  # `Konon, X membantah`
    return all(act.tokens.kind(k) != "mark" for k in range(first, act.i))


def _last_before(act: _Act, name: str) -> int | None:
    """Return the last token before an act that is a word of some kind, None where a mark stands between."""
    for k in range(act.i - 1, act.start - 1, -1):
        if act.tokens.kind(k) == "mark":
            return None
        if act.low[k] in governors(name):
            return k
    return None


def _subject_head(tokens: Tokens, clause: Clause, i: int) -> str:
    """Return the head noun of a clause's subject without -nya, empty where it has none of its own."""
    if clause.subject is None or clause.inherited or clause.subject[0] >= i:
        return ""
    return tokens.low[clause.subject[0]].removesuffix("nya")


def _is_conditional(act: _Act) -> bool:
    """Return whether a condition stands in the sentence of an act."""
    if act.cue.form not in ("verb", "passive", "first_person"):
        return False
    after = act.low[act.i : act.limit]
    if not governors("done").isdisjoint(act.low[max(act.start, act.i - 2) : act.i]):
        return False  # `jika P, X telah mengonfirmasi Q`
    if act.cue.label in _MAY_WAIT and not governors("conditional").isdisjoint(after):
        return True  # `mencabut somasi jika ganti rugi dibayar`
    return any(c.start < act.i and c is not act.clause and _opened_by(c, act.low, "conditional") for c in act.parser.clauses)


def _by_words(words: list[str], cue: Cue) -> str | None:
    """Return the modality that the words of a verb group give, the strongest first; None where they give none."""
    held = set(words) - governors("apologising")
    if held & governors("refused"):
        return "refused"
    wanted = held & governors("demanded")
    told = (
        cue.form in ("passive", "verb") and cue.quote is None and not held & governors("done")
    )  # of somebody else: `Rina seharusnya membantah P`, and not `akhirnya bisa membantah P`
    if wanted and (
        cue.label not in _UNASKED or wanted & (governors("outright") | governors("hoping")) or (told and wanted & governors("advised"))
    ):
        return "demanded"
    if held & governors("planned"):
        return "planned"
    if held & (governors("possible") | governors("hearsay")) and (cue.label not in _SELF_POSSIBLE or told):
        return "possible"
    return None


def _by_purpose(act: _Act) -> str:
    """Return the modality of an act told as a purpose: demanded under a demand, refused under a refusal, else planned."""
    low, i = act.low, act.i
    outer = [c.group for c in act.parser.clauses if c.group is not None and c.group.head < i and c is not act.clause]
    heads = [low[group.head] for group in outer]
    nearest = low[outer[-1].start : outer[-1].end] if outer else []
    governing = _by_words([*heads[-2:], *nearest], act.cue)
    near = low[max(0, i - _PURPOSE_REACH) : i]
    if near[-2:-1] and near[-2] in governors("refused"):
        return "refused"  # `enggan untuk mengakui`
    if governing is None and (governors("demanding_noun") & {*near} or "tekanan" in near or low[i - 1] in members("so_that")):
        return "demanded"
    if governing is None and (act.cue.label in _SPEECH_ACTS or governors("deciding") & {*heads[-2:]}):
        return "asserted"  # `datang untuk meminta maaf`, `memutuskan untuk membatalkan`
    return governing or "planned"


def _noun_governed(act: _Act) -> str | None:
    """Return the modality that a word before a noun of act gives: `rencana pencabutan`, `meminta klarifikasi`, `menunggu klarifikasi`."""
    tokens, cue = act.tokens, act.cue
    for k in range(act.i - 1, max(act.start, act.i - 1 - _REACH) - 1, -1):
        low = tokens.low[k]
        if tokens.kind(k) == "mark" or low in members("ends_government"):
            return None
        if low in members("rumour_noun") or low in governors("chance_noun"):
            return "possible"  # `menepis isu pencabutan izin`
        if low in governors("planning_noun"):
            return "planned"
        if low in governors("demanding_noun"):
            return "demanded"
        if low in governors("awaited") and cue.label != "denial":
            return "demanded"
        if tokens.kind(k) == "verb" or (cue.headline and lexical_class(low) == "verb"):
            word = _by_words([low, *tokens.low[max(act.start, k - 2) : k]], cue)
            governing = ("carrying", "demanded", "planned", "refused")
            return word if any(low in governors(name) for name in governing) else None
    return None


def _carried(act: _Act, scope: Scope) -> str | None:
    """Return the modality of a noun of act by the verb that carries it out: `pencabutan izin akan dilakukan`; sets the polarity where that is negated."""
    subject, group = act.clause.subject, act.clause.group
    if subject is None or group is None or not subject[0] <= act.i < subject[1] or act.low[group.head] not in governors("carried_out"):
        return None
    if group.negators:
        scope.polarity = "negated"
    return _by_words(act.low[group.start : group.head], act.cue)
