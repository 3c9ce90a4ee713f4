"""Views of a record, one module for each (table, JSON lines, rows, Markdown, HTML, annotations, trace). They format; they never analyse."""
