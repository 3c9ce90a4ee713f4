"""A review that is remembered: verdicts on lines of the ledger, kept in the database that `extract -o FILE.db` wrote.

A line is known again by the address of its article, else its file, and by claim, status and verb, so that a verdict outlives another run over the same article, and
an edit of it. Each reviewer has one verdict on a line, the newest; verdicts of persons and of programs are kept apart. Of a line that several persons judged the newest
verdict counts.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from claimx.errors import InputError, OutputError
from claimx.records import Json
from claimx.trace.store import READABLE, VERSION, Store, inert
from claimx.trace.terms import sentences

ACCEPTED, REJECTED, SKIPPED = "accepted", "rejected", "skipped"
PERSON, PROGRAM = "person", "program"
PATIENCE = 10  # seconds after which somebody is told that a program does not answer
_TABLE = """
TABLE IF NOT EXISTS reviews (
    id INTEGER PRIMARY KEY, place TEXT NOT NULL, claim TEXT NOT NULL, status TEXT NOT NULL, verb TEXT NOT NULL, verdict TEXT NOT NULL,
    actor TEXT, claimant TEXT, wording TEXT, note TEXT, kind TEXT NOT NULL, reviewer TEXT NOT NULL, day TEXT NOT NULL,
    UNIQUE (place, claim, status, verb, kind, reviewer)
)"""
_OF_LINE = (
    "reviews.place = coalesce(nullif(ledger.url, ''), ledger.source) AND reviews.claim = ledger.claim AND reviews.status = ledger.status"
    " AND reviews.verb = coalesce(ledger.verb, '')"
)
_VIEW = f"""
VIEW IF NOT EXISTS reviewed AS
SELECT ledger.id, reviews.verdict, reviews.kind, reviews.reviewer, reviews.day, coalesce(reviews.wording, ledger.claim) AS claim, ledger.status,
       coalesce(reviews.claimant, ledger.claimant) AS claimant, ledger.claim_date, coalesce(reviews.actor, ledger.actor) AS actor, ledger.verb, ledger.act_date,
       ledger.lag, ledger.old_value, ledger.new_value, reviews.note, ledger.sentence, ledger.title, ledger.outlet, ledger.published, ledger.url, ledger.source,
       ledger.certainty, ledger.confidence, ledger.article, ledger.claim AS found_claim, ledger.actor AS found_actor, reviews.id AS review
FROM ledger JOIN reviews ON {_OF_LINE}
ORDER BY ledger.certainty DESC, ledger.confidence DESC, ledger.article, ledger.id"""
COLUMNS = (
    "source", "published", "outlet", "url", "status", "claim", "claimant", "claim_date", "actor", "verb", "act_date", "old_value", "new_value", "lag",
    "sentence", "title", "confidence", "reviewer", "day", "note", "found_claim", "found_actor",
)  # fmt: skip
ASKED = (*COLUMNS[: COLUMNS.index("reviewer")], "before", "stated")  # what a program is told of a line, beside its `id`
Line = Json


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reviewer says of a line: accepted, rejected or skipped; who really acted, who really claimed it and what it is really about (`wording`), each None
    where the line has it right."""

    verdict: str
    actor: str | None = None
    claimant: str | None = None
    wording: str | None = None
    note: str | None = None


_LONGEST_ANSWER = 1 << 20  # bytes
MENDS = ("actor", "claimant", "wording", "note")
_FILE_NAME = re.compile(r"[\w][\w .-]{0,100}(?<![ .])")  # what every system takes for one


class Reviews:
    """The reviews of a database; `reads`: nothing is written there. Raises `InputError` where there is no such file, `OutputError` where it holds no ledger."""

    def __init__(self, path: Path, reads: bool = False) -> None:
        if path.is_dir() or str(path) == "-":
            raise InputError(str(path), "no_database")
        if not path.is_file():
            raise InputError(str(path), "no_file")
        self.store = Store(path, reads, READABLE if reads else VERSION)
        held = {name for (name,) in self.store.db.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
        if "ledger" not in held:
            self.store.close()
            raise OutputError(str(path), "no_ledger")
        for name, made in (("reviews", _TABLE), ("reviewed", _VIEW)):
            if name not in held:
                self.store.db.execute(f"CREATE {'TEMP ' if reads else ''}{made}")

    def _rows(self, asked: str, values: tuple[object, ...] = ()) -> list[Line]:
        cursor = self.store.db.execute(asked, values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def lines(self, kind: str, reviewer: str, again: bool = False) -> list[Line]:
        """Return the lines that a reviewer has not judged, sure ones first; with `again` all, each with the verdict that it has from him.

        Each has, besides the columns of the ledger, the sentence `before` that of the act, and the one in which the claim is `stated` where that is another.
        """
        mended = ", ".join(f"reviews.{name} AS mended_{name}" for name in MENDS)
        found = self._rows(
            f"SELECT ledger.*, reviews.verdict, {mended}, articles.text FROM ledger JOIN articles ON articles.id = ledger.article"
            f" LEFT JOIN reviews ON {_OF_LINE} AND reviews.kind = ? AND reviews.reviewer = ?"
            " ORDER BY ledger.certainty DESC, ledger.confidence DESC, ledger.article, ledger.id",
            (kind, reviewer),
        )
        asked = [line for line in found if again or line["verdict"] is None]
        records = {
            number: json.loads(self.store.db.execute("SELECT record FROM articles WHERE id = ?", (number,)).fetchone()[0])
            for number in {line["article"] for line in asked}
        }
        for line in asked:
            line |= _around(line, line.pop("text") or "", records[line["article"]])
        return asked

    def left(self, kind: str, reviewer: str) -> int:
        """Return how many lines a reviewer has not judged."""
        asked = f"SELECT count(*) AS n FROM ledger LEFT JOIN reviews ON {_OF_LINE} AND reviews.kind = ? AND reviews.reviewer = ? WHERE reviews.id IS NULL"
        return int(self._rows(asked, (kind, reviewer))[0]["n"])

    def put(self, line: Line, verdict: Verdict, kind: str, reviewer: str) -> None:
        """Keep a verdict in the place of the one that the line had from this reviewer."""
        told = {name: None if value is None else inert(value) for name, value in asdict(verdict).items()}
        row = {"place": line["url"] or line["source"], "claim": line["claim"], "status": line["status"], "verb": line["verb"] or ""} | told
        row |= {"kind": kind, "reviewer": inert(reviewer), "day": date.today().isoformat()}
        names = ", ".join(row)
        self.store.db.execute(f"INSERT OR REPLACE INTO reviews ({names}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))

    def judged(self) -> list[Line]:
        """Return the lines that persons judged, as they were mended, each with the newest verdict."""
        newest = {
            line["id"]: line
            for line in sorted(self._rows("SELECT * FROM reviewed WHERE kind = ?", (PERSON,)), key=lambda row: row["review"])
        }
        return sorted(newest.values(), key=lambda line: (line["certainty"] == "possible", -line["confidence"], line["article"], line["id"]))

    def accepted(self) -> list[Line]:
        """Return the lines that persons accepted, as they were mended."""
        return [line for line in self.judged() if line["verdict"] == ACCEPTED]

    def gold(self) -> Iterator[tuple[str, str, Json]]:
        """Yield name, text and annotation of each article all of whose lines persons judged, as `claimx score` reads it: what was accepted; what was skipped is optional."""
        judged: dict[int, list[Line]] = {}
        for line in self.judged():
            judged.setdefault(line["article"], []).append(line)
        of = dict(self.store.db.execute("SELECT article, count(*) FROM ledger GROUP BY article").fetchall())
        taken: set[str] = set()
        for number, lines in sorted(judged.items()):
            if len(lines) == of[number]:
                text, record = self.store.db.execute("SELECT text, record FROM articles WHERE id = ?", (number,)).fetchone()
                if text:
                    name = Path(lines[0]["source"]).stem
                    name = name if _FILE_NAME.fullmatch(name) else f"article{number}"
                    while name.lower() in taken:
                        name += f"-{number}"
                    taken.add(name.lower())
                    yield name, text, _annotation(json.loads(record), text, lines)

    def others(self, kind: str, reviewer: str) -> list[str]:
        """Return the names of those besides a reviewer who judged lines."""
        return [
            row["reviewer"]
            for row in self._rows(
                "SELECT DISTINCT reviewer FROM reviews WHERE kind = ? AND reviewer <> ? ORDER BY reviewer", (kind, reviewer)
            )
        ]

    def close(self) -> None:
        """Let the file go."""
        self.store.close()


def _around(line: Line, text: str, record: Json) -> Line:
    """Return the sentence before that of the act, and the sentence in which the claim is stated where that is another one; None where the text is not at hand."""
    claim = next((claim for claim in record["claims"] if claim["id"] == line["id"].partition("-")[2]), None)
    act = next((cue for cue in record["cues"] if claim is not None and cue["id"] == claim["set_by"]), None)
    told = list(sentences(text))

    def at(offset: int | None) -> int | None:
        return next((n for n, (start, end) in enumerate(told) if offset is not None and start <= offset < end), None)

    def said(number: int | None) -> str | None:
        return None if number is None or number < 0 else " ".join(text[slice(*told[number])].split())

    here = at(act["cue"]["start"] if act else None)
    there = at(claim["span"]["start"] if claim else None)
    before = None if here is None else here - 1
    return {"before": said(before), "stated": said(there) if there not in (here, before) else None}


def _annotation(record: Json, text: str, lines: list[Line]) -> Json:
    """Return the cues and matters of judged lines as gold has them: those of an accepted line, and, as optional ones, those of a line that was skipped."""
    claims = {claim["id"]: claim for claim in record["claims"]}
    acts = {cue["id"]: cue for cue in record["cues"]}
    names = {speaker["id"]: speaker["name"] for speaker in record["speakers"]}
    cues: list[Json] = []
    matters = []
    for number, line in enumerate((line for line in lines if line["verdict"] != REJECTED), start=1):
        claim = claims[line["id"].partition("-")[2]]
        skipped = {"optional": True} if line["verdict"] == SKIPPED else {}
        for identifier in claim["history"]:
            act = acts[identifier]
            agent = line["actor"] if identifier == claim["set_by"] else names.get(act["agent"])
            kept = {key: act[key] for key in ("id", "cue", "class", "polarity", "modality", "target")}
            cues.append(kept | {"class_aliases": [], "agent": agent, "agent_aliases": [], "matter": f"m{number}"} | skipped)
        head = {"id": f"m{number}", "kind": "proposition", "text": line["claim"], "spans": _stated(claim, text, line)}
        head |= {"claimants": [line["claimant"]] if line["claimant"] else [], "status": line["status"], "status_aliases": []}
        matters.append(head | {"set_by": claim["history"], "lag": None, "part_of": None} | skipped)
    published = record["published"]["value"] if record["published"] else None
    return {"outlet": record["outlet"], "published": published, "url": record["url"], "cues": cues, "matters": matters}


def _stated(claim: Json, text: str, line: Line) -> list[Json]:
    """Return where a matter is stated: where the program found it, or, of a mended wording, where that stands in the text, if it does."""
    if line["claim"] == line["found_claim"]:
        return [{key: claim["span"][key] for key in ("start", "end", "text")}]
    start = text.find(line["claim"])
    return [{"start": start, "end": start + len(line["claim"]), "text": line["claim"]}] if start >= 0 else []


def claim_review(line: Line) -> Json:
    """Return an accepted line as a ClaimReview of schema.org; where the review is published, its `url` and a rating are to be added."""
    appearance = {"@type": "NewsArticle", **_told(url=line["url"], name=line["title"] or line["source"], datePublished=line["published"])}
    author = {"author": {"@type": "Thing", "name": line["claimant"]}} if line["claimant"] else {}
    claim = {"@type": "Claim", "text": line["claim"], "appearance": [appearance], **author, **_told(datePublished=line["claim_date"])}
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": line["claim"],
        "itemReviewed": claim,
        "reviewAspect": " ".join(part for part in (line["status"], "by " + line["actor"] if line["actor"] else "") if part),
        "author": {"@type": "Person", "name": line["reviewer"]},
        "datePublished": line["day"],
        **_told(reviewBody=line["note"]),
        "inLanguage": "id",
    }


def _told(**parts: str | None) -> dict[str, str]:
    return {name: value for name, value in parts.items() if value}


class Program:
    """A program that judges lines: it reads one JSON object a line and answers each at once with one, {"verdict": accepted, rejected or skipped} and any of
    actor, claimant, wording and note. `slow` is called when it does not answer for a while."""

    def __init__(self, command: str, slow: Callable[[], None]) -> None:
        self.command, self.slow = command, slow
        try:
            # a program in Python would else keep its answers until the pipe is closed
            told = os.environ | {"PYTHONUNBUFFERED": "1"}
            self.process = subprocess.Popen(shlex.split(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=told)
        except (OSError, ValueError, IndexError) as error:
            raise OutputError(command, "no_program", why=getattr(error, "strerror", None) or str(error)) from None

    def judge(self, line: Line) -> Verdict:
        """Return its verdict on a line. Raises `OutputError` where it ends, or answers with anything else, or with more than one line."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        waiting = threading.Timer(PATIENCE, self.slow)
        waiting.start()
        answer = b""
        try:
            self.process.stdin.write(json.dumps({name: line[name] for name in ("id", *ASKED)}).encode() + b"\n")
            self.process.stdin.flush()
            while not (answer.endswith(b"\n") and answer.strip()) and len(answer) < _LONGEST_ANSWER:
                more = os.read(self.process.stdout.fileno(), 1 << 16)
                if not more:
                    break
                answer += more
        except OSError:
            answer = b""
        finally:
            waiting.cancel()
        if not answer:
            raise OutputError(self.command, "program_ended")
        try:
            told = json.loads(answer)  # of two lines neither is kept: the second would be taken for the next answer
            parts = {name: told.get(name) for name in MENDS}
            fits = (
                told.get("id", line["id"]) == line["id"]
                and told["verdict"] in (ACCEPTED, REJECTED, SKIPPED)
                and all(value is None or isinstance(value, str) for value in parts.values())
            )
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            fits = False
        if not fits:
            raise OutputError(self.command, "program_answer", answer=" ".join(answer.decode("utf-8", "replace").split())[:80])
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
            self.process.wait()
