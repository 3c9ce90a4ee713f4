"""Which format an output is in: what `-f` names, and what the ending of `-o` says. No file is opened here."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import PurePath

from claimx.inputs.paths import COMPRESSED, is_folder
from claimx.render.words import say, spoken

ALIASES = {"md": "markdown"}
# the formats that a file of this ending may hold, first the one it stands for
_OF_ENDING = {
    ".json": ("json", "labelstudio", "jsonld", "claimreview"), ".jsonl": ("jsonl", "claimreview", "jsonld"), ".ndjson": ("jsonl",),
    ".jsonld": ("jsonld", "claimreview"), ".csv": ("csv",), ".tsv": ("tsv",), ".md": ("markdown",), ".markdown": ("markdown",),
    ".html": ("html",), ".htm": ("html",), ".parquet": ("parquet",), ".db": ("db",), ".sqlite": ("db",), ".sqlite3": ("db",),
}  # fmt: skip
DATABASES = tuple(ending for ending, formats in _OF_ENDING.items() if "db" in formats)


def into_folder(output: str) -> bool:
    """Return whether an output is a folder, with a file for each article: one that is there, or a name that ends in `/`."""
    return output.endswith("/") or is_folder(output)


def format_of(asked: str | None, output: str | None, known: Collection[str], usual: str) -> str:
    """Return the format of an output: the one that `-f` asks for, else what the name of the file says, else the `usual` one.

    `known` are the formats of the command. Raises ValueError, in words for the user, where the name says another format than was asked for, or
    one that the command does not write, that of a compressed file, or where its ending is unknown and nothing was asked for.
    """
    if output and not into_folder(output) and output.lower().endswith(COMPRESSED):
        raise ValueError(say(spoken(), "option.compressed", output=output))
    asked = ALIASES.get(asked, asked) if asked else None
    says = _OF_ENDING.get(PurePath(output).suffix.lower(), ()) if output and not into_folder(output) else ()
    fits = [name for name in says if name in known]
    if asked is None:
        ending = PurePath(output).suffix if output and not into_folder(output) else ""
        if ending and not says and ending.lower() != ".txt":
            raise ValueError(say(spoken(), "option.unknown_ending", output=output, known=" ".join(_OF_ENDING)))
        if says and not fits:
            raise ValueError(say(spoken(), "option.other_ending", output=output, says=says[0], known=", ".join(known)))
        return fits[0] if fits else usual
    if says and asked not in says:
        raise ValueError(say(spoken(), "option.two_formats", output=output, says=says[0], asked=asked))
    return asked
