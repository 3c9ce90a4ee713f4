"""JSON for pipes: one object a document, UTF-8, not ASCII-escaped."""

from __future__ import annotations

import json

from claimx.records import Document


def json_text(document: Document, indent: int | None = None) -> str:
    """Return the JSON of a record; a lone surrogate, which UTF-8 cannot hold, is escaped."""
    text = json.dumps(document, ensure_ascii=False, indent=indent)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(document, ensure_ascii=True, indent=indent)
    return text
