"""What an input becomes: the `Article`, and the `Settings` that say how inputs are read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

MAX_BYTES = 50_000_000  # of one text, decompressed: a hundred times the longest article, and what memory bears

TIMEOUT = 60.0  # seconds for one page of HTML; most take a twentieth of one


@dataclass(slots=True, frozen=True)
class Settings:
    """How inputs are read. `published` is an ISO day for all of them; `kind` is text, html, json or jsonl, None to tell by itself,
    `timeout` the seconds that reading one page of HTML may take."""

    published: str | None = None
    text_key: str | None = None
    encoding: str | None = None
    kind: str | None = None
    max_bytes: int = MAX_BYTES
    timeout: float = TIMEOUT
    beside: str | None = None  # the day that the sidecar of the file at hand gives


@dataclass(slots=True)
class Article:
    """One text to read: where it came from, its digest, and what its input says of it.

    Of a web page `text` is the markup until the one who analyses it has read it (`claimx.inputs.kinds.page_read`); `page` are its settings.
    `url` is its address, `path` the file that held it, `years` those of its neighbours (see `claimx.inputs.neighbours`), which of a page are chosen from
    `neighbours` once its outlet is known. `sha256` is of the input's bytes (of the text, for a record of JSON); `warnings` are (code, message) of its reading.
    """

    source: str
    text: str
    sha256: str
    published: str | None = None
    basis: str = "option"
    title: str | None = None
    outlet: str | None = None
    authors: list[str] = field(default_factory=list)
    include_text: bool = False
    warnings: list[tuple[str, str]] = field(default_factory=list)
    url: str | None = None
    path: str = ""
    years: tuple[int, ...] = ()
    page: Settings | None = None
    neighbours: dict[str, tuple[int, ...]] = field(default_factory=dict)


def iso_day(value: str | date, exact: bool = False) -> str:
    """Return the ISO day of a date, of `2020-07-12`, or of a longer ISO time unless `exact`; raises ValueError."""
    if isinstance(value, date):
        return date.isoformat(value)  # of a `datetime` its day
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:[T ].*)?", value, re.DOTALL)
    if not match or (exact and match[1] != value):
        raise ValueError(f"{value!r} is no ISO day")
    return date.fromisoformat(match[1]).isoformat()
