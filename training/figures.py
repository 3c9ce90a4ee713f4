"""Print the table of figures: out of fold on train, dev and dev2 together and apart, and on test, which nothing was fitted to.

    python training/figures.py [--gold ../shared/gold] [--jobs 2] [--keep FILE]

An article is read by the models of its fold (`training/.work/foldN`, made by the other scripts); test by those of the package.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from gold import FOLDS, articles, asked_for, folder, in_processes, options

from claimx.scoring import Tally, figures, score_document

SETS = ("train", "dev", "dev2")
_CHOSEN: dict[str, Any] = {}


def read_fold(fold: int) -> list[tuple[str, str, dict[str, Any], dict[str, Any]]]:
    """Return the set, id, gold and record of each article of a fold, by models that have not seen it."""
    import claimx

    os.environ["CLAIMX_MODELS"] = str(folder(fold))
    found = []
    for name in SETS:
        for article in articles(_CHOSEN["gold"], (name,)):
            if article.fold == fold:
                record: Any = claimx.extract(article.text, article.gold.get("published"))
                found.append((name, article.id, article.gold, record))
    return found


def read_test() -> Iterable[tuple[str, str, dict[str, Any], dict[str, Any]]]:
    """Yield the articles of test as the program as it is reads them."""
    import claimx

    for article in articles(_CHOSEN["gold"], ("test",)):
        record: Any = claimx.extract(article.text, article.gold.get("published"))
        yield "test", article.id, article.gold, record


def main() -> None:
    """Read, score, print."""
    parser = options(__doc__)
    parser.add_argument("--keep", type=Path, help="also write the records, one JSON object a line")
    _CHOSEN.update(asked_for(parser))
    rows = [row for found in in_processes(read_fold, range(FOLDS), _CHOSEN["jobs"]) for row in found]
    rows += read_test()
    tallies = {name: Tally() for name in (*SETS, "test")}
    for name, identifier, gold, record in rows:
        text = (_CHOSEN["gold"] / name / f"{identifier}.txt").read_bytes().decode("utf-8")
        score_document(identifier, text, gold, record, tallies[name])
    if _CHOSEN["keep"]:
        lines = (json.dumps({**record, "source": identifier}, ensure_ascii=False) for _, identifier, _, record in rows)
        _CHOSEN["keep"].write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    table = {name: figures(tally) for name, tally in tallies.items()}
    print(f"{'':28}" + "".join(f"{name:>12}" for name in table))
    for key in dict.fromkeys(key for held in table.values() for key in held):
        print(f"{key:28}" + "".join(f"{_said(held.get(key)):>12}" for held in table.values()))


def _said(figure: Any) -> str:
    """Return a figure in percent, a dash where it is of nothing."""
    value = getattr(figure, "f1", figure)
    return "–" if value is None else f"{100 * value:.1f}"


if __name__ == "__main__":
    main()
