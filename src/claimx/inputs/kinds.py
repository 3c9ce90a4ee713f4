"""One file to its articles, by what it is: text, an HTML page, a JSON object or list, or JSON Lines.

The kind is told by the file's ending, else by how it begins. JSON keys are found by their usual names.
"""

from __future__ import annotations

import hashlib
import json
import re
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from claimx.errors import InputError
from claimx.inputs import published as days
from claimx.inputs.article import Article, Settings, iso_day
from claimx.inputs.bytes import as_utf8, decode, lines, read
from claimx.inputs.earlier import GENERATOR
from claimx.inputs.pages import article_of
from claimx.inputs.paths import KINDS, ending
from claimx.records import Json
from claimx.render.inert import whole
from claimx.render.words import say

TEXT_KEYS = ("text", "content", "body", "article", "isi", "isi_berita", "full_text", "maintext")
TITLE_KEYS = ("title", "judul", "headline")
URL_KEYS = ("url", "link", "source_url")
ID_KEYS = ("id", "_id", "uuid", "doc_id")
OUTLET_KEYS = ("outlet", "publisher", "sitename", "media")
_PAGE = re.compile(rb"\s*(?:<!doctype html|<html|<\?xml[^>]*>\s*<!doctype html)", re.IGNORECASE)
_OBJECT = re.compile(rb'\s*\{\s*"')
_MARK = b"\xef\xbb\xbf"  # of UTF-8, where Windows wrote it
_PACKED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")  # gzip, bzip2, xz, Zstandard
_DOCUMENTS = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "office"),
    (b"{\\rtf", "rtf"),
    (b"\xd0\xcf\x11\xe0", "old_word"),
    (b"SQLite format 3\x00", "sqlite"),
)  # the beginnings of what is no text
_TABLES = (".csv", ".tsv")  # read as text, rows would be taken for sentences
_LIST = re.compile(rb"\s*\[\s*\{")
_TRIED = 10  # lines among which one is an object, where each is to be one
_SPACE = re.compile(r"[ \t\n\r]*")


def read_file(path: str, settings: Settings) -> Iterator[Article | InputError]:
    """Yield the articles of one file or of standard input."""
    kind = settings.kind or KINDS.get(ending(path))
    try:
        if kind is None and ending(path) in _TABLES:
            raise InputError(path, "table", path=shlex.quote(path))
        if path != "-":
            settings = replace(settings, beside=days.from_sidecar(path))
        if kind == "jsonl":
            yield from _while_some_are_good(path, read_lines(path, enumerate(lines(path, settings.max_bytes), 1), settings))
            return
        if path == "-" and kind is None:
            yield from _standard_input(settings)
            return
        yield from read_bytes(path, read(path, settings.max_bytes), settings)
    except InputError as error:
        yield error


def _standard_input(settings: Settings) -> Iterator[Article | InputError]:
    """Yield the articles of standard input: JSON Lines as they come, anything else read whole."""
    numbered = enumerate(lines("-", settings.max_bytes, recoded=False), 1)
    first: list[bytes] = []
    size = 0
    for number, line in numbered:
        if isinstance(line, InputError):
            raise InputError("-", "too_long", limit=settings.max_bytes)
        first.append(line)
        if number == 1 and _by_content(line) in ("json", "jsonl") and _is_json(line):
            yield from read_lines("-", chain([(number, line)], numbered), settings)
            return
        size += len(line)
        if size > settings.max_bytes:
            raise InputError("-", "too_long", limit=settings.max_bytes)
    yield from read_bytes("-", b"".join(first), settings)


def _is_json(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line.removeprefix(_MARK)), dict)
    except (ValueError, RecursionError):
        return False


def read_bytes(path: str, data: bytes, settings: Settings) -> Iterator[Article | InputError]:
    """Yield the articles of an input whose bytes are at hand, decompressed; raises `InputError`."""
    told = as_utf8(data)
    kind = settings.kind or KINDS.get(ending(path)) or _by_content(told)
    if kind in ("json", "jsonl"):
        data = told
    if kind == "jsonl":
        yield from read_lines(path, enumerate(data.split(b"\n"), 1), settings)
    elif kind == "json":
        yield from _json(path, data, settings)
    elif kind == "html":
        yield _page(path, data, settings)
    else:
        yield _text(path, data, settings)


def _by_content(data: bytes) -> str:
    data = data.removeprefix(_MARK)
    head = data[:2000]
    if _PAGE.match(head):
        return "html"
    if _LIST.match(head):
        return "json"
    if _OBJECT.match(head):
        begun = data.strip().split(b"\n", _TRIED)
        objects = [*map(_is_json, begun[:_TRIED])]
        # an object over several lines may hold one in a line
        return "jsonl" if len(begun) > 1 and any(objects) and (objects[0] or not _is_json(data)) else "json"
    return "text"


def _published(path: str, settings: Settings, metadata: str | None, url: str | None = None) -> tuple[str | None, str]:
    """Return the day of publication and its basis; see `claimx.inputs.published` for the order."""
    if settings.published:
        return settings.published, "option"
    known = settings.beside or metadata or (days.from_name(path) if path != "-" else None)
    if known:
        return known, "metadata"
    return days.from_address(url), "url"


def _text(path: str, data: bytes, settings: Settings) -> Article:
    if data.startswith(_PACKED):
        raise InputError(path, "packed")
    for mark, name in _DOCUMENTS:
        if data.startswith(mark):
            raise InputError(path, name, path=shlex.quote(path))
    text, warnings = decode(path, data, settings.encoding)
    if not text.strip():
        warnings = [*warnings, ("empty", say("en", "warning.empty"))]
    day, basis = _published(path, settings, None)
    return Article(path, text, hashlib.sha256(data).hexdigest(), day, basis, warnings=warnings)


_METADATA = re.compile(
    r"<(?:meta|time)\b[^<>]{0,2000}>|(?P<script><script\b[^<>]{0,200}\bapplication/ld\+json[^<>]{0,200}>)", re.IGNORECASE
)


def in_metadata(page: str, day: str) -> bool:
    """Return whether a day stands in the metadata of a page, and not only somewhere in its text, where it may be any day."""
    said = re.compile(re.escape(day[:10]).replace(r"\-", "[-/]?"))
    at = closed = 0
    while place := _METADATA.search(page, at):
        start, at = place.span()
        if place["script"]:
            if 0 <= closed < at:
                closed = page.find("</script", at)
            if closed < 0:  # no script ends from here on
                continue
            at = closed
        if said.search(page, start, at):
            return True
    return False


def _page(path: str, data: bytes, settings: Settings) -> Article:
    if GENERATOR in data[:4096]:
        raise InputError(path, "own_page")
    page, warnings = decode(path, data, settings.encoding or _declared(data))
    return Article(path, page, hashlib.sha256(data).hexdigest(), include_text=True, warnings=warnings, page=settings)


def page_read(article: Article) -> Article:
    """Return the article whose web page is at hand, read now: where it is analysed, for it takes long. Raises `InputError`."""
    if article.page is None:
        return article
    page, settings, warnings = article.text, article.page, [*article.warnings]
    found = article_of(article.source, page, settings.timeout)
    metadata = None
    try:
        metadata = iso_day(found.date) if found.date and in_metadata(page, found.date) else None
    except ValueError:
        warnings.append(("published_unread", say("en", "warning.published_unread_page", value=repr(found.date))))
    day, basis = _published(article.source, settings, metadata, found.url)
    return replace(
        article,
        text=found.text,
        published=day,
        basis=basis,
        title=found.title or None,
        outlet=found.outlet or None,
        authors=[name.strip() for name in (found.author or "").split(";") if name.strip()],
        warnings=warnings,
        url=found.url or None,
        page=None,
    )


def _declared(data: bytes) -> str | None:
    """Return the encoding that a page declares in its head, where Python knows it and the page is not UTF-8 anyway."""
    match = re.search(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", data[:4096], re.IGNORECASE)
    if not match:
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            name = match[1].decode("ascii")
            "a".encode(name)
            return name
        except (LookupError, ValueError):  # one that nobody knows, or of no text (`zlib`)
            return None
    return None


_MOST_BAD = 10_000  # records without an article, one after the other, after which no more are read


def _while_some_are_good(path: str, items: Iterable[Article | InputError]) -> Iterator[Article | InputError]:
    """Yield what the records of a file give, and end with an error where so many in a row give none: a bomb, or no file of articles."""
    bad = 0
    for item in items:
        bad = bad + 1 if isinstance(item, InputError) else 0
        if bad > _MOST_BAD:
            yield InputError(path, "many_bad", n=_MOST_BAD)
            return
        yield item


def read_lines(path: str, numbered: Iterable[tuple[int, bytes | InputError]], settings: Settings) -> Iterator[Article | InputError]:
    """Yield an article for each line that holds a JSON object; an empty line is skipped."""
    for number, line in numbered:
        if isinstance(line, InputError):
            yield line
            continue
        if not line.strip():
            continue
        where = f"{path}#{number}"
        try:
            text, warnings = decode(where, line.removeprefix(_MARK), _encoding(settings))
            yield _article(where, json.loads(text), warnings, path, settings)
        except InputError as error:
            yield error
        except (ValueError, RecursionError) as error:
            yield InputError(where, "bad_line", why=error.__class__.__name__)


def _encoding(settings: Settings) -> str | None:
    """Return the encoding that JSON is said to have; none for UTF-16, which is undone before."""
    said = settings.encoding
    return None if said and said.lower().replace("_", "-").startswith("utf-16") else said


def _json(path: str, data: bytes, settings: Settings) -> Iterator[Article | InputError]:
    text, warnings = decode(path, data.removeprefix(_MARK), _encoding(settings))
    start = _skipped(text, 0)
    try:
        if text.startswith("[", start):
            yield from _while_some_are_good(path, _of_list(path, text, start + 1, warnings, settings))
            return
        held = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(path, "bad_json", why=str(error)) from None
    if not isinstance(held, dict):
        raise InputError(path, "no_objects")
    yield _article(path, held, warnings, path, settings)


def _of_list(path: str, text: str, at: int, warnings: list[tuple[str, str]], settings: Settings) -> Iterator[Article | InputError]:
    """Yield the articles of a JSON list that is open at `at`, one object at a time: a list of millions of nothing takes no memory, and of one that
    breaks off what stands before is read. Raises ValueError and RecursionError.
    """
    decoder = json.JSONDecoder()
    number = 0
    at = _skipped(text, at)
    while number or not text.startswith("]", at):
        record, at = decoder.raw_decode(text, at)
        number += 1
        try:
            yield _article(f"{path}#{number}", record, warnings, path, settings)
        except InputError as error:
            yield error
        at = _skipped(text, at)
        if text.startswith("]", at):
            break
        if not text.startswith(",", at):
            raise json.JSONDecodeError("Expecting ',' delimiter", text, at)
        at = _skipped(text, at + 1)
    if (rest := _skipped(text, at + 1)) < len(text):
        raise json.JSONDecodeError("Extra data", text, rest)


def _skipped(text: str, at: int) -> int:
    """Return where the white space of JSON ends that begins here."""
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _article(where: str, record: object, read: list[tuple[str, str]], path: str, settings: Settings) -> Article:
    """Return the article that a JSON object holds; its own id becomes its source."""
    if not isinstance(record, dict):
        raise InputError(where, "no_object")
    text = _first(record, (settings.text_key,) if settings.text_key else TEXT_KEYS)
    if text is None:
        wanted = f'"{settings.text_key}"' if settings.text_key else "text, content, body"
        raise InputError(where, "no_text", wanted=wanted, keys=", ".join(map(str, list(record)[:8])) or "–")
    if (repaired := whole(text)) != text:
        read = [*read, ("text_repaired", say("en", "warning.text_repaired"))]
        text = repaired
    metadata, warnings = days.from_record(record)
    day, basis = _published(path, settings, metadata, _first(record, URL_KEYS))
    identifier = next((record[key] for key in ID_KEYS if isinstance(record.get(key), (str, int)) and str(record[key]).strip()), None)
    return Article(
        where if identifier is None else whole(str(identifier)),
        text,
        hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        day,
        basis,
        _name(record, TITLE_KEYS),
        _name(record, OUTLET_KEYS),
        include_text=True,
        warnings=[*read, *warnings],
        url=_name(record, URL_KEYS),
    )


def _first(record: Json, keys: tuple[str, ...]) -> str | None:
    """Return the first string that is not empty under one of the keys."""
    return next((value for key in keys if isinstance(value := record.get(key), str) and value.strip()), None)


def _name(record: Json, keys: tuple[str, ...]) -> str | None:
    """Return such a string without halves of characters."""
    found = _first(record, keys)
    return found and whole(found)
