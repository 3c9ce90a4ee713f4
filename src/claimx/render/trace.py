"""Threads for people and programs: a table for a terminal, rows, one page, and drafts of ClaimReview (schema.org) for a fact-checker."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from rich.console import Console, Group
from rich.padding import Padding
from rich.text import Text

from claimx.records import StatedIn, Thread
from claimx.render.days import in_words
from claimx.render.inert import plain
from claimx.render.ledger import GROUPS
from claimx.render.rows import Row
from claimx.render.table import STYLES
from claimx.render.words import say


def show(thread: Thread, console: Console, explain: bool, lang: str = "en") -> None:
    """Print a thread: its matter, the acts on it, who states it, and who is silent."""
    lines: list[Text | Padding] = [Text.assemble(("→ ", "dim"), plain(act)) for act in _acts(thread, lang)]
    silent = set(thread["silent"])
    for said in thread["statements"]:
        line = Text(_day(said, lang), style="dim")
        line.append(f" · {plain(said['outlet'] or said['article'])}")
        line.append(f" {say(lang, 'stance.' + said['stance'])}", style="bold" if said["stance"] == "acts" else "")
        if said["article"] in silent:
            line.append(f" {say(lang, 'trace.silent').upper()}: {say(lang, 'trace.untold')}", style="bold red")
        line.append(f" ({plain(said['article'])})", style="dim")
        lines.append(line)
        if said["text"].casefold() not in thread["text"].casefold():
            lines.append(Padding(Text(f"“{plain(said['text'])}”", style="dim", overflow="fold"), (0, 0, 0, 2)))
    if explain:
        lines += [Text(plain(reason), style="dim", overflow="fold") for reason in thread["evidence"]]
    sure = thread["certainty"] == "sure"
    head = Text(say(lang, f"status.{thread['status']}").upper(), style=STYLES[GROUPS[thread["status"]]] if sure else "dim")
    head.append(f"  {plain(thread['text'])}", style="bold" if sure else "")
    console.print(head)
    console.print(Text(plain(_facts(thread, lang)), style="dim"))
    console.print(Padding(Group(*lines), (0, 0, 1, 2)))


def _facts(thread: Thread, lang: str) -> str:
    """Return how many articles state a matter, how sure that is, and who claimed it."""
    facts = [_articles(thread, lang), say(lang, "line.sure", p=f"{thread['confidence']:.2f}")]
    if thread["certainty"] == "possible":
        facts.append(say(lang, "section.possible"))
    if thread["claimants"]:
        facts.append(say(lang, "trace.claimed", who=", ".join(thread["claimants"])))
    return " · ".join(facts)


def _articles(thread: Thread, lang: str) -> str:
    return say(lang, "facts.articles", n=len(thread["statements"]))


def _day(said: StatedIn, lang: str) -> str:
    return in_words(said["published"], lang=lang) if said["published"] else say(lang, "facts.undated")


def _acts(thread: Thread, lang: str) -> Iterator[str]:
    """Yield the acts as sentences in order of time, the same act of the same agent on the same day once."""
    seen: dict[tuple[str, str | None, str | None], int] = {}
    for act in thread["acts"]:
        if act["polarity"] == "affirmed" and act["modality"] == "asserted":
            key = act["class"], act["agent"], act["date"]
            seen[key] = seen.get(key, 0) + 1
    for (kind, agent, day), times in seen.items():
        told = say(lang, f"act.{kind}")
        if agent:
            told += say(lang, "line.by", who=agent)
        if day:
            told += say(lang, "line.on", day=in_words(day, lang=lang))
        if times > 1:
            told += say(lang, "line.times", n=times)
        yield told


def rows(thread: Thread) -> Iterator[Row]:
    """Yield one row for each statement of a thread."""
    of_thread = {"thread": thread["id"], "matter": thread["text"], "claimants": "; ".join(thread["claimants"])}
    for said in thread["statements"]:
        acts = [act for act in thread["acts"] if act["article"] == said["article"]]
        told = {
            "statement": said["text"],
            "silent": said["article"] in thread["silent"],
            "acts": "; ".join(dict.fromkeys(act["class"] for act in acts)),
            "agents": "; ".join(dict.fromkeys(act["agent"] for act in acts if act["agent"])),
        }
        yield {**said, **thread, **of_thread, **told}


def page(threads: list[Thread], lang: str = "en") -> str:
    """Return one self-contained page: an index with a search, and each thread with its statements, acts and silent articles."""
    from claimx.render.html import rendered

    return rendered("trace.html", lang, threads=[_view(thread, lang) for thread in threads])


def pages(threads: list[Thread], lang: str = "en") -> Iterator[tuple[str, str]]:
    """Yield (name, content) of a page for each thread, and of an index that leads to them."""
    from claimx.render.html import rendered

    views = [_view(thread, lang) for thread in threads]
    for view in views:
        yield f"{view['id']}.html", rendered("thread_page.html", lang, thread=view)
    yield "index.html", rendered("threads.html", lang, threads=views)


def _view(thread: Thread, lang: str) -> dict[str, object]:
    silent = set(thread["silent"])
    told: dict[str, list[str]] = {}
    for act in thread["acts"]:
        told.setdefault(act["article"], []).append(act["cue"]["text"])
    statements = [
        {
            **said,
            "day": _day(said, lang),
            "silent": said["article"] in silent,
            "acts": list(dict.fromkeys(told.get(said["article"], ()))),
            "href": said["url"] if _is_address(said["url"]) else None,
        }
        for said in thread["statements"]
    ]
    people = sorted({*thread["claimants"], *(act["agent"] for act in thread["acts"] if act["agent"])})
    shown = {"facts": _facts(thread, lang), "articles": _articles(thread, lang), "told": list(_acts(thread, lang))}
    return {**thread, **shown, "statements": statements, "people": people}


def _is_address(url: str | None) -> bool:
    """Return whether an address leads to the web, so that a page may link to it."""
    try:
        return urlsplit(url or "").scheme in ("http", "https")
    except ValueError:
        return False


def claim_review(thread: Thread) -> dict[str, object]:
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
    claim: dict[str, object] = {"@type": "Claim", "text": thread["text"], "appearance": appearances, "firstAppearance": appearances[0]}
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
