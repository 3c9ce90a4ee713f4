"""The Indonesian news text itself: tokens, layout, marks, sentences, words and phrases.

Nothing in here knows of spaCy components or of the output; everything works on plain strings and offsets.
"""
