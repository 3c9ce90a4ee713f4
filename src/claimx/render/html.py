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
from functools import cache, partial
from html import unescape
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimx.lexicons import word_class
from claimx.records import Cue, Date, Document, Span
from claimx.render.days import in_words
from claimx.render.inert import shown
from claimx.render.ledger import GROUPS, ORDER, Act, Line, lines, told_by, unplaced
from claimx.render.words import catalogue, published_in_words, say, warning_in_words
from claimx.syntax.classes import members

if TYPE_CHECKING:
    from jinja2 import Environment

_NEGATED_BEFORE = 40  # characters before an act in which the word that negates it stands
Shown = dict[str, Any]  # what a template is filled with
SEPARATOR = "\u241f"  # between names in an attribute of the page


@cache
def _environment() -> Environment:
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


def page(documents: list[Document], lang: str = "en", back: str = "") -> str:
    """Return one self-contained page for the records, with an index where there are several; each record needs its `text`.

    `lang` is `id` or `en`; `back` is the address of the page that lists this one, if there is one.
    """
    views = [_view(document, f"a{number}", lang) for number, document in enumerate(documents, 1)]
    return rendered(
        "report.html",
        lang,
        articles=views,
        entries=_sorted([view["entry"] for view in views]),
        title=views[0]["entry"]["title"] if len(views) == 1 else say(lang, "facts.articles", n=len(views)),
        entry=json.dumps(views[0]["entry"]) if len(views) == 1 else "",
        back=back,
    )


def rendered(template: str, lang: str, **parts: object) -> str:
    """Return a page of `templates`, with the words of a language."""
    page = (
        _environment()
        .get_template(template)
        .render(
            lang=lang,
            say=partial(say, lang),
            warned=partial(warning_in_words, lang=lang),
            days=partial(in_words, lang=lang),
            published=partial(_published, lang=lang),
            groups=GROUPS,
            order=ORDER,
            statuses=catalogue()["status"],
            joined=SEPARATOR.join,
            **parts,
        )
    )
    return f"{page}\n"


def _published(document: Document, lang: str) -> str:
    day = document["published"]
    return published_in_words(document, lang, in_words(day["value"], lang=lang) if day else None)


def entries_of(folder: Path) -> list[Shown]:
    """Return the entries of the pages in a folder, those of earlier runs too; each page carries its own. What is no page of ours is passed over."""
    found = []
    for path in sorted(folder.glob("*.html")):
        if not path.is_file():
            continue  # a pipe would wait for a writer
        match = _ENTRY.search(path.read_text(encoding="utf-8", errors="replace"))
        try:
            held = json.loads(unescape(match[1])) if match else None
        except (ValueError, RecursionError):
            held = None
        if isinstance(held, dict) and held.keys() >= _NEEDED:
            found.append({"claims": [], "people": [], "dates": 0, **held, "href": path.name})
    return found


_NEEDED = {"title", "source", "outlet", "published"}


_ENTRY = re.compile(r'<meta name="claimx-entry" content="([^"]*)">')
_LONGEST_NAME = 140  # characters of a first sentence that names an article
_CLAIMS_SHOWN = 3  # of an article in the index


def index(entries: list[Shown], lang: str = "en") -> str:
    """Return the page that leads to those of many articles; see `entry`."""
    return rendered("index.html", lang, entries=_sorted(entries), title=say(lang, "facts.articles", n=len(entries)))


def _sorted(entries: list[Shown]) -> list[Shown]:
    """Return entries, those with acts first, new ones before old ones."""
    by_day = sorted(entries, key=lambda entry: (entry["published"] or "").lstrip("X"), reverse=True)
    return sorted(by_day, key=lambda entry: not entry["claims"])


def entry(document: Document, found: list[Line], href: str) -> Shown:
    """Return what the index shows of a record, `found` the lines of its ledger."""
    return {
        "href": href,
        "title": _name(document),
        "source": document["source"],
        "outlet": document["outlet"],
        "published": document["published"]["value"] if document["published"] else None,
        "quotes": len(document["quotes"]),
        "dates": len(document["dates"]),
        "cues": len(document["cues"]),
        "statuses": sorted({line.claim["status"] for line in found} - {"asserted"}),
        "claims": [
            {
                "status": line.claim["status"],
                "text": " ".join(line.claim["span"]["text"].split()),
                "told": line.acts[0].named if line.acts else "",
                "sure": " · ".join(filter(None, (line.sure, line.doubt))),
            }
            for line in found[:_CLAIMS_SHOWN]
        ],
        "people": _people(document),
    }


def _name(document: Document) -> str:
    """Return what an article is called: its title, its first sentence, or where it came from."""
    if document["title"]:
        return document["title"]
    from claimx.language.reading import Reading

    text = document["text"] or ""
    start, end = Reading(text).sentences[0]
    sentence = " ".join(text[start:end].split())
    if len(sentence) > _LONGEST_NAME:
        sentence = sentence[:_LONGEST_NAME].rpartition(" ")[0] + " …"
    return sentence or document["source"]


def _people(document: Document) -> list[str]:
    """Return the names of those who say or do something in an article."""
    names = {speaker["id"]: speaker["name"] for speaker in document["speakers"]}
    said = {names[quote["speaker"]] for quote in document["quotes"] if quote["speaker"]}
    return sorted(said | {names[cue["agent"]] for cue in document["cues"] if cue["agent"]})


def _view(document: Document, key: str, lang: str) -> Shown:
    names = {speaker["id"]: speaker["name"] for speaker in document["speakers"]}
    dates = {date["id"]: date for date in document["dates"]}
    found, told, alone = lines(document, lang), told_by(document, lang), unplaced(document, lang)
    return {
        "key": key,
        "entry": entry(document, found, f"#{key}"),
        "document": document,
        "segments": _segments(document, key, names, told, lang),
        "lines": found,
        "alone": alone,
        "quotes": [
            {
                "id": quote["id"],
                "speaker": names.get(quote["speaker"] or ""),
                "text": " … ".join(part["text"] for part in quote["content"]),
                "day": in_words(dates[quote["date"]]["value"], lang=lang) if quote["date"] else "",
            }
            for quote in document["quotes"]
        ],
        "classes": sorted({cue["class"] for cue in document["cues"]}),
        "timeline": _timeline(document, dates, found, told, lang),
    }


def _timeline(document: Document, dates: dict[str, Date], found: list[Line], told: dict[str, Act], lang: str) -> list[Shown]:
    """Return the claims and acts that have a date, in the order of the days on which these begin."""
    points: list[tuple[str, Shown]] = []

    def point(date: str | None, **shown: object) -> None:
        when = dates[date] if date else None
        if when and when["begin"]:
            points.append((when["begin"], {"when": in_words(when["value"], lang=lang), **shown}))

    for line in found:
        claim = line.claim
        point(claim["date"], kind="claim", id=claim["quote"] or claim["id"], text=claim["span"]["text"], who=line.claimant, done=True)
    for cue in document["cues"]:
        act = told[cue["id"]]
        point(cue["date"], kind=cue["class"], id=cue["id"], text=act.sentence, who=act.agent, done=act.done)
    return [shown for _, shown in sorted(points, key=lambda item: (item[0], item[1]["kind"] != "claim"))]


def _marks(document: Document, names: dict[str, str], told: dict[str, Act], lang: str) -> Iterable[tuple[Span, str, str, str, str]]:
    """Yield (span, id, class of the mark, speaker, words for a screen reader)."""
    for quote in document["quotes"]:
        who = names.get(quote["speaker"] or "")
        for part in quote["content"]:
            yield part, quote["id"], "q", who or "", say(lang, "report.quote_by", who=who or say(lang, "facts.nobody"))
        if quote["source"]:
            yield quote["source"], f"{quote['id']}s", "s", who or "", ""
        if quote["cue"]:
            yield quote["cue"], f"{quote['id']}c", "v", who or "", ""
    for date in document["dates"]:
        yield date, date["id"], "d", "", f"{say(lang, 'report.date')} {in_words(date['value'], lang=lang)}"
    for claim in document["claims"]:
        if claim["history"] and claim["quote"] is None:
            yield (
                claim["span"],
                claim["id"],
                "k",
                names.get(claim["speaker"] or "", ""),
                f"{say(lang, 'report.claim')}, {say(lang, 'status.' + claim['status'])}",
            )
    for cue in document["cues"]:
        who = names.get(cue["agent"] or "", "")
        act = told[cue["id"]]
        yield _with_negation(document["text"] or "", cue), cue["id"], f"c {cue['class']}{'' if act.done else ' undone'}", who, act.sentence
        if cue["target"]:
            yield cue["target"], f"{cue['id']}t", "t", "", ""


@cache
def _negation() -> re.Pattern[str]:
    """Return the expression for a negator at the end of a text, with at most two words after it (`tidak [pernah] mencabut`)."""
    words = "|".join(sorted((word for word in word_class("negator") | members("failing")), key=len, reverse=True))
    return re.compile(rf"\b(?:{words})\s+(?:\w+\s+){{0,2}}$", re.IGNORECASE)


def _with_negation(text: str, cue: Cue) -> Span:
    """Return the span of a cue with the word that negates it, where that stands right before: a reader sees both or neither."""
    span = cue["cue"]
    negated = _negation().search(text, max(0, span["start"] - _NEGATED_BEFORE), span["start"]) if cue["polarity"] == "negated" else None
    start = negated.start() if negated else span["start"]
    return {"start": start, "end": span["end"], "text": text[start : span["end"]]}


def _segments(document: Document, key: str, names: dict[str, str], told: dict[str, Act], lang: str) -> list[Shown]:
    """Cut the text where marks begin and end; a segment names all marks that cover it, so that overlaps stay readable."""
    text = document["text"] or ""
    marks = list(_marks(document, names, told, lang))
    edges = sorted({0, len(text), *(span[edge] for span, *_ in marks for edge in ("start", "end"))})
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for number, (span, *_) in enumerate(marks):
        opening.setdefault(span["start"], []).append(number)
        closing.setdefault(span["end"], []).append(number)
    segments: list[Shown] = []
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
