"""Articles in SQLite: their records, and an index of their words (FTS5), in a file or in memory.

An article is known by source and sha256: added twice, it is there once, but for wire copies, one text of two addresses or outlets. Edited and added again, under the same
address, else as the same file, else under the same name in mostly the same words, it takes the place of its earlier self, which is kept as a version. What is written is written in transactions of `BATCH` articles
or `PATIENCE` seconds, so that a file is whole whenever the program ends, and the next run adds what is missing.
"""

from __future__ import annotations

import hashlib
import json
import math
import sqlite3
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from sys import intern
from time import monotonic

from claimx.errors import OutputError
from claimx.inputs.article import Article
from claimx.inputs.paths import HTML, TEXT, ending, spellings
from claimx.records import Document, Span
from claimx.trace.terms import Term, sentences, terms

APPLICATION = 0x636C6D78  # `clmx` in the header of our files
VERSION = 6  # raised also where stems change, or the words that say nothing: those of each article are kept
READABLE = 5  # from which reviews can be read
POSTINGS = 2000  # articles among which the nearest are looked for, as many as hold the rarest stems
FEWEST_ASKED = 2  # stems that they are looked for by at least
RARE = 0.005  # share of usual articles that hold a stem which is not listed
BATCH = 200  # articles a transaction
ALIKE = 0.5  # share of the words of two texts of one file name that both hold, from which one is an edit of the other: two articles of one affair share a fifth
PATIENCE = 1.0  # seconds after which what is written is kept, however few articles it is
COUNTED = 1 << 17  # stems whose articles are counted once
KEPT = 2000  # articles whose terms are kept in memory
VECTORS = 5000  # articles whose stems are, without their places
LAYER_TABLES = ("cues", "ledger", "asserted", "quotes", "dates", "speakers")  # those of `outputs.database`, which refer to articles
# Datasette hides tables whose names begin with that of a search index, which is why earlier texts are in `_words_versions`
_COLUMNS = ("source", "sha256", "url", "outlet", "published", "title", "text", "record", "path")
_NAMES = f"({', '.join(_COLUMNS)})"
_KEEP = f"INSERT OR IGNORE INTO _words_versions {_NAMES[:-1]}, article)"
_MARKS = f"({', '.join('?' * len(_COLUMNS))})"
_SCHEMA = """
CREATE TABLE articles (
    id INTEGER PRIMARY KEY, source TEXT NOT NULL, sha256 TEXT NOT NULL, url TEXT, outlet TEXT, published TEXT, title TEXT,
    text TEXT, record TEXT NOT NULL, path TEXT
);
CREATE INDEX articles_source ON articles (source, sha256);
CREATE INDEX articles_url ON articles (url);
CREATE INDEX articles_path ON articles (path);
CREATE TABLE _words_versions (
    id INTEGER PRIMARY KEY, source TEXT NOT NULL, sha256 TEXT NOT NULL, url TEXT, outlet TEXT, published TEXT, title TEXT, text TEXT, record TEXT NOT NULL,
    path TEXT, article INTEGER NOT NULL, UNIQUE (source, sha256)
);
CREATE INDEX versions_url ON _words_versions (url);
CREATE INDEX versions_article ON _words_versions (article);
CREATE VIRTUAL TABLE _words USING fts5(stems, stretches UNINDEXED, tokenize="unicode61 remove_diacritics 0 tokenchars '.'");
CREATE VIRTUAL TABLE _vocabulary USING fts5vocab(_words, 'row');
"""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence or the title of an article with its terms; offsets count in the text, or in the title where `title` is true."""

    start: int
    end: int
    title: bool
    terms: tuple[Term, ...]
    stems: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "stems", frozenset(term.stem for term in self.terms))


@dataclass(frozen=True, slots=True)
class Vector:
    """The stems of an article, and the square of their length as a weighted vector."""

    stems: frozenset[str]
    norm: float


@dataclass(frozen=True, slots=True)
class Told:
    """An article as it is matched. `day` is its ISO day of publication, None where its year or all of it is not known; `key` is what articles are sorted by.

    What is long of it is asked of the store anew each time, which keeps that of the last ones, so that a million articles can be held.
    """

    id: int
    day: str | None
    key: tuple[str, str, str]
    _store: Store

    @property
    def record(self) -> Document:
        """The record that `claimx extract` wrote."""
        return self._store.record(self.id)

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """The sentences and the title."""
        return self._store.stretches(self.id)

    @property
    def stems(self) -> frozenset[str]:
        """All stems of it."""
        return self._store.vector(self.id).stems

    def likeness(self, other: Told) -> float:
        """Return how alike two articles are as wholes, 0 to 1: the cosine of their weighted stems."""
        one, two = self._store.vector(self.id), self._store.vector(other.id)
        norm = math.sqrt(one.norm * two.norm)
        return math.fsum(weight(stem) ** 2 for stem in one.stems & two.stems) / norm if norm else 0.0

    def text(self, start: int, end: int, title: bool) -> str:
        """Return what stands at offsets of the text or the title."""
        return ((self.record["title"] if title else self.record["text"]) or "")[start:end]


class Store:
    """The articles of a trace; `db` is the open connection; `reads`: nothing is written; `oldest`: the earliest version that is taken. Raises `OutputError` where the file is none of claimx or cannot be opened."""

    def __init__(self, path: Path | None = None, reads: bool = False, oldest: int = VERSION) -> None:
        self.path = path
        # what is asked for again and again, each by the number of an article or a stem
        self.told = lru_cache(maxsize=COUNTED)(self._told)
        self.record = lru_cache(maxsize=KEPT)(self._record)
        self.stretches = lru_cache(maxsize=KEPT)(self._stretches)
        self.vector = lru_cache(maxsize=VECTORS)(self._vector)
        self._holding = lru_cache(maxsize=COUNTED)(self._count)
        try:
            self.made = path is not None and not path.exists()
            known = path is not None and path.exists() and path.stat().st_size > 0
            found = _read_only(path) if reads and known and path is not None else None
            self.db = found if found is not None else sqlite3.connect(path if path is not None else ":memory:", isolation_level=None)
            with ExitStack() as fails:
                fails.callback(self.db.close)
                if known:
                    self._recognise(oldest)
                else:
                    self.db.executescript(
                        f"BEGIN; PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION}; {_SCHEMA} COMMIT;"
                    )
                fails.pop_all()
        except sqlite3.Error as error:
            raise OutputError(str(path), "bad_database", why=str(error)) from None

    def _recognise(self, oldest: int) -> None:
        (application,) = self.db.execute("PRAGMA application_id").fetchone()
        (version,) = self.db.execute("PRAGMA user_version").fetchone()
        if application != APPLICATION:
            raise OutputError(str(self.path), "other_database")
        if not oldest <= version <= VERSION:
            raise OutputError(str(self.path), "old_database", version=version)

    def close(self) -> None:
        """Let the file go; one that was made for this run, and got no article, goes."""
        goes = self.made and not self.db.in_transaction and not len(self)
        self.db.close()
        if goes and self.path is not None:
            self.path.resolve().unlink(missing_ok=True)  # of a link, what it leads to

    def __len__(self) -> int:
        (count,) = self.db.execute("SELECT count(*) FROM articles").fetchone()
        return int(count)

    def number(self, article: Article) -> int | None:
        """Return the number of the text of an article, as this source and for this outlet and address as far as they are known; None where it is not there."""
        return self._same(article.source, article.sha256, article.url, article.outlet)

    def add(self, records: Iterable[Document]) -> None:
        """Add records that are not there yet."""
        with self.batches() as one:
            for record in records:
                with one():
                    self.insert(record)

    @contextmanager
    def batches(self) -> Iterator[Callable[[], AbstractContextManager[None]]]:
        """Hold a transaction, and give what is put around the work on each article: of an article all is kept or nothing, however the run ends."""

        waiting, kept = 0, monotonic()

        @contextmanager
        def one() -> Iterator[None]:
            nonlocal waiting, kept
            self.db.execute("SAVEPOINT article")
            try:
                yield
            except BaseException:
                if self.db.in_transaction:
                    self.db.execute("ROLLBACK TO article")
                raise
            finally:
                if self.db.in_transaction:
                    self.db.execute("RELEASE article")
            waiting += 1
            if waiting >= BATCH or monotonic() - kept > PATIENCE:
                kept = monotonic()
                try:
                    self.db.execute("COMMIT")
                except sqlite3.OperationalError:
                    if not self.db.in_transaction:
                        raise
                    return  # somebody reads: tried again in a while, and at the end
                self.db.execute("BEGIN")
                waiting = 0

        self.db.execute("BEGIN")
        try:
            yield one
        finally:
            if self.db.in_transaction:
                self.db.execute("COMMIT")  # what was added before is whole

    def insert(self, record: Document) -> int | None:
        """Add a record in the place of earlier texts of its article; return its number, None where it is there already, or a version that a later one followed."""
        if self._same(record["source"], record["sha256"], record["url"], record["outlet"]) is not None:
            return None
        row = _row(record)
        published, path = _day(record), row[-1]
        if path is None and self._was_there(record):
            return None
        retired: list[int] = []
        for number, sha256, day in self._earlier(record, path):
            if sha256 == record["sha256"]:  # one text of one address, by two names
                return None
            if day and published and day > published:  # what is there came out later
                self.db.execute(f"{_KEEP} VALUES {_MARKS[:-1]}, ?)", (*row, number))
                return None
            self._retire(number)
            retired.append(number)
        (number,) = self.db.execute(f"INSERT INTO articles {_NAMES} VALUES {_MARKS} RETURNING id", row).fetchone()
        for earlier in retired:
            self.db.execute("UPDATE _words_versions SET article = ? WHERE article = ?", (number, earlier))
        self._forget()
        self.db.execute("INSERT INTO _words (rowid, stems, stretches) VALUES (?, ?, ?)", (number, *_indexed(record)))
        return int(number)

    def _same(self, source: str, sha256: str, url: str | None, outlet: str | None) -> int | None:
        """Return the number of the article that has this source and text, and is no other outlet's copy of it; a file is one article, whatever its outlet is taken for."""
        found = self.db.execute("SELECT id, url, outlet FROM articles WHERE source = ? AND sha256 = ?", (inert(source), sha256))
        url, outlet = inert(url), inert(outlet)
        return next(
            (
                number
                for number, address, name in found
                if (url and url == address) or (_agree(url, address) and (_is_file(source) or _agree(outlet, name)))
            ),
            None,
        )

    def _was_there(self, record: Document) -> bool:
        """Return whether a text stands as a version of its address or name already: who reads the same inputs once more edits nothing."""
        where, value = ("url", record["url"]) if record["url"] else ("source", record["source"])
        asked = f"SELECT 1 FROM _words_versions WHERE {where} = ? AND sha256 = ?"
        return self.db.execute(asked, (inert(value), record["sha256"])).fetchone() is not None

    def _forget(self) -> None:
        """Forget what was read of articles that are no more what they were."""
        for kept in (self.told, self.record, self.stretches, self.vector, self._holding):
            kept.cache_clear()

    def _earlier(self, record: Document, path: str | None) -> list[tuple[int, str, str | None]]:
        """Return the number, digest and day of the articles of the same address, else of the same file; an id is no file, as two may number alike."""
        url, source = inert(record["url"]), record["source"]
        if url:
            return self.db.execute("SELECT id, sha256, published FROM articles WHERE url = ?", (url,)).fetchall()
        if not _is_file(source):
            return []
        names = [str(inert(name)) for name in spellings(source)]
        found = self.db.execute(
            f"SELECT id, sha256, published, path FROM articles WHERE path = ? OR source IN ({', '.join('?' * len(names))})", (path, *names)
        ).fetchall()
        return [
            (number, sha256, day)
            for number, sha256, day, other in found
            if sha256 == record["sha256"] or (path is not None and path == other) or self._was_moved(number, other, record, path)
        ]

    def _was_moved(self, number: int, other: str | None, record: Document, path: str | None) -> bool:
        """Return whether a file is another one of its name that was moved and edited: that is gone, where both places are known, and has mostly the same words."""
        if path is not None and other is not None and Path(other).exists():
            return False
        held, stems = self.vector(number).stems, frozenset(_indexed(record)[0].split())
        return len(held & stems) >= ALIKE * len(held | stems)

    def _retire(self, number: int) -> None:
        """Make an article a version: it is found no more, and its rows go."""
        self.db.execute(f"{_KEEP} SELECT {_NAMES[1:-1]}, id FROM articles WHERE id = ?", (number,))
        self.db.execute("DELETE FROM _words WHERE rowid = ?", (number,))
        made = {name for (name,) in self.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for table in made.intersection(LAYER_TABLES):
            self.db.execute(f"DELETE FROM {table} WHERE article = ?", (number,))
        self.db.execute("DELETE FROM articles WHERE id = ?", (number,))
        self._forget()

    def replace(self, record: Document) -> int | None:
        """Put a record in the place of the one that the same text has; return its number, None where the text stands only as a version."""
        number = self._same(record["source"], record["sha256"], record["url"], record["outlet"])
        if number is None:
            return None
        self._forget()
        self.db.execute(f"UPDATE articles SET {_NAMES} = {_MARKS} WHERE id = ?", (*_row(record), number))
        self.db.execute("UPDATE _words SET stems = ?, stretches = ? WHERE rowid = ?", (*_indexed(record), number))
        return number

    def put(self, table: str, rows: Iterable[Mapping[str, object]]) -> None:
        """Insert rows, column to value and all of the same columns, into a table."""
        found = list(rows)
        if not found:
            return
        columns, marks = ", ".join(f"[{name}]" for name in found[0]), ", ".join("?" * len(found[0]))
        values = ([inert(value) if isinstance(value, str) else value for value in row.values()] for row in found)
        self.db.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)

    # -- reading ---------------------------------------------------------------------------------------------------------------
    def records(self) -> Iterator[tuple[int, Document]]:
        """Yield all articles with their numbers, in order of publication, source and digest."""
        for number, text, record in self.db.execute(
            "SELECT id, text, record FROM articles ORDER BY coalesce(published, '9999'), source, sha256"
        ):
            yield number, _unpacked(text, record)

    def versions(self) -> Iterator[list[Document]]:
        """Yield the texts of each article that has several, in the order in which they came, the one that stands now last."""
        asked = "SELECT DISTINCT articles.id FROM articles JOIN _words_versions ON article = articles.id ORDER BY coalesce(articles.url, articles.source)"
        for (number,) in self.db.execute(asked).fetchall():
            found = [
                *self.db.execute("SELECT text, record FROM _words_versions WHERE article = ? ORDER BY id", (number,)),
                *self.db.execute("SELECT text, record FROM articles WHERE id = ?", (number,)),
            ]
            yield [_unpacked(*row) for row in found]

    def _told(self, number: int) -> Told:
        """Return an article by its number."""
        row = self.db.execute("SELECT published, source, sha256 FROM articles WHERE id = ?", (number,))
        published, source, sha256 = row.fetchone()
        day = published if published and "X" not in published else None
        return Told(number, day, (day or "9999", source, sha256), self)

    def _record(self, number: int) -> Document:
        """Return the record of an article."""
        return _unpacked(*self.db.execute("SELECT text, record FROM articles WHERE id = ?", (number,)).fetchone())

    def _stretches(self, number: int) -> tuple[Stretch, ...]:
        """Return the title and the sentences of an article, as they are matched."""
        (kept,) = self.db.execute("SELECT stretches FROM _words WHERE rowid = ?", (number,)).fetchone()
        return tuple(_stretch(*row) for row in json.loads(kept))

    def _vector(self, number: int) -> Vector:
        """Return the stems of an article, as the index has them."""
        (stems,) = self.db.execute("SELECT stems FROM _words WHERE rowid = ?", (number,)).fetchone()
        found = frozenset(map(intern, stems.split()))
        return Vector(found, math.fsum(weight(stem) ** 2 for stem in found))  # the same in whatever order

    def _count(self, stem: str) -> int:
        """Return how many articles hold a stem; a frequent one takes long."""
        row = self.db.execute("SELECT doc FROM _vocabulary WHERE term = ?", (inert(stem),)).fetchone()
        return int(row[0]) if row else 0

    def held(self, stems: Iterable[str]) -> list[tuple[int, str]]:
        """Return those of some stems that articles hold, each with how many do, the rarest first."""
        return sorted((count, stem) for stem in stems if '"' not in stem and (count := self._holding(stem)))

    def near(self, held: Iterable[tuple[int, str]], limit: int, after: int = 0) -> list[int]:
        """Return the numbers of the articles that share most with some stems (see `held`), by BM25, the nearest first, past the first `after`."""
        asked: list[str] = []
        postings = 0
        for count, stem in held:  # the rarest: those that stand everywhere find nothing and take time
            if len(asked) >= FEWEST_ASKED and postings + count > POSTINGS:
                break
            asked.append(f'"{inert(stem)}"')
            postings += count
        if not asked:
            return []
        query = " OR ".join(asked)
        rows = self.db.execute("SELECT rowid FROM _words WHERE _words MATCH ? ORDER BY rank, rowid LIMIT ? OFFSET ?", (query, limit, after))
        return [number for (number,) in rows]


def _read_only(path: Path) -> sqlite3.Connection | None:
    """Return a connection that writes nothing, None where something is to be written first: what a killed run left half done is taken back."""
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", isolation_level=None, uri=True)
    try:
        db.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.Error as error:
        db.close()
        if isinstance(error, sqlite3.OperationalError):
            return None
        raise
    return db


@lru_cache(maxsize=1 << 17)
def weight(stem: str) -> float:
    """Return how much a stem tells: the logarithm of how rare it is in the news (`usual`), so that no judgement depends on what else is stored."""
    return -math.log(usual().get(stem, RARE))


def weigh(stems: Iterable[str]) -> float:
    """Return how much some stems tell together, the same in whatever order they come."""
    return math.fsum(map(weight, stems))


@cache
def usual() -> dict[str, float]:
    """Return the share of news articles that hold each frequent stem (`ranking/stems.toml`)."""
    data = tomllib.loads(files("claimx.ranking").joinpath("stems.toml").read_text(encoding="utf-8"))
    shares: dict[str, float] = data["share"]
    return shares


def stretches_of(record: Document) -> list[Stretch]:
    """Return the title and the sentences of an article that say something; one without text is matched by its quotes, claims and the targets of its cues."""
    text, title = record["text"], record["title"]
    found = [Stretch(0, len(title), True, tuple(terms(title)))] if title else []
    if text is not None:
        found += [Stretch(start, end, False, tuple(terms(text[start:end], start))) for start, end in sentences(text)]
    else:
        found += [
            Stretch(span["start"], span["end"], False, tuple(terms(span["text"], span["start"])))
            for span in sorted(_spans(record), key=lambda span: span["start"])
        ]
    return [stretch for stretch in found if stretch.terms]


def _spans(record: Document) -> Iterator[Span]:
    for quote in record["quotes"]:
        yield from quote["content"]
    for claim in record["claims"]:
        yield claim["span"]
    for cue in record["cues"]:
        if cue["target"] is not None:
            yield cue["target"]


def _indexed(record: Document) -> tuple[str, str]:
    """Return what the index of words holds of an article: its stems, and its stretches as JSON."""
    found = stretches_of({**record, "title": inert(record["title"]), "text": inert(record["text"])})
    stems = frozenset[str]().union(*(stretch.stems for stretch in found))
    return " ".join(sorted(stems)), json.dumps([(s.start, s.end, s.title, s.terms) for s in found], separators=(",", ":"))


def _stretch(start: int, end: int, title: bool, held: list[tuple[int, int, str, bool, bool]]) -> Stretch:
    """Return a stretch as the index of words holds it."""
    return Stretch(start, end, title, tuple(Term(first, last, intern(stem), name, does) for first, last, stem, name, does in held))


def _row(record: Document) -> tuple[str | None, ...]:
    """Return the columns of an article, see `_COLUMNS`."""
    told = [inert(record["url"]), inert(record["outlet"]), _day(record), inert(record["title"]), inert(record["text"])]
    packed = json.dumps({**record, "text": None})  # which has a column of its own
    return inert(record["source"]), record["sha256"], *told, packed, _path(record)


def _day(record: Document) -> str | None:
    return record["published"]["value"] if record["published"] else None


def _is_file(source: str) -> bool:
    return "#" not in source and ending(source) in (*TEXT, *HTML)


def _path(record: Document) -> str | None:
    """Return the full path of the file that a record is of, None where no such file is here, or one of other content: a name alone may be one of another folder."""
    try:
        path = Path(record["source"])
        here = _is_file(record["source"]) and hashlib.sha256(path.read_bytes()).hexdigest() == record["sha256"]
        return inert(str(path.resolve())) if here else None
    except (OSError, ValueError, RuntimeError):
        return None


def _agree(one: str | None, other: str | None) -> bool:
    """Return whether two addresses or outlets may be one: either is not known, or they are the same."""
    return not one or not other or one == other


def _unpacked(text: str | None, record: str) -> Document:
    document: Document = json.loads(record)
    return {**document, "text": text}


def inert(text: str | None) -> str | None:
    """Return text that SQLite can keep: a lone surrogate is written out, so that two names which are no UTF-8 stay two."""
    return text if text is None else text.encode("utf-8", "backslashreplace").decode("utf-8")
