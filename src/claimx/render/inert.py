"""Text of strangers made inert for where it is shown: a terminal, a page, a spreadsheet."""

from __future__ import annotations

import re
from typing import Any

# C0 and C1 controls, the marks that turn the direction of text, and halves of characters: they would act where they are shown
_ACTING = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
_CONTROLS = re.compile(f"[{_ACTING}]")
_LINE_CONTROLS = re.compile(f"[{_ACTING}\r]")
# What opens a formula, in the wide forms of East Asian keyboards too.
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def plain(text: str) -> str:
    """Return text fit for a terminal: on one line, controls made visible as the replacement mark."""
    return _LINE_CONTROLS.sub("\ufffd", " ".join(text.split()))


def shown(text: str | None) -> str:
    """Return text fit for a page: controls made visible as the replacement mark, one for one; line ends and tabs stay."""
    return _CONTROLS.sub("\ufffd", text or "")


def cell(value: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula (https://owasp.org/www-community/attacks/CSV_Injection).

    White space of any kind before a sign hides nothing; a bare carriage return, which some take for the end of a row, becomes a line feed.
    """
    if not isinstance(value, str):
        return value
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    return "'" + value if value.lstrip().startswith(_FORMULA) or value[:1] in ("\t", "\n") else value
