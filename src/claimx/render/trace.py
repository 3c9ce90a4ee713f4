"""Threads for people and programs: a table for a terminal, rows, one page, and drafts of ClaimReview (schema.org) for a fact-checker."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from rich.console import Console, Group
from rich.padding import Padding
from rich.text import Text

from claimx.render.days import in_words
from claimx.render.inert import plain
from claimx.render.ledger import GROUPS
from claimx.render.table import STYLES

STANCES = {"acts": "tells the act", "reports": "reports it", "asserts": "states it"}


def show(thread: dict[str, Any], console: Console, explain: bool) -> None:
    """Print a thread: its matter, the acts on it, who states it, and who is silent."""
    several = len(thread["statements"])
    facts = f"{several} article{'s' if several > 1 else ''} · sure {thread['confidence']:.2f}"
    if thread["claimants"]:
        facts += f" · claimed by {', '.join(map(plain, thread['claimants']))}"
    lines: list[Text | Padding] = list(_acts(thread))
    silent = set(thread["silent"])
    for said in thread["statements"]:
        line = Text(in_words(said["published"] or "day unknown"), style="dim")
        line.append(f" · {plain(said['outlet'] or said['article'])}")
        line.append(f" {STANCES[said['stance']]}", style="bold" if said["stance"] == "acts" else "")
        if said["article"] in silent:
            line.append(" SILENT: never told of the act", style="bold red")
        line.append(f" ({plain(said['article'])})", style="dim")
        lines.append(line)
        if said["text"].casefold() not in thread["text"].casefold():
            lines.append(Padding(Text(f"“{plain(said['text'])}”", style="dim", overflow="fold"), (0, 0, 0, 2)))
    if explain:
        lines += [Text(plain(reason), style="dim", overflow="fold") for reason in thread["evidence"]]
    head = Text(thread["status"].upper(), style=STYLES[GROUPS[thread["status"]]])
    head.append(f"  {plain(thread['text'])}", style="bold")
    console.print(head)
    console.print(Text(facts, style="dim"))
    console.print(Padding(Group(*lines), (0, 0, 1, 2)))


def _acts(thread: dict[str, Any]) -> Iterator[Text]:
    """Yield the acts in order of time, the same act of the same agent on the same day once."""
    seen: dict[tuple[str, str | None, str | None], int] = {}
    for act in thread["acts"]:
        if act["polarity"] == "affirmed" and act["modality"] == "asserted":
            key = act["class"], act["agent"], act["date"]
            seen[key] = seen.get(key, 0) + 1
    for (kind, agent, day), times in seen.items():
        line = Text.assemble(("→ ", "dim"), kind)
        if agent:
            line.append(f", by {plain(agent)}")
        if day:
            line.append(f", {in_words(day)}")
        if times > 1:
            line.append(f" (told {times} times)", style="dim")
        yield line


def rows(thread: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield one row for each statement of a thread."""
    silent = set(thread["silent"])
    for said in thread["statements"]:
        acts = [act for act in thread["acts"] if act["article"] == said["article"]]
        yield {
            "thread": thread["id"],
            "status": thread["status"],
            "matter": thread["text"],
            "claimants": "; ".join(thread["claimants"]),
            "article": said["article"],
            "outlet": said["outlet"],
            "published": said["published"],
            "url": said["url"],
            "stance": said["stance"],
            "statement": said["text"],
            "silent": said["article"] in silent,
            "acts": "; ".join(dict.fromkeys(act["class"] for act in acts)),
            "agents": "; ".join(dict.fromkeys(act["agent"] for act in acts if act["agent"])),
            "confidence": thread["confidence"],
        }


def page(threads: list[dict[str, Any]]) -> str:
    """Return one self-contained page: an index with a search, and each thread with its statements, acts and silent articles."""
    from claimx.render.html import rendered

    return rendered("trace.html", "en", threads=[_view(thread) for thread in threads])


def pages(threads: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield (name, content) of a page for each thread, and of an index that leads to them."""
    from claimx.render.html import rendered

    views = [_view(thread) for thread in threads]
    for view in views:
        yield f"{view['id']}.html", rendered("thread_page.html", "en", thread=view)
    yield "index.html", rendered("threads.html", "en", threads=views)


def _view(thread: dict[str, Any]) -> dict[str, Any]:
    silent = set(thread["silent"])
    told: dict[str, list[str]] = {}
    for act in thread["acts"]:
        told.setdefault(act["article"], []).append(act["cue"]["text"])
    statements = [
        {
            **said,
            "day": in_words(said["published"] or "day unknown"),
            "says": STANCES[said["stance"]],
            "silent": said["article"] in silent,
            "acts": list(dict.fromkeys(told.get(said["article"], ()))),
            "href": said["url"] if _is_address(said["url"]) else None,
        }
        for said in thread["statements"]
    ]
    people = sorted({*thread["claimants"], *(act["agent"] for act in thread["acts"] if act["agent"])})
    return {**thread, "statements": statements, "told": [act.plain for act in _acts(thread)], "people": people}


def _is_address(url: str | None) -> bool:
    """Return whether an address leads to the web, so that a page may link to it."""
    try:
        return urlsplit(url or "").scheme in ("http", "https")
    except ValueError:
        return False


def claim_review(thread: dict[str, Any]) -> dict[str, Any]:
    """Return a draft of a ClaimReview of schema.org: who claimed what and where it appeared; the verdict is left to the fact-checker."""
    first = thread["statements"][0]
    appearances = [
        {
            "@type": "CreativeWork",
            **({"url": said["url"]} if said["url"] else {"name": said["article"]}),
            **({"datePublished": said["published"]} if said["published"] else {}),
        }
        for said in thread["statements"]
    ]
    claim: dict[str, Any] = {"@type": "Claim", "text": thread["text"], "appearance": appearances, "firstAppearance": appearances[0]}
    if thread["claimants"]:
        claim["author"] = {"@type": "Thing", "name": thread["claimants"][0]}
    if first["published"]:
        claim["datePublished"] = first["published"]
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": thread["text"],
        "itemReviewed": claim,
        "reviewAspect": thread["status"],
        "inLanguage": "id",
    }
