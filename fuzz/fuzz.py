"""Fuzzing with a budget: articles mutated over and over, each run checked for crashes, hangs over a second and bad offsets.

    python fuzz/fuzz.py [FOLDER OF TEXTS] [--executions 10000] [--jobs 2] [--seed 1]

Texts default to the samples. What breaks something is made smaller and kept in `tests/data/fuzz/`, where the tests run it.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path

import claimx
from claimx.errors import InputError
from claimx.inputs import Article, Settings, page_read
from claimx.inputs.kinds import read_bytes
from claimx.records import spans
from claimx.render.lines import json_text

ROOT = Path(__file__).parents[1]
Check = Callable[[str], str | None]  # what is wrong with a text, None where nothing is
Task = tuple[list[str], int, int]  # seeds, the seed of chance, how many executions
Work = Callable[[Task], tuple[int, list[tuple[bytes, str]]]]  # how many were done, and each text that breaks something with what is wrong
KEEP = ROOT / "tests/data/fuzz"
SAMPLES = ROOT / "data/samples"
HANG = 1.0  # seconds of processor time: a busy machine is no fault
LONGEST = 700  # characters of a mutated stretch: many small runs find more than few large ones
BITS = [
    *"\"'“”‘’«»„()[]{}<>.,:;!?-–—…/\\|#@&*=+%$^~`_ \t\n\r",
    *"\x00\x07\x1b\x7f\x85\u00a0\u00ad\u061c\u200b\u200d\u200e\u202a\u202e\u2028\u2066\u3000\ufeff\ufffd\ud800\udc00\U0001f600\u0301\u0130ıﬁ",
    *"0123456789", "11/7", "31/6", "13/12/2106", "2020", "00.00", "24.00", "1945-8-17", "99999999999999999999", "IV", "½", "٣", "①",
    "\n\n", "...", "--", "Baca juga: ", "Editor: ", "Copyright © ", "[SALAH] ", "kata ", "ujarnya ", "mengatakan ", "bahwa ", "menurut ", "membantah ", "mencabut ", "tidak ",
    "Minggu ", "Senin ", "pukul ", "setahun ", "dua ", "itu ", "yang ", "dan ", "Budi ", "Bupati ", "Jum'at ", "meminta maaf ",
]  # fmt: skip


def mutated(seeds: list[str], chance: random.Random) -> str:
    """Return a stretch of an article with one to eight mutations."""
    text = chance.choice(seeds)
    start = chance.randrange(max(1, len(text) - 50))
    text = text[start : start + chance.randrange(20, LONGEST)]
    for _ in range(chance.randrange(1, 9)):
        at = chance.randrange(len(text) + 1)
        kind = chance.randrange(6)
        if kind == 0:
            text = text[:at] + chance.choice(BITS) + text[at:]
        elif kind == 1:
            text = text[:at] + text[at + chance.randrange(1, 12) :]
        elif kind == 2:
            text = text[:at] + chance.choice(BITS) * chance.randrange(1, 30) + text[at:]
        elif kind == 3:
            piece = text[at : at + chance.randrange(1, 40)]
            other = chance.randrange(len(text) + 1)
            text = text[:other] + piece + text[other:]
        elif kind == 4:
            other = chance.choice(seeds)
            where = chance.randrange(max(1, len(other) - 30))
            text = text[:at] + other[where : where + chance.randrange(1, 80)] + text[at:]
        else:
            text = text[:at] + text[at : at + 10].swapcase() + text[at + 10 :]
    return text


def packed(text: str, chance: random.Random) -> tuple[str, bytes]:
    """Return a text as the bytes of a page or of JSON, and with which ending; cut off or with odd bytes now and then."""
    kind = chance.choice(["html", "json", "jsonl"])
    if kind == "html":
        data = f"<html><head><title>{text[:30]}</title></head><body><article><p>{text}</p><p>{text[::-1]}</p></article>".encode(
            "utf-8", "surrogatepass"
        )
    else:
        data = json.dumps({"text": text, "date": text[:12], "id": text[:3]}, ensure_ascii=chance.random() < 0.5).encode(
            "utf-8", "surrogatepass"
        )
    if chance.random() < 0.5:
        at = chance.randrange(len(data))
        data = data[:at] + bytes(chance.randrange(256) for _ in range(chance.randrange(4))) + data[at + chance.randrange(3) :]
    return kind, data


def unread(kind: str, data: bytes) -> str | None:
    """Return what is wrong with how an input is read, None where it is read or refused."""
    started = time.process_time()
    try:
        for article in read_bytes(f"x.{kind}", data, Settings()):
            if isinstance(article, Article):
                page_read(article)
    except InputError:
        pass
    except Exception as error:
        return f"{kind} {type(error).__name__}: {error}"
    return f"{kind} hang" if time.process_time() - started > HANG else None


def fault(text: str, published: str | None = None) -> str | None:
    """Return what is wrong with how a text of this day is analysed, None where nothing is."""
    started = time.process_time()
    try:
        document = claimx.extract(text, published)
        json_text(document)
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} at {Path(place.filename).name} {place.name}: {error}"
    if time.process_time() - started > HANG:
        return "hang"
    for span in spans(document):
        if not 0 <= span["start"] < span["end"] <= len(text) or text[span["start"] : span["end"]] != span["text"]:
            return f"bad offset {span}"
    return None


def smaller(text: str, check: Check = fault) -> str:
    """Return a shorter text with a fault of the same kind."""
    kind = (check(text) or "").split(":")[0].split("{")[0]
    size = len(text) // 2
    while size:
        at = 0
        while at < len(text):
            shorter = text[:at] + text[at + size :]
            if (check(shorter) or "").split(":")[0].split("{")[0] == kind:
                text = shorter
            else:
                at += size
        size //= 2
    return text


def work(task: Task) -> tuple[int, list[tuple[bytes, str]]]:
    """Run a share of the executions; return how many and what was found."""
    seeds, seed, count = task
    chance = random.Random(seed)
    return count, broken(((mutated(seeds, chance), fault) for _ in range(count)), chance)


def broken(cases: Iterable[tuple[str, Check]], chance: random.Random) -> list[tuple[bytes, str]]:
    """Return a small text for each kind of fault that the checks of these texts find, and what is wrong with it."""
    found: dict[str, tuple[str, Check]] = {}
    packets: dict[str, bytes] = {}
    for text, check in cases:
        if chance.random() < 0.02:
            kind, data = packed(text, chance)
            if wrong := unread(kind, data) and unread(kind, data):
                packets.setdefault(wrong, data)
            continue
        wrong = check(text)
        if wrong and wrong.split(":")[0] not in found and check(text):  # twice: not a busy machine
            found[wrong.split(":")[0]] = smaller(text, check), check
    small = [(text.encode("utf-8", "surrogatepass"), check(text) or kind) for kind, (text, check) in found.items()]
    return small + [(data, wrong) for wrong, data in packets.items()]


def options(description: str | None) -> argparse.ArgumentParser:
    """Return the options of a fuzzer."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=SAMPLES)
    parser.add_argument("--executions", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    return parser


def texts(folder: Path) -> list[str]:
    """Return the texts of a folder."""
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]


def run(work: Work, chosen: argparse.Namespace, prefix: str = "") -> int:
    """Share the executions out, report and keep what is found; return the exit code, 1 where something was."""
    seeds = texts(chosen.folder)
    share = 2_000
    tasks = [(seeds, chosen.seed * 1_000_003 + n, min(share, chosen.executions - n * share)) for n in range(-(-chosen.executions // share))]
    done, found = 0, 0
    shown: set[str | bytes] = set()
    started = time.perf_counter()
    with multiprocessing.Pool(chosen.jobs) as pool:
        for count, faults in pool.imap_unordered(work, tasks):
            done += count
            for data, wrong in faults:
                key = wrong.split(":")[0] if " at " in wrong else data  # an exception has one place, what is slow may have many
                if key in shown:
                    continue
                shown.add(key)
                found += 1
                print(f"{wrong}\n  {data!r}", flush=True)
                KEEP.mkdir(parents=True, exist_ok=True)
                (KEEP / f"{prefix}{chosen.seed}-{found}.txt").write_bytes(data)
    seconds = time.perf_counter() - started
    print(f"{done:,} executions, {found} faults, {done / seconds:,.0f} a second")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(run(work, options(__doc__).parse_args()))
