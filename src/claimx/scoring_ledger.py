"""Measures the ledger against annotated matters: which lines are right in wording, status and the agent of the act that set it.

A gold document may hold `matters` (see gold/README.md). A line and a matter are paired by the F1 of their content stems, best first,
from `PAIRED` on; a line is right from `RIGHT` on, with the matter's status and an accepted agent. Incidents, matters that nothing moved
and duplicates count against precision; a missing line costs recall only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from claimx.records import Json

PAIRED = 0.5
RIGHT = 0.7
_FUNCTION = frozenset(
    """yang dan di ke dari pada untuk dengan dalam oleh itu ini tersebut adalah akan telah sudah tidak tak belum bukan juga serta atau
    para sebagai karena agar bahwa kalau jika saat ketika hal ada adanya soal terkait mengenai tentang atas terhadap kepada bagi secara
    ia dia mereka kami kita saya pihak sang si nya pun lah""".split()
)
_ENDINGS = ("nya", "lah", "kah", "pun", "kan", "an", "i")
_BEGINNINGS = "memper diper meng meny mem men me peng peny pem pen ber ter per di ke se pe".split()
_LEAST = 4  # letters that stay when an affix goes
_COMPARED = 5  # letters from which two stems may differ in the first


@lru_cache(maxsize=1 << 14)
def light_stem(word: str) -> str:
    """Return a word without its suffixes and its prefix, as long as four letters stay."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            word = word[: -len(ending)]
    return next((word[len(b) :] for b in _BEGINNINGS if word.startswith(b) and len(word) - len(b) >= _LEAST), word)


def content(text: str) -> list[str]:
    """Return the content stems of a text, each once, in order."""
    words = re.findall(r"\w+", text.casefold())
    return list(dict.fromkeys(light_stem(w) for w in words if w not in _FUNCTION and (len(w) > 2 or w.isdigit())))


def _same(a: str, b: str) -> bool:
    if a == b:
        return True
    return min(len(a), len(b)) >= _COMPARED and (a[1:] == b[1:] or a.endswith(b) or b.endswith(a))


def likeness(a: str, b: str) -> float:
    """Return the F1 of the content stems that two wordings share, 0 to 1."""
    left, right = content(a), content(b)
    held = sum(any(_same(x, y) for y in right) for x in left)
    found = sum(any(_same(x, y) for x in left) for y in right)
    if not held or not found:
        return 0.0
    precision, recall = held / len(left), found / len(right)
    return 2 * precision * recall / (precision + recall)


def folded(name: str) -> str:
    """Return a name as it is compared: without case, hyphens and punctuation."""
    name = re.sub(r"[^\w\s']", " ", name.casefold().replace("-", " ").replace("’", "'"))
    return " ".join(re.sub(r"\btik tok\b", "tiktok", name).split())


def accepts(name: str | None, accepted: list[str]) -> bool:
    """Return whether a name is one of those accepted."""
    return bool(name) and folded(name or "") in {folded(other) for other in accepted}


Fault = tuple[str, str, str]  # kind, wanted, found


def score_ledger(gold: Json, record: Json, add: Callable[..., None]) -> list[Fault]:
    """Count the lines of one document by `add` and return its faults as (kind, wanted, found)."""
    acts = {cue["id"]: cue for cue in gold["cues"] if cue.get("id")}
    moved = [claim for claim in record.get("claims", ()) if claim["status"] != "asserted"]
    lines = [claim for claim in moved if claim.get("certainty") != "possible"]
    matters = [m for m in gold["matters"] if m["kind"] != "incident" and m["status"] != "asserted" and m["spans"]]
    pairs = _pairs(matters, lines)
    excused = {j for i, (j, _) in pairs.items() if matters[i].get("optional")}
    add("ledger", "gold", count=sum(not matter.get("optional") for matter in matters))
    add("ledger", "predicted", count=len(lines) - len(excused))
    every = _pairs(matters, moved)
    left_out = sum(bool(matters[i].get("optional")) for i in every)
    add("ledger", "any", count=len(every) - left_out)
    add("ledger", "any_predicted", count=len(moved) - left_out)
    faults: list[Fault] = []
    for i, matter in enumerate(matters):
        if matter.get("optional"):
            continue
        if i not in pairs:
            faults.append(("ledger missed", f"{matter['status']} {matter['text']}", "nothing"))
            continue
        j, value = pairs[i]
        faults += _score_line(matter, lines[j], value, acts, record, add)
    met = {j for j, _ in pairs.values()}
    faults += [("ledger spurious", "nothing", f"{line['status']} {line['span']['text']}") for j, line in enumerate(lines) if j not in met]
    return faults


def _pairs(matters: list[Json], lines: list[Json]) -> dict[int, tuple[int, float]]:
    """Return the line, and how alike its words are, that pairs with each matter: one to one, the likest first."""
    rows = (
        (max(likeness(line["span"]["text"], known) for known in [matter["text"], *(s["text"] for s in matter["spans"])]), i, j)
        for i, matter in enumerate(matters)
        for j, line in enumerate(lines)
    )
    return {i: (j, value) for i, j, value in best_first(row for row in rows if row[0] >= PAIRED)}


def best_first(rows: Iterable[tuple[float, int, int]]) -> Iterator[tuple[int, int, float]]:
    """Pair two lists one to one by (likeness, index, other index), the likest first; yield (index, other index, likeness)."""
    left: set[int] = set()
    right: set[int] = set()
    for value, i, j in sorted(rows, key=lambda row: -row[0]):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            yield i, j, value


def _score_line(matter: Json, line: Json, value: float, acts: dict[str, Json], record: Json, add: Callable[..., None]) -> list[Fault]:
    """Count what of a line is right: words, status, agent, claimant; return its fault where it is not."""
    names = {speaker["id"]: speaker["name"] for speaker in record.get("speakers", ())}
    cues = {cue["id"]: cue for cue in record.get("cues", ())}
    agent = names.get((cues.get(line.get("set_by")) or {}).get("agent"))
    told = [[n for n in (acts[k].get("agent"), *acts[k].get("agent_aliases", ())) if n] for k in matter["set_by"] if k in acts]
    status = line["status"] in (matter["status"], *matter.get("status_aliases", ()))
    doer = any(accepts(agent, accepted) if accepted else agent is None for accepted in told)
    claimant = names.get(line.get("speaker"))
    owner = any(accepts(claimant, accepted) for accepted in matter["claimants"]) if matter["claimants"] else claimant is None
    right = value >= RIGHT and status and doer
    for part, count in (("matter", True), ("status", status), ("agent", doer), ("claimant", owner), ("right", right)):
        add("ledger", part, count=count)
    if right:
        return []
    found = f"{line['status']} {line['span']['text']} by {agent} ({value:.2f})"
    return [("ledger", f"{matter['status']} {matter['text']} by {told}", found)]
