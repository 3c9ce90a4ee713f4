"""The ledger: what a pointing cue may mean (`candidates`, `link`), acts on one matter put together (`matters`), its status (`status`), the time between
claim and act (`lag`), and shared words (`wording`)."""
