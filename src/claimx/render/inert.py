"""Text of strangers made inert for where it is shown: a terminal, a page, a spreadsheet."""

from __future__ import annotations

import re
from typing import TypeVar

T = TypeVar("T")

# C0 and C1 controls, the marks that turn the direction of text, and halves of characters: they would act where they are shown
_ACTING = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
_CONTROLS = re.compile(f"[{_ACTING}]")
_LINE_CONTROLS = re.compile(f"[{_ACTING}\r]")
# What opens a formula, in the wide forms of East Asian keyboards too.
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\ufe66", "\ufe62", "\ufe63", "\ufe6b")
# What has no width, or is drawn as white space: a sign after it is the first that is seen.
_UNSEEN_CHARACTERS = "\\s\x00-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202f\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0"
_UNSEEN = re.compile(f"[{_UNSEEN_CHARACTERS}]*")
# Where the list sign of a country is the semicolon, as in Indonesia, a spreadsheet parts cells at it in the middle of a text, and rows at its line ends.
_PARTED = re.compile(f'((?<![;\t\n])[;\t\n][;"{_UNSEEN_CHARACTERS}]*)(?=[{re.escape("".join(_FORMULA))}])')


_HALVES = re.compile("[\ud800-\udfff]")


def whole(text: str) -> str:
    """Return text without halves of characters, which JSON can hold and UTF-8 cannot: the replacement mark stands in for each."""
    return _HALVES.sub("\ufffd", text)


def plain(text: str) -> str:
    """Return text fit for a terminal: on one line, controls made visible as the replacement mark."""
    return _LINE_CONTROLS.sub("\ufffd", " ".join(text.split()))


def shown(text: str | None) -> str:
    """Return text fit for a page: controls made visible as the replacement mark, one for one; line ends and tabs stay."""
    return _CONTROLS.sub("\ufffd", text or "")


def cell(value: T) -> T | str:
    """Return a cell that no spreadsheet takes for a formula (https://owasp.org/www-community/attacks/CSV_Injection).

    White space of any kind before a sign, and what nobody sees, hides nothing, nor does what parts cells for others stand before one inside the text; a bare carriage
    return, which some take for the end of a row, becomes a line feed.
    """
    if not isinstance(value, str):
        return value
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    seen = _UNSEEN.sub("", text, count=1)
    safe = text[: len(text) - len(seen)] + _PARTED.sub(r"\1'", seen)
    return "'" + safe if seen.startswith(_FORMULA) or text[:1] in ("\t", "\n") else safe
