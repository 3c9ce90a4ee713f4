"""Cues of retraction: where an act of taking back, denying, correcting … is told.

The rules are data (`lexicons/cues.toml`, read by `rules`); this module matches them and puts the parts together: the
scope (`scope`), the target (`targets`), the agent (`agents`) and the values (`corrections`).
"""

from __future__ import annotations

import re

from claimx.attribution.phrases import Dates, Span
from claimx.attribution.quote import Quote
from claimx.language.reading import Reading
from claimx.ledger.agents import find_agent
from claimx.ledger.corrections import set_values
from claimx.ledger.cue import LOOK_BACK, Cue, covering, speech_around
from claimx.ledger.rules import Rule, rules
from claimx.ledger.scope import read_scope
from claimx.ledger.targets import POINTER, clause_behind, find_matter, find_target, without_lead

_ISSUING = re.compile(
    r"(?:pernah)\s+(?:mengeluarkan|menyatakan|membuat|memberikan|mengumumkan|menerbitkan|menerima|meminta|melarang|memerintahkan|menyampaikan|menyebut|mengatakan)",
    re.IGNORECASE,
)
# who speaks of himself: the first person, `dirinya`, or no subject at all behind a verb of saying
_OWN_VOICE = re.compile(
    r"\b(?:saya|kami|aku|kita|dirinya|pihaknya|kliennya|pihak kami)\b[^.;]*$|^\W*(?:\w+\W+){0,2}$|\b(?:mengaku|mengklaim|menjamin|menyatakan|menegaskan|mengatakan|menyebut|bersumpah|memastikan|menepis|bahwa)\s*(?:\w+\s+)?$",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?]\s")
_FIRST_PERSON = re.compile(r"\b(?:saya|kami|aku|kita)\b", re.IGNORECASE)


def find_cues(reading: Reading, dates: Dates, quotes: list[Quote]) -> list[Cue]:
    """Return the cues of a text in order; `quotes` are those already found (agents inside quotes need them)."""
    table = rules()
    low, starts = reading.low, reading.starts
    text = reading.text
    found: list[Cue] = []
    blocked = -1
    title = reading.layout.title
    for i in [i for i, word in enumerate(low) if word in table]:
        candidates, at = table[low[i]], starts[i]
        if at < blocked:
            continue
        on_title = title is not None and title[0] <= at < title[1]
        if not on_title and not reading.in_body(at, reading.ends[i]):
            continue
        sentence = title if on_title and title else reading.sentences[reading.sentence_at(at)]
        if not sentence[0] <= at < sentence[1]:
            continue
        quotation = speech_around(reading, at, quotes)
        high_bound = quotation.inner_end if quotation is not None else sentence[1]
        matching = [
            (rule, match)
            for rule in candidates
            if (cue := rule.part("cue")) and (match := cue.match(text, at, high_bound)) and match.end() > at
        ]
        if not matching:
            continue  # most words that begin a cue begin no cue here
        cover = covering(quotes, at)
        low_bound = sentence[0] if quotation is None else max(sentence[0], quotation.inner)
        before_all = before = text[low_bound:at]
        if quotation is not None:
            before = before_all[max((m.end() for m in _STOP.finditer(before_all)), default=0) :]
        before_all, before = before_all[-LOOK_BACK:], before[-LOOK_BACK:]
        for rule, match in matching:
            if on_title and rule.form != "label":
                continue
            end = match.end()
            after = text[end:high_bound]
            if not _fits(rule, before if rule.label != "confirmation" else before_all, before, after):
                continue
            if rule.form == "never" and not (_OWN_VOICE.search(before) or _ISSUING.search(match.group())):
                continue
            if (
                rule.quoted
                and cover is None
                and not _FIRST_PERSON.search(before + after[:40])
                and not (rule.form == "never" and _ISSUING.search(match.group()))
            ):
                continue
            if text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha():
                continue  # `tidak benar-benar`
            if text[end - 1 : end + 1].isalnum() and end < len(text):
                continue
            if rule.label == "none":
                blocked = end
                break
            found.append(_cue(reading, dates, quotes, rule, i, at, end, before, after, sentence, cover, found))
            blocked = end
            break
    return found


def _fits(rule: Rule, lead: str, before: str, after: str) -> bool:
    """Tell whether what a rule wants, and nothing that it does not want, stands around its cue."""
    wanted, unwanted, behind, not_behind = (rule.part(key) for key in ("before", "not_before", "after", "not_after"))
    return not (
        (wanted and not wanted.search(lead))
        or (unwanted and unwanted.search(before))
        or (behind and not behind.match(after))
        or (not_behind and not_behind.match(after))
    )


def _cue(
    reading: Reading, dates: Dates, quotes: list[Quote], rule: Rule, i: int, at: int, end: int, before: str, after: str,
    sentence: Span, cover: int | None, earlier: list[Cue],
) -> Cue:  # fmt: skip
    text = reading.text
    scope = read_scope(before, text[at:end], after, text[slice(*sentence)], rule.form, rule.polar, rule.label)
    cue = Cue(
        at, end, rule.label, rule.subtype, rule.name, rule.form, scope.polarity, scope.modality, scope.aspect, scope.strength,
        0.9 if rule.form in ("verb", "passive") else 0.8, quote=cover,
    )  # fmt: skip
    if rule.name.endswith("noun_pointer"):  # the act named just before
        same = next((other for other in reversed(earlier) if other.label in ("retraction", "revocation", "takedown")), None)
        if same:
            cue.label, cue.subtype, cue.target = same.label, same.subtype, same.target
    if cue.target is None:
        find = clause_behind if rule.target == "after" else find_target
        cue.target = without_lead(text, find(reading, dates, quotes, cue, i, sentence, cover))
    if cue.target and text[slice(*cue.target)].lower() in ("saya", "kami", "aku", "kita", "ia", "dia"):
        cue.target = None
    if cue.target is None or POINTER.match(text[slice(*cue.target)]):
        cue.target = find_matter(reading, cue, sentence) or cue.target
    find_agent(reading, dates, quotes, cue, i, sentence, cover, earlier)
    set_values(cue, text, after)
    if cue.rule == "error.is_mistake" and cue.target and _others_statement(text[slice(*cue.target)]):
        cue.label = "debunk"
    return cue


def _others_statement(target: str) -> bool:
    """Tell whether a target is a statement that somebody else made (`pernyataan yang dicuitkan X`)."""
    return bool(
        re.search(r"(?i)\b(?:pernyataan|klaim|kabar|informasi|berita|isu|tudingan|tuduhan|narasi|penerbitan|anggapan|foto|video)\b", target)
        and (re.search(r"\byang\s+di\w+|\b(?:dari|oleh)\s+[A-Z]|\bbahwa\b", target))
        and not re.search(r"(?i)\b(?:kami|saya)\b", target)
    )
