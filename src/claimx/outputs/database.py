"""Records in SQLite: a table for each layer, foreign keys, full-text search. The file is one that `claimx trace` reads and adds to.

`ledger` holds the rows of `--table ledger`, the claims that an act moved; those that nobody acted on are in `asserted`. The view `acted_upon` is the
ledger to be read, without keys. An article is known as `trace.store` knows it. Extracted again, it takes the place of what was there, so that a run may
be repeated; edited, of its earlier self. Rows refer to one another by `ARTICLE-ID`: `12-Q3` is the quote Q3 of the article 12.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import sqlite_utils

from claimx.inputs.article import Article
from claimx.records import Document
from claimx.render.rows import COLUMNS, KINDS, OF_ARTICLE, rows
from claimx.trace.store import Store

# each table with the layer of the record and of the rows that fill it, and what its columns refer to
_TABLES: dict[str, tuple[str, dict[str, str]]] = {
    "speakers": ("speakers", {}),
    "dates": ("dates", {}),
    "quotes": ("quotes", {"speaker": "speakers", "date": "dates"}),
    "ledger": ("ledger", {"speaker": "speakers", "quote": "quotes"}),
    "asserted": ("claims", {"speaker": "speakers", "quote": "quotes", "date": "dates"}),
    "cues": ("cues", {"agent": "speakers", "demander": "speakers", "claim": "ledger", "date": "dates"}),
}
_LATER = ("ledger", "set_by", "cues")  # each of the two tables refers to the other
_SEARCHED = {"articles": ("title", "text"), "quotes": ("content",), "ledger": ("claim",)}
_SPEAKER = ("id", "name", "kind", "role", "aliases")
_ASSERTED = ("id", "claim", "start", "end", "speaker", "quote", "date")  # nobody acted on them, so that there is nothing to be sure of
_KEYS = ("speaker", "quote", "set_by")  # of the ledger, beside the columns of its rows
_ACTED_UPON = """CREATE VIEW IF NOT EXISTS acted_upon AS
SELECT published, outlet, status, certainty, claim, claimant, claim_date, actor, verb, act_date, lag, old_value, new_value, sentence, title, url, confidence,
       doubtful, source FROM ledger ORDER BY certainty DESC, confidence DESC"""


def _columns(table: str) -> list[str]:
    layer = _TABLES[table][0]
    if table == "ledger":
        return ["id", "article", *(name for name in COLUMNS[layer] if name != "id"), *_KEYS]
    if table == "asserted":
        return ["id", "article", *_ASSERTED[1:]]
    names = _SPEAKER if layer == "speakers" else [name for name in COLUMNS[layer] if name not in OF_ARTICLE]
    return ["id", "article", *(name for name in names if name != "id")]


class Database:
    """Writes records into a database, each article whole or not at all. Raises `OutputError` where the file is none of claimx."""

    def __init__(self, path: Path) -> None:
        self.store = Store(path)
        _make(sqlite_utils.Database(self.store.db))
        self.open = ExitStack()
        self.one = self.open.enter_context(self.store.batches())

    def has(self, article: Article) -> bool:
        """Return whether an article has its rows, and not only its text, which a trace put there."""
        number = self.store.number(article)
        found = " UNION ALL ".join(f"SELECT 1 FROM {table} WHERE article = :number" for table in _TABLES)
        return number is not None and self.store.db.execute(f"SELECT EXISTS ({found})", {"number": number}).fetchone() == (1,)

    def write(self, document: Document) -> None:
        """Put the rows of a record in the place of those that its article had."""
        with self.one():
            number = self.store.insert(document)
            if number is None:
                number = self.store.replace(document)
                if number is None:
                    return  # a version that a later one followed
                for table in _TABLES:
                    self.store.db.execute(f"DELETE FROM {table} WHERE article = ?", (number,))
            for table in _TABLES:
                names = _columns(table)
                self.store.put(table, ({name: row[name] for name in names} for row in _rows(document, table, number)))

    def close(self) -> None:
        """Commit and let the file go."""
        try:
            self.open.close()
        finally:
            self.store.close()

    abandon = close  # what is whole is kept


def _make(db: sqlite_utils.Database) -> None:
    """Add the tables of the layers to a database that has articles."""
    made = set(db.table_names())
    for table, (_, references) in _TABLES.items():
        if table not in made:
            keys = [("article", "articles", "id"), *((column, other, "id") for column, other in references.items())]
            kinds = {name: KINDS.get(name, int if name == "article" else str) for name in _columns(table)}
            db.table(table).create(kinds, pk="id", foreign_keys=keys)
            db.table(table).create_index(["article"])
    holder, column, other = _LATER
    if column not in {key.column for key in db.table(holder).foreign_keys}:
        db.table(holder).add_foreign_key(column, other, "id")
    db.execute(_ACTED_UPON)
    for table, columns in _SEARCHED.items():
        if f"{table}_fts" not in made:
            db.table(table).enable_fts(columns, create_triggers=True, tokenize="unicode61")


def _rows(document: Document, table: str, number: int) -> list[dict[str, object]]:
    """Return the rows of a table for one record, with the names of other rows in place of what they say."""
    layer, references = _TABLES[table]
    items: list[Any]
    if table in ("ledger", "asserted"):
        items = [claim for claim in document["claims"] if bool(claim["history"]) == (table == "ledger")]
    else:
        items = document[layer]  # type: ignore[literal-required]
    if layer == "speakers":
        found: list[dict[str, object]] = [
            {name: item[name] for name in _SPEAKER} | {"aliases": "; ".join(item["aliases"])} for item in items
        ]
    else:
        found = list(rows({**document, "claims": items} if table == "asserted" else document, layer))
    others = (*references, *([_LATER[1]] if table == _LATER[0] else []))
    for row, item in zip(found, items, strict=True):
        row |= {name: f"{number}-{item[name]}" if item[name] else None for name in others}
        row |= {"id": f"{number}-{item['id']}", "article": number}
    return found
