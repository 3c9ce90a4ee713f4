"""A review that is remembered: verdicts on lines of the ledger, kept in the database that `extract -o FILE.db` wrote.

A line is known again by the address of its article, else its file, and by claim, status and verb, so that a verdict outlives another run over the same article, and an edit of it. Verdicts of persons and of programs
are kept apart: one of each for a line, the newest.
"""

from __future__ import annotations

import json
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from claimx.errors import InputError, OutputError
from claimx.trace.store import Store, inert

ACCEPTED, REJECTED, SKIPPED = "accepted", "rejected", "skipped"
PERSON, PROGRAM = "person", "program"
_KEY = ("claim", "status", "verb")
_TABLE = """
CREATE TABLE IF NOT EXISTS reviews (
    id INTEGER PRIMARY KEY, place TEXT NOT NULL, claim TEXT NOT NULL, status TEXT NOT NULL, verb TEXT NOT NULL,
    verdict TEXT NOT NULL, actor TEXT, wording TEXT, note TEXT, kind TEXT NOT NULL, reviewer TEXT NOT NULL, day TEXT NOT NULL,
    UNIQUE (place, claim, status, verb, kind)
)"""
_VIEW = """
CREATE VIEW IF NOT EXISTS reviewed AS
SELECT ledger.id, reviews.verdict, reviews.kind, reviews.reviewer, reviews.day, coalesce(reviews.wording, ledger.claim) AS claim, ledger.status, ledger.claimant,
       ledger.claim_date, coalesce(reviews.actor, ledger.actor) AS actor, ledger.verb, ledger.act_date, ledger.lag, ledger.old_value, ledger.new_value,
       reviews.note, ledger.sentence, ledger.title, ledger.outlet, ledger.published, ledger.url, ledger.source, ledger.confidence, ledger.article
FROM ledger JOIN reviews ON reviews.place = coalesce(ledger.url, ledger.source) AND reviews.claim = ledger.claim AND reviews.status = ledger.status
     AND reviews.verb = coalesce(ledger.verb, '')
ORDER BY ledger.article, ledger.id"""
COLUMNS = (
    "source", "published", "outlet", "url", "status", "claim", "claimant", "claim_date", "actor", "verb", "act_date", "old_value", "new_value", "lag",
    "sentence", "title", "confidence", "reviewer", "day", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reviewer says of a line: accepted, rejected or skipped; who really acted (`actor`), what it is really about (`wording`), each None where the line has it right."""

    verdict: str
    actor: str | None = None
    wording: str | None = None
    note: str | None = None


class Reviews:
    """The reviews of a database. Raises `InputError` where there is no such file, `OutputError` where it holds no ledger."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise InputError(str(path), "no_file")
        self.store = Store(path)
        held = {name for (name,) in self.store.db.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
        if "ledger" not in held:
            self.store.close()
            raise OutputError(str(path), "no_ledger")
        self.store.db.execute(_TABLE)
        self.store.db.execute(_VIEW)

    def lines(self, kind: str, again: bool = False) -> list[dict[str, Any]]:
        """Return the lines that nobody of a kind has judged, sure ones first; with `again` all, each with the `verdict` that it has."""
        cursor = self.store.db.execute(
            "SELECT ledger.*, reviews.verdict, reviews.note FROM ledger LEFT JOIN reviews ON reviews.place = coalesce(ledger.url, ledger.source)"
            " AND reviews.claim = ledger.claim AND reviews.status = ledger.status AND reviews.verb = coalesce(ledger.verb, '') AND reviews.kind = ?"
            " ORDER BY ledger.certainty DESC, ledger.confidence DESC, ledger.article, ledger.id",
            (kind,),
        )
        names = [column[0] for column in cursor.description]
        found = [dict(zip(names, row, strict=True)) for row in cursor]
        return [line for line in found if again or line["verdict"] is None]

    def put(self, line: dict[str, Any], verdict: Verdict, kind: str, reviewer: str) -> None:
        """Keep a verdict in the place of the one that the line had from this kind of reviewer."""
        told = {name: None if value is None else inert(value) for name, value in asdict(verdict).items()}
        row = {"place": line["url"] or line["source"]} | {name: line[name] or "" for name in _KEY} | told
        row |= {"kind": kind, "reviewer": inert(reviewer), "day": date.today().isoformat()}
        names = ", ".join(row)
        self.store.db.execute(f"INSERT OR REPLACE INTO reviews ({names}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))

    def accepted(self) -> list[dict[str, Any]]:
        """Return the lines that a person accepted, as they were mended."""
        cursor = self.store.db.execute("SELECT * FROM reviewed WHERE kind = ? AND verdict = ?", (PERSON, ACCEPTED))
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def gold(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Yield name, text and annotation of each article all of whose lines a person judged: what was accepted, as cues and matters of `claimx score`."""
        open_lines = {line["article"] for line in self.lines(PERSON)}
        accepted: dict[int, list[dict[str, Any]]] = {}
        for line in self.accepted():
            accepted.setdefault(line["article"], []).append(line)
        asked = "SELECT DISTINCT articles.id, text, record FROM articles JOIN reviews ON place IN (url, source) WHERE kind = ? ORDER BY articles.id"
        for number, text, record in self.store.db.execute(asked, (PERSON,)).fetchall():
            if number not in open_lines and text:
                yield f"article{number}", text, _annotation(json.loads(record), accepted.get(number, []))

    def close(self) -> None:
        """Let the file go."""
        self.store.close()


def _annotation(record: dict[str, Any], lines: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the cues and matters of accepted lines as gold has them."""
    claims = {claim["id"]: claim for claim in record["claims"]}
    acts = {cue["id"]: cue for cue in record["cues"]}
    names = {speaker["id"]: speaker["name"] for speaker in record["speakers"]}
    cues: list[dict[str, Any]] = []
    matters = []
    for number, line in enumerate(lines, start=1):
        claim = claims[line["id"].partition("-")[2]]
        told = {key: claim["span"][key] for key in ("start", "end", "text")}
        for identifier in claim["history"]:
            act = acts[identifier]
            agent = line["actor"] if identifier == claim["set_by"] else names.get(act["agent"])
            kept = {key: act[key] for key in ("id", "cue", "class", "polarity", "modality", "target")}
            cues.append(kept | {"class_aliases": [], "agent": agent, "agent_aliases": [], "matter": f"m{number}"})
        claimants = [line["claimant"]] if line["claimant"] else []
        head = {"id": f"m{number}", "kind": "proposition", "text": line["claim"], "spans": [told], "claimants": claimants}
        matters.append(head | {"status": line["status"], "status_aliases": [], "set_by": claim["history"], "lag": None, "part_of": None})
    published = record["published"]["value"] if record["published"] else None
    return {"outlet": record["outlet"], "published": published, "url": record["url"], "cues": cues, "matters": matters}


def claim_review(line: dict[str, Any]) -> dict[str, Any]:
    """Return an accepted line as a ClaimReview of schema.org; where the review is published, its `url` is to be added."""
    appearance = {"@type": "NewsArticle", **_told(url=line["url"], name=line["title"] or line["source"], datePublished=line["published"])}
    author = {"author": {"@type": "Thing", "name": line["claimant"]}} if line["claimant"] else {}
    claim = {"@type": "Claim", "text": line["claim"], "appearance": [appearance], **author, **_told(datePublished=line["claim_date"])}
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": line["claim"],
        "itemReviewed": claim,
        "reviewAspect": line["status"],
        "author": {"@type": "Person", "name": line["reviewer"]},
        "datePublished": line["day"],
        **_told(reviewBody=line["note"]),
        "inLanguage": "id",
    }


def _told(**parts: str | None) -> dict[str, str]:
    return {name: value for name, value in parts.items() if value}


class Program:
    """A program that judges lines: it reads one JSON object a line and answers each with one, {"verdict": accepted, rejected or skipped, "actor", "wording", "note"}."""

    def __init__(self, command: str) -> None:
        self.command = command
        try:
            self.process = subprocess.Popen(
                shlex.split(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
            )
        except (OSError, ValueError, IndexError) as error:
            raise OutputError(command, "no_program", why=getattr(error, "strerror", None) or str(error)) from None

    def judge(self, line: dict[str, Any]) -> Verdict:
        """Return its verdict on a line. Raises `OutputError` where it ends, or answers with anything else."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        asked = {name: line[name] for name in ("id", *COLUMNS) if name in line and name not in ("note", "reviewer", "day")}
        try:
            self.process.stdin.write(json.dumps(asked, ensure_ascii=False) + "\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        except (OSError, UnicodeDecodeError):
            answer = ""
        if not answer:
            raise OutputError(self.command, "program_ended")
        try:
            told = json.loads(answer)
            parts = {name: told.get(name) for name in ("actor", "wording", "note")}
            fits = told["verdict"] in (ACCEPTED, REJECTED, SKIPPED) and all(
                value is None or isinstance(value, str) for value in parts.values()
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            fits = False
        if not fits:
            raise OutputError(self.command, "program_answer", answer=" ".join(answer.split())[:80])
        return Verdict(told["verdict"], **parts)

    def close(self) -> None:
        """Let it end."""
        if self.process.stdin is not None:
            with suppress(OSError):
                self.process.stdin.close()
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
