"""Rows of one layer as Parquet, through pyarrow (the extra `claimx[parquet]`)."""

from __future__ import annotations

from typing import Any

from claimx.records import Document
from claimx.render.inert import whole
from claimx.render.rows import COLUMNS, KINDS, Row, rows

GROUP = 20_000  # rows of a group: what is held in memory


def schema(layer: str, fields: tuple[str, ...] = ()) -> Any:
    """Return the Arrow schema of a layer, or of some of its columns."""
    import pyarrow

    kinds = {int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_(), str: pyarrow.string()}
    return pyarrow.schema([(name, kinds[KINDS.get(name, str)]) for name in fields or COLUMNS[layer]])


class Rows:
    """Writes the rows of one layer as Parquet to a binary stream, in groups, so that memory stays bounded."""

    def __init__(self, layer: str, stream: Any, fields: tuple[str, ...] = ()) -> None:
        import pyarrow
        import pyarrow.parquet

        self.layer = layer
        self.schema = schema(layer, fields)
        self.make = pyarrow.Table.from_pylist
        self.table = pyarrow.parquet.ParquetWriter(stream, self.schema)
        self.rows: list[Row] = []

    def write(self, document: Document) -> None:
        """Add the rows of a record."""
        for row in rows(document, self.layer):
            self.rows.append({key: whole(value) if isinstance(value, str) else value for key, value in row.items()})
        if len(self.rows) >= GROUP:
            self._flush()

    def _flush(self) -> None:
        self.table.write_table(self.make(self.rows, schema=self.schema))
        self.rows = []

    def close(self) -> None:
        """Write what is left and the end."""
        if self.rows:
            self._flush()
        self.table.close()

    abandon = close  # what is whole stays; else the writer is closed when it is forgotten, and then has nowhere to write
