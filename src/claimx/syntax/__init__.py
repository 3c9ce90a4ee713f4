"""The syntax of Indonesian news, shallow: word classes (`classes`), chunks (`chunks`) and clauses (`clauses`) of a sentence (`sentence`).

Read lazily, a sentence when somebody asks for it. Where an object, a subject or a clause ends is decided here and nowhere else in `acts`
and `ledger`. The words it rests on are data: `lexicons/words.toml`, `syntax.toml` and, fitted, `classes.toml`.
"""
