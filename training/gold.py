"""The annotated articles of `train`, their folds, and where their names stand."""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

from marked import cases as marked_cases
from marked import quotes_of

from claimx.language.reading import Reading
from claimx.lexicons import word_class
from claimx.names.tagger import Name

Found = TypeVar("Found")
FOLDS = 5
Group = tuple[str, str]  # outlet and year
# titles that some readers left on a name, beside ranks
_LEFT_TITLES = frozenset("bung capt captain dr kakek mak mas mbak pak bu prof sang si ustaz ustadz".split())
WORK = Path(__file__).parent / ".work"  # what a fold was fitted to, and what is slow to make: not committed
OWN = WORK / "own"  # what the project annotated itself of real articles, beside its texts: `own.py` writes it
OF_NEWS = ("everyday", "news", "news_acts")
INVENTED = Path(__file__).parent.parent / "gold/own"
OF_CASES = "case"
SHARED = Path(__file__).parents[2] / "shared"


@dataclass(slots=True)
class Article:
    """One annotated article: the set it is of, its id, text, gold, and the fold in which it is judged."""

    set: str
    id: str
    text: str
    gold: dict[str, Any]
    fold: int
    reading: Reading


def options(description: str | None) -> argparse.ArgumentParser:
    """Return the options of every script that reads gold fold by fold."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=SHARED / "gold")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--write", action="store_true", help="also fit the model of all articles, and put it into the package")
    return parser


def asked_for(parser: argparse.ArgumentParser) -> dict[str, Any]:
    """Return what was chosen. Raises `SystemExit` where there is no gold: a process of a pool that ends so is only started anew."""
    found = vars(parser.parse_args())
    if not any((found["gold"] / "train").glob("*.gold.json")):
        raise SystemExit(_missing(found["gold"] / "train"))
    return found


def in_processes(work: Callable[[Any], Found], of: Iterable[Any], jobs: int) -> list[Found]:
    """Return what a piece of work finds, each in a process of its own, so that none sees the models of another fold."""
    with multiprocessing.Pool(jobs, maxtasksperchild=1) as pool:
        return pool.map(work, of, chunksize=1)


def _missing(folder: Path) -> str:
    return f"{folder} holds no NAME.txt beside NAME.gold.json: `tools/standoff.py fill` makes the gold of the texts"


def articles(gold: Path = SHARED / "gold", sets: Sequence[str] = ("train",), own: bool = False) -> list[Article]:
    """Return the articles of some folders of gold, each with its fold, and what the project annotated itself where it is asked for (`figures.py` judges by none of it).

    Raises `SystemExit` with what is missing where there are none.
    """
    found = [article for name in sets for article in _read(gold / name, name)]
    if not found:
        raise SystemExit(_missing(gold / sets[0]))
    groups = folds([_group(article) for article in found if "people" in article.gold])
    if own:
        if missing := [name for name in ("train_quotes", *OF_NEWS) if not (OWN / name).is_dir()]:
            raise SystemExit(f"{OWN} holds no {', '.join(missing)}: run `python training/own.py`")
        quotes = {article.id: article.gold["quotes"] for article in _read(OWN / "train_quotes", "train")}
        for article in found:
            if article.set == "train" and article.id in quotes:
                article.gold = {"quotes": quotes[article.id], **article.gold}
        added = [article for name in OF_NEWS for article in _read(OWN / name, name)] + _read(INVENTED, "own")
        for article in added:
            article.id = f"{article.set}/{article.id}"
            if article.set == "news_acts":
                del article.gold["quotes"]  # none of them is annotated
        found += added
    for article in found:  # those with names go by outlet and year, as names are learned from them; others by their ids
        group = _group(article)
        article.fold = groups.get(group, _spread(str(group))) if "people" in article.gold else _spread(article.id)
    return found


def cases(fold: int) -> list[Article]:
    """Return the sentences of `tests/data/quotes.toml` that are of a fold, by their names, as articles of the set `case`."""
    return [
        Article(OF_CASES, f"{OF_CASES}/{case.name}", case.text, {"quotes": quotes_of(case)}, fold, Reading(case.text))
        for case in marked_cases("quotes.toml")
        if _spread(case.name) == fold
    ]


def _read(folder: Path, name: str) -> list[Article]:
    """Return the annotated articles of a folder, as those of a set."""
    found = []
    for path in sorted(folder.glob("*.gold.json")):
        stem = path.name.removesuffix(".gold.json")
        with path.with_name(stem + ".txt").open(encoding="utf-8", newline="") as file:
            text = file.read()
        found.append(Article(name, stem, text, json.loads(path.read_text(encoding="utf-8")), 0, Reading(text)))
    return found


def _spread(name: str) -> int:
    return crc32(name.encode()) % FOLDS


def _group(article: Article) -> Group:
    return str(article.gold.get("outlet")), (article.gold.get("published") or "")[:4]


def folds(groups: Sequence[Group]) -> dict[Group, int]:
    """Return the fold of each group, 0 to `FOLDS` - 1: the largest first, each into the emptiest fold."""
    filled = [0] * FOLDS
    found = {}
    for group, size in sorted(Counter(groups).items(), key=lambda row: (-row[1], str(row[0]))):
        found[group] = filled.index(min(filled))
        filled[found[group]] += size
    return found


def folder(fold: int) -> Path:
    """Return the folder of the models that were fitted without a fold, for `CLAIMX_MODELS`."""
    path = WORK / f"fold{fold}"
    path.mkdir(parents=True, exist_ok=True)
    return path


def digest(found: Iterable[Article]) -> str:
    """Return the first 12 digits of the SHA-256 of texts and gold, to tell what a model was fitted on."""
    together = hashlib.sha256()
    for article in found:
        together.update(article.text.encode())
        together.update(json.dumps(article.gold, sort_keys=True).encode())
    return together.hexdigest()[:12]


def names(article: Article) -> list[Name]:
    """Return where the names of the gold stand: the longest form at each place, without the titles that some readers left on it."""
    forms: dict[tuple[str, ...], str] = {}
    for kind, rows in (("ORG", article.gold["bodies"]), ("PER", article.gold["people"])):
        for row in rows:
            forms |= {tuple(Reading(form).words): kind for form in row if form.strip()}
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for form in sorted(forms, key=len, reverse=True):
        by_first[form[0]].append(form)
    return list(_places(article.reading, forms, by_first))


def _places(reading: Reading, forms: dict[tuple[str, ...], str], by_first: dict[str, list[tuple[str, ...]]]) -> Iterator[Name]:
    words, i = reading.words, 0
    titles = (word_class("rank") - word_class("title_in_name")) | _LEFT_TITLES
    while i < len(words):
        form = next((form for form in by_first.get(words[i], ()) if tuple(words[i : i + len(form)]) == form), None)
        if form is None:
            i += 1
            continue
        stop = i + len(form)
        while forms[form] == "PER" and stop - i > 1 and reading.low[i].rstrip(".") in titles and words[i] != "I":
            i += 1
        yield Name(i, stop, forms[form])
        i = stop
