"""From arguments to articles. `paths` finds the files, `bytes` undoes compression and encoding, `kinds` reads text, HTML
and JSON, `published` the day of publication. One `InputError` for each bad input, and the stream goes on.

Text is never changed on the way: no newline translation, no normalisation, so that offsets are true.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from claimx.errors import InputError
from claimx.inputs.article import Article, Settings, iso_day
from claimx.inputs.kinds import page_read, read_file
from claimx.inputs.paths import expand

__all__ = ["Article", "Settings", "iso_day", "page_read", "read_all"]


def read_all(
    arguments: Iterable[str],
    settings: Settings | None = None,
    passed_over: Callable[[str], bool] | None = None,
    skipped: Callable[[str], None] | None = None,
) -> Iterator[Article | InputError]:
    """Yield the articles of all arguments in order, an `InputError` in place of what cannot be read.

    `passed_over` says which files of a folder or pattern are none of the inputs: what the run itself writes.
    `skipped` is told the pipes, devices and links that lead out of a folder, which are not read.
    """
    settings = settings or Settings()
    for argument in arguments:
        try:
            for path in expand(argument, passed_over, skipped):
                for item in read_file(path, settings):
                    if isinstance(item, Article):
                        item.path = path
                    yield item
        except InputError as error:
            yield error
