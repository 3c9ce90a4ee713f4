"""Views of a record: `table` for a terminal, `lines` for pipes. They format; they never analyse."""
