"""What the records promise, and that what is printed keeps it."""

import json

from .conftest import ROOT, SCHEMA


def test_keys_are_those_of_the_contract() -> None:
    required = set(SCHEMA["required"])
    assert required == {
        "schema_version", "source", "sha256", "text", "title", "outlet", "url", "authors", "editors", "published", "speakers", "quotes", "dates",
        "cues", "claims", "warnings",
    }  # fmt: skip


def test_samples_expected_files_follow_the_schema() -> None:
    import jsonschema

    for path in sorted((ROOT / "tests/data/samples").glob("*.json")):
        jsonschema.validate(json.loads(path.read_text(encoding="utf-8")), SCHEMA)
