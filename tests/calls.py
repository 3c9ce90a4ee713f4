"""Commands called in the process of the tests, what must come of them, and the files that they read and write."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from claimx.cli import app


def call(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, [*map(str, arguments)], input=stdin)


def made(*arguments: object) -> Result:
    """Call a command that must end well."""
    done = call(*arguments)
    assert done.exit_code == 0, done.output
    return done


def refused(*arguments: object, says: str = "") -> Result:
    """Call a command that must end with the exit code 2 and say this, in however many lines."""
    done = call(*arguments)
    assert done.exit_code == 2, done.output
    assert says in " ".join(done.output.split())
    return done


def query(database: Path, asked: str) -> list[Any]:
    with closing(sqlite3.connect(database)) as db:
        return db.execute(asked).fetchall()


def write_lines(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def lines_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def sources(printed: str) -> list[str]:
    """Return the names of the files from which printed records are."""
    return [Path(json.loads(line)["source"]).name for line in printed.splitlines()]
