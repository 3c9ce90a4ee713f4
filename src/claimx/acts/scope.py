"""Polarity, modality and aspect of an act, read from its own verb group and the clauses that govern it.

After ConText (Harkema et al. 2009), with clauses in the place of word windows: an act is read in its own group first, then each
clause above it until one that only says so. Word lists: `lexicons/scope.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from claimx.acts.cue import WITHDRAWALS, Cue
from claimx.language.reporting import active_cues
from claimx.lexicons import entries, load
from claimx.syntax.chunks import Tokens
from claimx.syntax.classes import members
from claimx.syntax.clauses import Clause, Parser, reports
from claimx.syntax.sentence import Syntax

_ASPECTS = ("not_yet", "past", "done", "ongoing", "repeated")  # the first that the verb group holds counts
_DEEPEST = 8  # clauses that govern one another
_REACH = 4  # tokens before a noun of act in which a noun or verb governs it
_UNASKED = frozenset({"denial", "debunk"})  # nobody waits for these: only an outright demand counts
_SPEECH_ACTS = frozenset({"apology", "clarification", "correction", "confirmation", "denial"})
_PURPOSE_REACH = 9  # tokens before a purpose in which a noun of demand governs it
_MAY_WAIT = WITHDRAWALS | {"correction"}  # may be promised under a condition
_SELF_POSSIBLE = frozenset({"denial", "apology"})  # `bisa saya bantah`, `izinkan saya meminta maaf` are done by saying so


@cache
def governors(name: str) -> frozenset[str]:
    """Return the entries of one list of `scope.toml`."""
    return frozenset(entries(load("scope")[name]))


@dataclass(slots=True)
class Scope:
    """The attributes of a cue; values as in the ontology, each with its default."""

    polarity: str = "affirmed"
    modality: str = "asserted"
    aspect: str | None = None
    strength: str = "plain"


def read_scope(syntax: Syntax, cue: Cue, polar: bool) -> Scope:
    """Return the scope of a cue; `polar` says that the cue holds its own negator, which is not counted again."""
    tokens, scope = syntax.tokens, Scope()
    parser = syntax.parsed(cue.start)
    i = syntax.reading.token_at(cue.start)
    clause = parser.at(i)
    start, end = syntax.bounds(cue.start)
    opening = _group_start(tokens, clause, i, start)
    asked = opening > start and tokens.low[opening - 1] in ("silakan", "silahkan", "tolong", "mohon")
    before = tokens.low[opening - asked : i]
    if not polar:
        negators = [
            k
            for k in range(i - len(before), i)
            if tokens.kind(k) == "negator" and governors("pseudo_negated").isdisjoint(tokens.low[k + 1 : k + 2])
        ]
        if negators or (cue.form == "noun" and _noun_negated(tokens, i, start)):
            scope.polarity = "negated"
    if not governors("negated").isdisjoint(before) or (cue.form == "noun" and governors("negated") & {*tokens.low[max(start, i - 2) : i]}):
        scope.polarity = "negated"
    scope.modality = "asserted" if cue.label == "nonresponse" else _modality(tokens, parser, clause, cue, i, (start, end), before, scope)
    scope.aspect = next((name for name in _ASPECTS if not governors(name).isdisjoint(before)), None)
    after = tokens.low[syntax.reading.token_at(cue.end) : end][:2]
    if not governors("emphatic").isdisjoint([*before, *after]) or "tegas" in syntax.reading.text[cue.start : cue.end].lower():
        scope.strength = "emphatic"
    elif cue.label == "apology" and after[:1] and after[0] in governors("hedged"):
        scope.strength = "hedged"
    return scope


def _group_start(tokens: Tokens, clause: Clause, i: int, start: int) -> int:
    """Return where the words begin that stand in the act's own group: auxiliaries, adverbs and negators right before it."""
    if clause.group is not None and clause.group.start <= i < clause.group.end:
        return clause.group.start
    k = i
    while k > start and tokens.kind(k - 1) in ("negator", "auxiliary", "adverb"):
        k -= 1
    return k


def _noun_negated(tokens: Tokens, i: int, start: int) -> bool:
    """Return whether a noun of act is what is not there: `belum menerima permintaan maaf`, `tanpa klarifikasi`."""
    k = i - 1
    steps = 0
    while k >= start and steps < _REACH:
        low = tokens.low[k]
        if low == "tanpa" or (
            tokens.kind(k) == "negator"
            and (k == i - 1 or tokens.low[k + 1] in governors("carrying") or tokens.low[k + 1] in ("juga", "pernah"))
        ):
            return True
        if tokens.kind(k) == "mark" or low in ("yang", "bahwa"):
            return False
        k, steps = k - 1, steps + 1
    return False


def _chain(parser: Parser, clause: Clause) -> Iterator[tuple[Clause, Clause]]:
    """Yield (clause, the one that governs it), from the act outwards, through complements and purposes."""
    inner = clause
    while inner.parent is not None and inner.relation == "coordinate" and inner.inherited:
        inner = parser.clauses[inner.parent]  # `meminta X menarik ucapannya dan meminta maaf`: both are asked
    for _ in range(_DEEPEST):
        if inner.parent is None or inner.relation not in ("complement", "adverbial"):
            return
        outer = parser.clauses[inner.parent]
        yield inner, outer
        inner = outer


def _modality(
    tokens: Tokens, parser: Parser, clause: Clause, cue: Cue, i: int, bounds: tuple[int, int], before: list[str], scope: Scope
) -> str:
    """Return whether an act is asserted, planned, possible, demanded, conditional or questioned; the nearest word that tells so wins."""
    low = tokens.low
    found = _by_words_before(tokens, parser, clause, cue, i, bounds, before, scope) or _by_order(low, clause, cue, i)
    if found is not None:
        return found
    if cue.form == "noun" and (noun := _noun_governed(tokens, i, bounds[0], cue)) is not None:
        return noun
    if cue.label != "denial" and (_under_condition(low, clause, i) or _opened_by_condition(tokens, bounds[0], i)):
        return "conditional"
    if _questioned(tokens, bounds[0], i):
        return "questioned"
    if cue.form == "noun" and i > bounds[0] and low[i - 1] == "tanpa":
        return "conditional"
    if low[i - 1 : i] and low[i - 1] in ("untuk", "guna", "demi", "agar", "supaya") and cue.form != "noun":
        return _by_purpose(tokens, parser, clause, cue, i, scope)
    if clause.relation == "relative" and clause.parent is not None:
        above = parser.clauses[clause.parent]
        if above.group is not None and above.group.negators and low[above.group.head] in governors("existing"):
            scope.polarity = "negated"  # `tidak ada bukti yang membenarkan …`
    head = _subject_head(tokens, clause, i) if cue.form == "verb" else ""
    for name, modality in (("planning_noun", "planned"), ("demanding_noun", "demanded")):
        if head in governors(name):
            return modality
    governed = _by_governors(tokens, parser, clause, cue, scope)
    if governed is not None:
        return governed
    conditional = cue.label not in ("denial", "apology") and _is_conditional(tokens, parser, clause, cue, i, bounds[1])
    return "conditional" if conditional else "asserted"


def _by_words_before(
    tokens: Tokens, parser: Parser, clause: Clause, cue: Cue, i: int, bounds: tuple[int, int], before: list[str], scope: Scope
) -> str | None:
    """Return the modality that the words right before an act give (`akan`, `bisa`, `ingin`), None where they give none."""
    found = _by_words(before, cue)
    if found == "possible" and cue.label == "confirmation" and scope.polarity == "affirmed":
        return None  # `kami bisa mengonfirmasi bahwa P` confirms
    if found == "planned" and cue.label in _SPEECH_ACTS and cue.quote is not None and governors("wish") & {*before}:
        return None  # `kami ingin mengklarifikasi bahwa P` clarifies
    if found in ("planned", "possible") and _is_conditional(tokens, parser, clause, cue, i, bounds[1]):
        return "conditional"
    demanded = governors("demanded")
    if found == "possible" and any(o.group is not None and tokens.low[o.group.head] in demanded for _, o in _chain(parser, clause)):
        return "demanded"
    return found


def _by_order(low: list[str], clause: Clause, cue: Cue, i: int) -> str | None:
    """Return `demanded` where a verb without a prefix is an order: `minta maaflah`, `"Cabut larangan itu!"`."""
    if not cue.bare:
        return None
    ordered = any(word.endswith("lah") for word in low[i : i + 2])
    subjectless = cue.quote is not None and (clause.subject is None or clause.subject[0] >= i)
    return "demanded" if ordered or subjectless else None


def _under_condition(low: list[str], clause: Clause, i: int) -> bool:
    """Return whether a condition opens the clause of the act at token `i` (`jika X mencabut laporannya`)."""
    opener = clause.opener
    return opener is not None and opener < i and low[opener] in governors("conditional") and clause.relation == "adverbial"


def _by_governors(tokens: Tokens, parser: Parser, clause: Clause, cue: Cue, scope: Scope) -> str | None:
    """Return the modality that the clauses above an act give, None where they give none; sets the polarity where one negates it."""
    low = tokens.low
    for inner, outer in _chain(parser, clause):
        if inner.relation == "adverbial" and inner.opener is not None and low[inner.opener] in governors("factive"):
            return None  # `akan reda setelah X menarik peringatan`: that took place
        if outer.group is None:
            continue
        if low[outer.group.head] in active_cues() and _subject_head(tokens, outer, outer.group.start) in members("rumour_noun") | governors(
            "rumouring"
        ):
            return "possible"  # `pesan berantai yang menyebut X mencabut …`
        head = low[outer.group.head]
        said = inner.opener is not None and low[inner.opener] == "bahwa"
        if head in governors("denying") and cue.label == "denial" and _coordinated(tokens, clause):
            continue  # `membantah P dan juga membantah Q`
        if head in governors("denying") and not (cue.form == "noun" and not said):
            scope.polarity = "negated"
            return "asserted"
        if said and head in active_cues() and head not in governors("demanded"):
            return "asserted"
        chained = _by_words([*low[outer.group.start : outer.group.head], head], cue)
        done = inner.group is not None and not {"telah", "sudah"}.isdisjoint(low[inner.group.start : inner.group.head])
        if not _governs(tokens, inner, outer):
            continue
        if outer.group.negators and inner.opener is None and not done:
            scope.polarity = "negated"
        if chained is not None and (head not in governors("planned") or inner.opener is None):
            return chained
        if head in governors("negated"):
            scope.polarity = "negated"
    return None


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


def _questioned(tokens: Tokens, start: int, i: int) -> bool:
    """Return whether a question word opens the clause of an act, with no mark between: `Apakah benar X mengakui …`."""
    for k in range(i - 1, start - 1, -1):
        if tokens.kind(k) == "mark":
            return False
        if tokens.low[k] in governors("questioned"):
            return True
    return False


def _opened_by_condition(tokens: Tokens, start: int, i: int) -> bool:
    """Return whether a condition opens the clause of an act, with no comma between: `Apabila kabar itu bohong, …`."""
    for k in range(i - 1, start - 1, -1):
        if tokens.kind(k) == "mark":
            return False
        if tokens.low[k] in governors("conditional"):
            return not tokens.complements(k)
    return False


def _subject_head(tokens: Tokens, clause: Clause, i: int) -> str:
    """Return the head noun of a clause's subject without -nya, empty where it has none of its own."""
    if clause.subject is None or clause.inherited or clause.subject[0] >= i:
        return ""
    return tokens.low[clause.subject[0]].removesuffix("nya")


def _is_conditional(tokens: Tokens, parser: Parser, clause: Clause, cue: Cue, i: int, limit: int) -> bool:
    """Return whether a condition stands in the sentence of an act: a clause before it, or `dengan syarat` after it."""
    if cue.form not in ("verb", "passive", "first_person"):
        return False
    after = tokens.low[i : min(limit, i + 6)]
    if "syarat" in after and "dengan" in after:
        return True
    if cue.label in _MAY_WAIT and any(low in governors("conditional") for low in tokens.low[i:limit]):
        return True  # `mencabut somasi jika ganti rugi dibayar`
    return any(
        c.relation == "adverbial"
        and c.opener is not None
        and tokens.low[c.opener] in governors("conditional")
        and c.start < i
        and c is not clause
        for c in parser.clauses
    )


def _by_words(words: list[str], cue: Cue) -> str | None:
    """Return the modality that the words of a verb group give, the strongest first; None where they give none."""
    held = set(words) - governors("apologising")
    if held & governors("refused"):
        return "refused"
    wanted = held & governors("demanded")
    if wanted and not (cue.label in _UNASKED and not wanted & governors("outright")):
        return "demanded"
    if held & governors("planned"):
        return "planned"
    if held & governors("possible") and cue.label not in _SELF_POSSIBLE:
        return "possible"
    return None


def _by_purpose(tokens: Tokens, parser: Parser, clause: Clause, cue: Cue, i: int, scope: Scope) -> str:
    """Return the modality of an act told as a purpose: demanded under a demand, refused under a refusal, else planned."""
    outer = [c.group for c in parser.clauses if c.group is not None and c.group.head < i and c is not clause]
    heads = [tokens.low[group.head] for group in outer]
    nearest = tokens.low[outer[-1].start : outer[-1].end] if outer else []
    governing = _by_words([*heads[-2:], *nearest], cue)
    near = tokens.low[max(0, i - _PURPOSE_REACH) : i]
    if near[-2:-1] and near[-2] in governors("refused"):
        return "refused"  # `enggan untuk mengakui`
    if heads and heads[-1] in governors("negated"):
        scope.polarity = "negated"  # `batal untuk mencabut laporannya`
        return "asserted"
    if governing is None and governors("chance_noun") & {*near}:
        return "possible"
    if governing is None and (governors("demanding_noun") & {*near} or "tekanan" in near):
        return "demanded"
    if governing is None and (cue.label in _SPEECH_ACTS or governors("deciding") & {*heads[-2:]}):
        return "asserted"  # `datang untuk meminta maaf`, `memutuskan untuk membatalkan`
    return governing or "planned"


def _noun_governed(tokens: Tokens, i: int, start: int, cue: Cue) -> str | None:
    """Return the modality that a word before a noun of act gives: `rencana pencabutan`, `meminta klarifikasi`, `menunggu klarifikasi`."""
    for k in range(i - 1, max(start, i - 1 - _REACH) - 1, -1):
        low = tokens.low[k]
        if tokens.kind(k) == "mark" or low in ("bahwa", "setelah", "usai", "karena"):
            return None
        if low in members("rumour_noun"):
            return "possible"  # `menepis isu pencabutan izin`
        if low in governors("chance_noun"):
            return "possible"
        if low in governors("planning_noun"):
            return "planned"
        if low in governors("demanding_noun"):
            return "demanded"
        if low in governors("awaited") and cue.label != "denial":
            return "demanded"
        if tokens.kind(k) == "verb":
            word = _by_words([low, *tokens.low[max(start, k - 2) : k]], cue)
            return word if low in governors("carrying") or low in governors("demanded") or low in governors("refused") else None
    return None
