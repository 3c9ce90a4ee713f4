"""Texts longer than any article: cut into windows that are analysed one by one, so that time grows with length and no faster.

A window ends where a paragraph does, else a sentence, else a word, and at a gap, white space longer than in any text that is
meant to be read, which many rules would look at again and again. What is found in each is put together in one record;
speakers of one name are one, but nobody is looked for across a cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from claimx.records import Document, Speaker

WINDOW = 24_000  # characters; the longest of 1,050 articles has 10,500. Some rules look at all that stands before: a window bounds what that costs
_GAP = re.compile(r"\s{200,}+")
_CUTS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"(?<=[.!?])\s"), re.compile(r"\s"))
_SINGLE = ("id", "speaker", "quote", "date", "agent", "demander", "claim", "set_by")


def windows(text: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, text) of the windows of a text; one for a text of usual length. Gaps are in none."""
    gaps = [match.span() for match in _GAP.finditer(text)]
    stretches = list(zip([0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(text)], strict=True))
    for start, end in [stretch for stretch in stretches if stretch[0] < stretch[1]] or [(0, 0)]:
        at = start
        while end - at > WINDOW:
            cut = _cut(text, at + WINDOW // 2, at + WINDOW)
            yield at, text[at:cut]
            at = cut
        yield at, text[at:end]


def _cut(text: str, low: int, high: int) -> int:
    for pattern in _CUTS:
        ends = [match.end() for match in pattern.finditer(text, low, high)]
        if ends:
            return ends[-1]
    return high


def joined(parts: list[tuple[int, Document]], text: str | None) -> Document:
    """Return one record for the records of the windows at these offsets; `text` is the whole text where it is to be included."""
    whole: Any = {**parts[0][1], "text": text}
    for key in ("title", "outlet", "published"):
        whole[key] = next((document[key] for _, document in parts if document[key]), whole[key])
    for layer in ("speakers", "quotes", "dates", "cues", "claims", "warnings"):
        whole[layer] = []
    speakers: dict[str, Speaker] = {}
    for offset, document in parts:
        ids: dict[str, str] = {}
        for layer, letter in (("quotes", "Q"), ("dates", "D"), ("cues", "R"), ("claims", "C")):
            for number, item in enumerate(document[layer], len(whole[layer]) + 1):  # type: ignore[literal-required]
                ids[item["id"]] = f"{letter}{number}"
        for speaker in document["speakers"]:
            known = speakers.setdefault(speaker["name"], {**speaker, "id": f"S{len(speakers) + 1}", "aliases": [], "mentions": []})
            ids[speaker["id"]] = known["id"]
            known["role"] = known["role"] or speaker["role"]
            known["aliases"] += [alias for alias in speaker["aliases"] if alias not in known["aliases"]]
            known["mentions"] += _moved(speaker["mentions"], offset, ids)
        for layer in ("quotes", "dates", "cues", "claims", "warnings"):
            whole[layer] += _moved(document[layer], offset, ids)  # type: ignore[literal-required]
    whole["speakers"] = list(speakers.values())
    whole["warnings"] = list({(w["code"], w["message"], w["start"]): w for w in whole["warnings"]}.values())  # of the text, once
    for names in ("authors", "editors"):
        whole[names] = list(dict.fromkeys(name for _, document in parts for name in document[names]))
    return whole  # type: ignore[no-any-return]


def _moved(value: object, offset: int, ids: dict[str, str]) -> Any:
    """Return a part of a record with offsets moved and ids renamed."""
    if isinstance(value, list):
        return [_moved(item, offset, ids) for item in value]
    if not isinstance(value, dict):
        return value
    moved: dict[str, object] = {}
    for key, item in value.items():
        if key in ("start", "end") and isinstance(item, int):
            moved[key] = item + offset
        elif key in _SINGLE and isinstance(item, str):
            moved[key] = ids.get(item, item)
        elif key == "history":
            moved[key] = [ids[cue] for cue in item]
        else:
            moved[key] = _moved(item, offset, ids)
    return moved
