"""One matter through many articles: who stated it, who told that it was taken back, and who never did.

`store` keeps articles in SQLite, `terms` are the words that count, `match` finds and judges statements of one matter, `threads` joins them.
"""
