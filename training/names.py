"""Fit the tagger of names (`claimx.names`) and print how well it finds the names of articles that it has not seen.

    python training/names.py [--gold ../shared/gold] [--news ../shared/news] [--corpora ../shared/corpora] [--postag FILE] [--jobs 2] [--write]

Each fold gets a model of the other folds (`training/.work/foldN`), which `training/speakers.py` and `training/figures.py` read. `--write` fits the model of
all articles. Needs `pip install -e '.[train]'`. What is learned without annotation (how news use a word, clusters of words) comes from the articles of
`--news`, from the sentences of nlp-id (MIT) where `--postag` names them, and, within a fold, from the texts of the others; names of persons are those of
Faker (MIT). Learned from are the articles of train, `gold/standoff/everyday.jsonl` (`own.py`) and, of idner-news-2k (MIT), runs with persons.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any
from zlib import crc32

import numpy as np
import pycrfsuite
from gold import FOLDS, SHARED, WORK, Article, articles, asked_for, digest, folder, in_processes, names, options

from claimx.language.reading import Reading
from claimx.language.reporting import active_cues, bare_cues
from claimx.lexicons import word_class
from claimx.names import features as tagging
from claimx.names.features import EDGE, Labels, kinds, of_word, shape
from claimx.names.model import FILE, LABELS, stored
from claimx.names.table import USES, Table, use
from claimx.names.tagger import Name

ROOT = Path(__file__).parent.parent
C1, C2, STEPS = 0.06, 0.3, 80  # penalties and steps: of five settings the best out of fold within the size
SIZES = (32, 160)  # clusters, coarse and fine
Sequences = list[tuple[tuple[int, int], list[list[str]]]]


# -- what is learned without annotation ------------------------------------------------------------------------------------
def read_news(folder: Path) -> list[Reading]:
    """Return the articles without gold."""
    return [Reading(json.loads(line)["text"]) for path in sorted(folder.glob("*.jsonl")) for line in path.open(encoding="utf-8")]


def read_sentences(postag: Path | None) -> list[Reading]:
    """Return the sentences of nlp-id, its clitics joined to their words; none where it is not at hand."""
    found: list[Reading] = []
    words: list[str] = []
    for line in postag.open(encoding="utf-8") if postag else ():
        word, *tag = line.rstrip("\n").split("\t")
        if not tag:
            found += [Reading(" ".join(words))] if words else []
            words = []
        elif word == "nya" and words:
            words[-1] += word
        else:
            words.append(word)
    return found


def counted(readings: Iterable[Reading]) -> dict[str, str]:
    """Return of each word that has a capital inside a sentence how it is used, a digit for each of `USES`."""
    titles = word_class("role") | word_class("rank")
    places = word_class("before_place") | {"di", "ke", "dari"}
    bodies = word_class("organization") | word_class("before_body") | word_class("before_club")
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for reading in readings:
        words, low, n = reading.words, reading.low, len(reading.words)
        for i in range(n):
            if not words[i][0].isalpha():
                continue
            count = counts[low[i].rstrip(".")]
            if words[i][0].islower() or reading.opens_sentence(i):
                count["small" if words[i][0].islower() else "opens"] += 1
                continue
            count["capital"] += 1
            before, after = (low[i - 1].rstrip(".") if i else ""), (low[i + 1] if i + 1 < n else "")
            count["titled"] += before in titles
            count["says"] += after in active_cues()
            count["said"] += before in bare_cues()
            count["joined"] += i > 0 and words[i - 1][0].isupper()
            count["joins"] += i + 1 < n and words[i + 1][0].isupper()
            count["placed"] += before in places
            count["bodied"] += before in bodies
    return {w: _digits(c) for w, c in counts.items() if c["capital"] and c["capital"] + c["opens"] > 1 and " " not in w}


def _digits(count: Counter[str]) -> str:
    capital = count["capital"]
    small = count["small"] / (capital + count["small"])
    shares = [count[name] / capital for name in USES[1:]]
    return str(sum(small > edge for edge in (0, 0.05, 0.3, 0.7, 0.95))) + "".join(
        str(sum(share > edge for edge in (0, 0.02, 0.1, 0.3, 0.6))) for share in shares
    )


def clusters(readings: Iterable[Reading]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the coarse and the fine cluster of each word that stands four times or more, by the words beside it; made once, then read from `WORK`."""
    file = WORK / "clusters.json"
    if not file.exists():
        from gensim.models import Word2Vec
        from sklearn.cluster import KMeans

        texts = [
            ["9" if reading.words[i].isdigit() else reading.low[i] for i in reading.tokens(*sentence)]
            for reading in readings
            for sentence in reading.sentences
        ]
        vectors = Word2Vec(texts, vector_size=64, window=3, min_count=4, sg=1, epochs=12, workers=1, seed=1, hashfxn=_hash).wv
        scaled = vectors.vectors / np.linalg.norm(vectors.vectors, axis=1, keepdims=True)
        found = [KMeans(size, n_init=2, random_state=1).fit_predict(scaled).tolist() for size in SIZES]
        words = list(vectors.index_to_key)
        WORK.mkdir(exist_ok=True)
        kept = [{w: str(c) for w, c in zip(words, row, strict=True) if " " not in w} for row in found]
        file.write_text(json.dumps(kept), encoding="utf-8")
    coarse, fine = json.loads(file.read_text(encoding="utf-8"))
    return coarse, fine


def _hash(word: str) -> int:
    return crc32(word.encode())


def person_names() -> tuple[frozenset[str], frozenset[str]]:
    """Return the given and family names of all countries of Faker that are written in Latin letters."""
    import faker.providers.person as provided

    found: dict[str, set[str]] = {"first": set(), "last": set()}
    for module in iter_modules(provided.__path__):
        provider = import_module(f"{provided.__name__}.{module.name}").Provider
        for attribute in dir(provider):
            kind = next((kind for kind in found if attribute.startswith(kind)), None)
            held = getattr(provider, attribute) if kind else None
            if kind and isinstance(held, dict | list | tuple):
                written = (word.lower() for name in held if isinstance(name, str) for word in re.findall(r"[^\W\d_][\w'’-]+", name))
                found[kind] |= {word for word in written if len(word) > 2 and re.fullmatch(r"[a-zà-ɏ'’-]+", word)}
    return frozenset(found["first"]), frozenset(found["last"])


# -- the field -------------------------------------------------------------------------------------------------------------
@cache
def beside(word: str) -> tuple[str, ...]:
    """Return the features of a word as the neighbour of another: some of those that it has by itself, as the tagger sums them at once."""
    low = word.lower()
    return ("low=" + low, "shape=" + shape(word), "s3=" + low[-3:], *kinds(low.rstrip(".")))


@cache
def afar(word: str) -> tuple[str, ...]:
    """Return the features of a word that stands two words away, likewise."""
    low = word.lower()
    return ("low=" + low, "shape=" + shape(word), *kinds(low.rstrip(".")))


GROUPS = ((0, of_word), (-1, beside), (1, beside), (-2, afar), (2, afar))


def described(reading: Reading) -> Sequences:
    """Return the features of each token of each run."""
    words, n = reading.words, len(reading.words)

    def of(i: int) -> list[str]:
        found = ["bias"]
        for offset, group in GROUPS:
            found += [f"{offset}:{name}" for name in group(words[i + offset] if 0 <= i + offset < n else EDGE)]
        for offset in (-1, 0, 1):
            if 0 <= i + offset < n and words[i + offset][0].isupper():
                found += [f"told{offset}:{name}" for name in tagging.told(reading, words[i + offset])]
        found += ["at:" + name for name in tagging.place(reading, i)]
        found += [f"bond{d}:{name}" for d in (0, 1) if (name := tagging.bond(reading, i + d))]
        return found + [
            "pair:" + name for name in tagging.pairs(tagging.shape(words[i]), *(words[k] if 0 <= k < n else EDGE for k in (i - 1, i + 1)))
        ]

    def within(first: int, stop: int, i: int) -> list[str]:
        return [*of(i), *("run:" + name for name in tagging.stand(first, stop, i, words[i]))]

    return [((first, stop), [within(first, stop, i) for i in range(first, stop)]) for first, stop in tagging.runs(reading)]


def again(reading: Reading, sequences: Sequences, labels: Labels) -> Sequences:
    """Return the features with what a first reading said of the same words elsewhere."""
    told = tagging.elsewhere(reading, labels)
    return [
        (
            run,
            [
                row + [f"else{d}:{name}" for d in (-1, 0, 1) for name in told.get(i + d, ())]
                for i, row in zip(range(*run), rows, strict=True)
            ],
        )
        for run, rows in sequences
    ]


Labelled = tuple[Sequences, Labels]


def labelled(found: Iterable[Name]) -> Labels:
    """Return the label of each token of a name."""
    return {i: ("B-" if i == name.start else "I-") + name.kind for name in found for i in range(name.start, name.stop)}


def fitted(data: Iterable[Labelled], file: Path) -> pycrfsuite.Tagger:
    """Return the field fitted to labelled runs."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": C1, "c2": C2, "max_iterations": STEPS, "feature.possible_transitions": True})
    for sequences, labels in data:
        for (first, stop), rows in sequences:
            trainer.append(rows, [labels.get(i, "O") for i in range(first, stop)])
    trainer.train(str(file))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(file))
    return tagger


def read_by(tagger: pycrfsuite.Tagger, sequences: Sequences) -> Labels:
    """Return the labels that a field gives to the tokens of runs."""
    return {i: label for (first, stop), rows in sequences for i, label in zip(range(first, stop), tagger.tag(rows), strict=True)}


def model_of(known: Sequence[Article], corpora: Path, table: Table, about: dict[str, Any], file: Path) -> bytes:
    """Return the model of some articles: both readings are learned by one field, the second from what fields of half of the articles say of the other half."""
    use(table)
    for cached in (tagging.of_word, beside, afar, tagging.kinds, tagging.cluster, tagging._opening):
        cached.cache_clear()
    data = [(described(article.reading), labelled(names(article))) for article in known]
    seconds: list[Labelled] = []
    for half in (0, 1):
        tagger = fitted([row for n, row in enumerate(data) if n % 2 != half], file.with_suffix(".half"))
        for n, (sequences, labels) in enumerate(data):
            if n % 2 == half:
                seconds.append((again(known[n].reading, sequences, read_by(tagger, sequences)), labels))
    held = fitted([*data, *seconds, *annotated_sentences(corpora)], file).info()
    weights: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(LABELS))
    for (name, label), weight in held.state_features.items():
        weights[name][LABELS.index(label)] = weight
    transitions = [[held.transitions.get((a, b), 0.0) for b in LABELS] for a in LABELS]
    return stored(weights, transitions, table, about)


def annotated_sentences(folder: Path) -> Iterator[Labelled]:
    """Yield the runs of the sentences of idner-news-2k that hold persons and no body: what it calls a body is something else than here."""
    for part in ("train", "dev", "test"):
        for block in (folder / "idner-news-2k" / f"{part}.txt").read_text(encoding="utf-8").split("\n\n"):
            rows = [line.split() for line in block.splitlines() if len(line.split()) == 3]
            reading = Reading(" ".join(row[0] for row in rows))
            spans: list[tuple[int, int, str]] = []
            at = 0
            for word, _, label in rows:
                if label[0] == "B":
                    spans.append((at, at + len(word), label[2:]))
                elif label[0] == "I" and spans:
                    spans[-1] = (spans[-1][0], at + len(word), spans[-1][2])
                at += len(word) + 1
            tokens = [(reading.tokens(start, end), kind) for start, end, kind in spans if kind in ("PER", "ORG")]
            labels = labelled(Name(held.start, held.stop, kind) for held, kind in tokens if len(held))
            kinds = [({labels.get(i, "O")[2:] for i in range(*run)}, (run, rows)) for run, rows in described(reading)]
            yield [held for found, held in kinds if "PER" in found and "ORG" not in found], labels


# -- figures ---------------------------------------------------------------------------------------------------------------
def counts_of(article: Article, found: Iterable[Name]) -> Counter[tuple[str, str]]:
    """Return how many names of each kind are right, found and in the gold, where the text is no frame of the page."""
    reading = article.reading

    def inside(name: Name) -> bool:
        return reading.in_body(reading.starts[name.start], reading.ends[name.stop - 1])

    gold, said = {n for n in names(article) if inside(n)}, {n for n in found if inside(n)}
    tally: Counter[tuple[str, str]] = Counter()
    for kind in ("PER", "ORG"):
        some, these = ({name for name in group if name.kind == kind} for group in (gold, said))
        tally[kind, "right"] += len(some & these)
        tally[kind, "gold"] += len(some)
        tally[kind, "found"] += len(these)
    return tally


def judge(fold: int) -> Counter[tuple[str, str]]:
    """Return the counts of the articles of a fold, by the model that has not seen them."""
    import os

    os.environ["CLAIMX_MODELS"] = str(folder(fold))
    from claimx.names.tagger import names_of

    tally: Counter[tuple[str, str]] = Counter()
    for article in articles(_CHOSEN["gold"]):
        if article.fold == fold:
            tally += counts_of(article, names_of(article.reading).found)
    return tally


def told(tally: Counter[tuple[str, str]], kind: str) -> str:
    """Return precision, recall and F1 of a kind, in percent."""
    right, gold, found = (max(1, tally[kind, name]) for name in ("right", "gold", "found"))
    return f"{kind} P {100 * right / found:.1f} R {100 * right / gold:.1f} F1 {200 * right / (gold + found):.1f}"


_CHOSEN: dict[str, Any] = {}


def fit_one(fold: int | None) -> Path:
    """Write the model without a fold, None for that of all articles, and return its file."""
    known = [article for article in articles(_CHOSEN["gold"], own=True) if article.fold != fold and "people" in article.gold]
    readings = [*read_news(_CHOSEN["news"]), *read_sentences(_CHOSEN["postag"])]
    table = Table(counted([*readings, *(article.reading for article in known)]), *clusters(readings), *person_names())
    about = {
        "source": f"gold/train, standoff/everyday: {digest(known)}, {len(known)} articles; idner-news-2k; nlp-id 0.1.23; Faker",
        "fitted": datetime.now(UTC).date().isoformat(),
        "by": "training/names.py",
    }
    file = (ROOT / "src/claimx/ranking" if fold is None else folder(fold)) / FILE
    file.write_bytes(model_of(known, _CHOSEN["corpora"], table, about, WORK / f"names{fold}.crf"))
    return file


def main() -> None:
    """Fit, judge, print."""
    parser = options(__doc__)
    parser.add_argument("--news", type=Path, default=SHARED / "news")
    parser.add_argument("--corpora", type=Path, default=SHARED / "corpora")
    parser.add_argument("--postag", type=Path)
    _CHOSEN.update(asked_for(parser))
    clusters([*read_news(_CHOSEN["news"]), *read_sentences(_CHOSEN["postag"])])
    wanted: list[int | None] = [*range(FOLDS), *([None] if _CHOSEN["write"] else [])]
    for file in in_processes(fit_one, wanted, _CHOSEN["jobs"]):
        print(f"{file}: {file.stat().st_size:,} bytes", flush=True)
    tallies = in_processes(judge, range(FOLDS), _CHOSEN["jobs"])
    for fold, tally in enumerate(tallies):
        print(f"fold {fold}:", told(tally, "PER"), told(tally, "ORG"), sep="  ")
    together = sum(tallies, Counter[tuple[str, str]]())
    print("out of fold:", told(together, "PER"), told(together, "ORG"), sep="  ")


if __name__ == "__main__":
    main()
