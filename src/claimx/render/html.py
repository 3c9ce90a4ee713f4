"""The HTML report: one self-contained file with the article's text marked, the ledger beside it and a timeline.

Nothing is fetched: style and script stand in the page, and its content policy allows no other. Article text is data: it is
escaped by the template, and controls that could turn the direction of text are made visible.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from functools import cache
from html import unescape
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

from claimx.records import Document, Span
from claimx.render.inert import shown
from claimx.render.rows import changed_values
from claimx.render.table import STATUS_STYLE

SEPARATOR = "\u241f"  # between names in an attribute of the page


@cache
def _environment() -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("claimx.render"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["shown"] = shown
    folder = files("claimx.render") / "templates"
    style = (folder / "report.css").read_text(encoding="utf-8")
    script = (folder / "report.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    environment.globals |= {"style": Markup(style), "script": Markup(script), "script_hash": Markup(f"'sha256-{digest}'")}
    return environment


def page(documents: list[Document]) -> str:
    """Return one self-contained page for the records, with an index where there are several; each record needs its `text`."""
    views = [_view(document, f"a{number}") for number, document in enumerate(documents, 1)]
    return str(
        _environment()
        .get_template("report.html")
        .render(articles=views, title=_title(documents), entry=json.dumps(views[0]["entry"]) if len(views) == 1 else "")
    )


def entries_of(folder: Path) -> list[dict[str, Any]]:
    """Return the entries of the pages in a folder, those of earlier runs too; each page carries its own."""
    found = []
    for path in sorted(folder.glob("*.html")):
        match = _ENTRY.search(path.read_text(encoding="utf-8"))
        if match:
            found.append({**json.loads(unescape(match[1])), "href": path.name})
    return found


_ENTRY = re.compile(r'<meta name="claimx-entry" content="([^"]*)">')


def index(entries: list[dict[str, Any]]) -> str:
    """Return the page that leads to those of many articles; see `entry`."""
    return str(_environment().get_template("index.html").render(entries=entries))


def entry(document: Document, href: str) -> dict[str, Any]:
    """Return what the index shows of a record."""
    return {
        "href": href,
        "title": document["title"] or document["source"],
        "source": document["source"],
        "outlet": document["outlet"],
        "published": document["published"]["value"] if document["published"] else None,
        "quotes": len(document["quotes"]),
        "cues": len(document["cues"]),
        "statuses": sorted({claim["status"] for claim in document["claims"] if claim["history"]} - {"asserted"}),
    }


def _title(documents: list[Document]) -> str:
    if len(documents) == 1:
        return documents[0]["title"] or documents[0]["source"]
    return f"{len(documents)} articles"


def _view(document: Document, key: str) -> dict[str, Any]:
    names = {speaker["id"]: speaker["name"] for speaker in document["speakers"]}
    dates = {date["id"]: date for date in document["dates"]}
    cues = {cue["id"]: cue for cue in document["cues"]}
    order = list(STATUS_STYLE)
    acted = sorted((c for c in document["claims"] if c["history"]), key=lambda c: (order.index(c["status"]), c["span"]["start"]))

    def cue_view(identifier: str) -> dict[str, Any]:
        cue = cues[identifier]
        return {
            "id": identifier,
            "text": cue["cue"]["text"],
            "class": cue["class"],
            "agent": names.get(cue["agent"] or ""),
            "marks": [m for m in (cue["polarity"], cue["modality"]) if m not in ("affirmed", "asserted")],
            "date": dates[cue["date"]]["value"] if cue["date"] else None,
            "target": cue["target"]["text"] if cue["target"] else None,
        }

    return {
        "key": key,
        "entry": entry(document, f"#{key}"),
        "document": document,
        "segments": _segments(document, key, names),
        "acted": [
            {
                "id": claim["id"],
                "anchor": claim["quote"] or claim["id"],
                "status": claim["status"],
                "text": claim["span"]["text"],
                "speaker": names.get(claim["speaker"] or ""),
                "cues": [cue_view(identifier) for identifier in claim["history"]],
                "lag": claim["lag"],
                "changed": changed_values(claim, cues),
            }
            for claim in acted
        ],
        "cues": [cue_view(identifier) for identifier in cues],
        "quotes": [
            {
                "id": quote["id"],
                "type": quote["type"],
                "speaker": names.get(quote["speaker"] or ""),
                "text": " … ".join(part["text"] for part in quote["content"]),
                "date": dates[quote["date"]]["value"] if quote["date"] else None,
            }
            for quote in document["quotes"]
        ],
        "speakers": sorted(
            {names[q["speaker"]] for q in document["quotes"] if q["speaker"]} | {names[c["agent"]] for c in document["cues"] if c["agent"]}
        ),
        "classes": sorted({cue["class"] for cue in document["cues"]}),
        "timeline": _timeline(document, names, dates),
    }


def _timeline(document: Document, names: dict[str, str], dates: dict[str, Any]) -> list[dict[str, Any]]:
    """Return claims and acts in order of the day on which their date begins; an act without a date stands at publication, marked so."""
    published = document["published"]["value"] if document["published"] else None
    points: list[dict[str, Any]] = []

    def point(date: str | None, kind: str, identifier: str, text: str, who: str | None) -> None:
        found = dates[date] if date else None
        begins = (found["begin"] if found else published) or ""
        if begins:
            when = found["value"] if found else published
            points.append(
                {"when": when, "begins": begins, "undated": found is None, "kind": kind, "id": identifier, "text": text, "who": who}
            )

    for claim in document["claims"]:
        if claim["history"] and claim["date"]:
            point(claim["date"], "claim", claim["quote"] or claim["id"], claim["span"]["text"], names.get(claim["speaker"] or ""))
    for cue in document["cues"]:
        point(cue["date"], cue["class"], cue["id"], cue["cue"]["text"], names.get(cue["agent"] or ""))
    return sorted(points, key=lambda point: (point["begins"], point["kind"] != "claim"))


def _marks(document: Document, names: dict[str, str]) -> Iterable[tuple[Span, str, str, str, str]]:
    """Yield (span, id, class of the mark, speaker, words for a screen reader)."""
    for quote in document["quotes"]:
        who = names.get(quote["speaker"] or "")
        for part in quote["content"]:
            yield part, quote["id"], "q", who or "", f"{quote['type']} quote by {who or 'nobody named'}"
        if quote["source"]:
            yield quote["source"], f"{quote['id']}s", "s", who or "", ""
        if quote["cue"]:
            yield quote["cue"], f"{quote['id']}c", "v", who or "", ""
    for date in document["dates"]:
        span: Span = {"start": date["start"], "end": date["end"], "text": date["text"]}
        yield span, date["id"], "d", "", f"date {date['value']}"
    for claim in document["claims"]:
        if claim["history"] and claim["quote"] is None:
            yield claim["span"], claim["id"], "k", names.get(claim["speaker"] or "", ""), f"claim, {claim['status']}"
    for cue in document["cues"]:
        who = names.get(cue["agent"] or "", "")
        yield cue["cue"], cue["id"], f"c {cue['class']}", who, f"{cue['class']}{' by ' + who if who else ''}"
        if cue["target"]:
            yield cue["target"], f"{cue['id']}t", "t", "", ""


def _segments(document: Document, key: str, names: dict[str, str]) -> list[dict[str, Any]]:
    """Cut the text where marks begin and end; a segment names all marks that cover it, so that overlaps stay readable."""
    text = document["text"] or ""
    marks = list(_marks(document, names))
    edges = sorted({0, len(text), *(span[edge] for span, *_ in marks for edge in ("start", "end"))})
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for number, (span, *_) in enumerate(marks):
        opening.setdefault(span["start"], []).append(number)
        closing.setdefault(span["end"], []).append(number)
    segments: list[dict[str, Any]] = []
    active: set[int] = set()
    seen: set[str] = set()
    for start, end in pairwise(edges):
        active -= set(closing.get(start, ()))
        active |= set(opening.get(start, ()))
        here = [marks[number] for number in sorted(active)]
        anchors = [f"{key}-{mark[1]}" for mark in here if mark[1] not in seen]
        said = "; ".join(mark[4] for mark in here if mark[1] not in seen and mark[4])
        seen |= {mark[1] for mark in here}
        segments.append(
            {
                "text": text[start:end],
                "classes": " ".join(sorted({name for mark in here for name in mark[2].split()})),
                "ids": " ".join(mark[1] for mark in here),
                "speakers": SEPARATOR.join(sorted({mark[3] for mark in here if mark[3]})),
                "anchors": anchors,
                "said": said,
            }
        )
    return segments
