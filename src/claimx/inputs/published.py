"""The day of publication as the input tells it; the text itself is the pipeline's question.

In order: the option `--published`, a sidecar (`berita.txt.meta.json` or `berita.meta.json` with a `published`), the
metadata of HTML or JSON, the file's name (`2020-07-12-….txt`, `20200712_….txt`), the address (`…/2020/07/12/…`, `…/20200712/…`).
"""

from __future__ import annotations

import errno
import json
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from claimx.errors import InputError
from claimx.inputs.article import iso_day
from claimx.inputs.paths import SIDECAR
from claimx.records import Json
from claimx.render.words import say

DATE_KEYS = ("published", "published_at", "date", "tanggal", "publish_date", "datetime", "timestamp", "pubdate", "date_published")
LARGEST_SIDECAR = 1 << 20  # bytes
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?!\d)")
# `/2020/07/12/…`, `/2020-07-12`, and days with or without their clock in digits alone: `/20200712/…`, `/20161017203315-32-166115/…`
_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)/([01]?\d)/([0-3]?\d)(?:/|$)|(?:/|=)((?:19|20)\d\d)-([01]\d)-([0-3]\d)(?!\d)"
    r"|[/=]((?:19|20)\d\d)([01]\d)([0-3]\d)(?:[0-2]\d[0-5]\d(?:[0-5]\d)?)?(?![^/?#-])"
)


def from_name(path: str) -> str | None:
    """Return the day that a file's name holds, None where it holds none that the calendar knows."""
    match = _IN_NAME.search(Path(path).name)
    return _day(match.groups("")) if match else None


def from_address(url: str | None) -> str | None:
    """Return the day that an address holds."""
    match = _IN_ADDRESS.search(url or "")
    return _day([part for part in match.groups() if part]) if match else None


def from_record(record: Json) -> tuple[str | None, list[tuple[str, str]]]:
    """Return the day that a JSON record gives under one of `DATE_KEYS`, and a warning where what it gives is no day.

    ISO dates and times are read, and dates in Indonesian words (`Minggu, 12 Juli 2020 10:15 WIB`).
    """
    warnings: list[tuple[str, str]] = []
    for key in DATE_KEYS:
        value = record.get(key)
        if value in (None, ""):
            continue
        try:
            return iso_day(str(value)), []
        except ValueError:
            day = _in_words(str(value))
        if day:
            return day, []
        warnings.append(("published_unread", say("en", "warning.published_unread", key=key, value=repr(value))))
    return None, warnings


def _in_words(value: str) -> str | None:
    from claimx.timex import tag

    for found in tag(value):
        if re.match(r"\d{4}-\d\d-\d\d", found.value):
            with suppress(ValueError):  # a day that the calendar lacks
                return iso_day(found.value[:10])
    return None


def sidecars(path: str) -> tuple[str, str]:
    """Return the names that the sidecar of a file may have."""
    return f"{path}{SIDECAR}", f"{os.path.splitext(path)[0]}{SIDECAR}"  # noqa: PTH122 - `.` and `/` have no suffix


def from_sidecar(path: str) -> str | None:
    """Return the day that the sidecar of a file gives; raises `InputError` where the sidecar is broken."""
    for name in sidecars(path):
        beside = Path(name)
        try:
            if beside.is_symlink() or (beside.exists() and (not beside.is_file() or beside.stat().st_size > LARGEST_SIDECAR)):
                continue  # no file of a few words: whatever it is, it is left alone
            record = json.loads(beside.read_bytes())
        except FileNotFoundError:
            continue
        except OSError as error:
            if error.errno == errno.ENAMETOOLONG:
                continue
            raise InputError(name, "bad_sidecar", why=error.strerror) from None
        except (ValueError, RecursionError) as error:
            raise InputError(name, "bad_sidecar", why=str(error)) from None
        day = from_record(record)[0] if isinstance(record, dict) else None
        if day is None:
            raise InputError(name, "no_day")
        return day
    return None


def _day(parts: Iterable[str]) -> str | None:
    year, month, day = parts
    try:
        return iso_day(f"{year}-{int(month):02d}-{int(day):02d}")
    except ValueError:
        return None
