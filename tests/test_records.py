"""The published JSON Schema is the one that the records give."""

import json

from claimx.records import json_schema

from .conftest import ROOT, SCHEMA


def test_committed_schema_is_current() -> None:
    assert json_schema() == SCHEMA, "run: python -m claimx.records > src/claimx/schema.json"


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
