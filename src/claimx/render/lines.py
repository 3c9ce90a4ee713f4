"""What is printed line by line: JSON for pipes (one object a document, UTF-8, not ASCII-escaped), and what `rich` shows to people."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import IO, TYPE_CHECKING

from claimx.records import Document

if TYPE_CHECKING:
    from rich.console import Console

NARROWEST, USUAL = 20, 80  # columns that a table needs at least, and those that it takes where less are said to be there


def json_text(document: Document, indent: int | None = None) -> str:
    """Return the JSON of a record; whoever writes it escapes lone surrogates (`backslashreplace` spells them as JSON does)."""
    return json.dumps(document, ensure_ascii=False, indent=indent)


def print_on(stream: IO[str], show: Callable[[Console], object]) -> None:
    """Print what is shown on a console; where the stream is no terminal, no line ends in blanks."""
    from rich.console import Console

    console = Console(file=stream, markup=False, emoji=False, highlight=False)
    if console.width < NARROWEST:  # `COLUMNS=0`
        console.width = USUAL
    if console.is_terminal:
        show(console)
        return
    with console.capture() as captured:
        show(console)
    stream.write("\n".join(line.rstrip(" ") for line in captured.get().split("\n")))
