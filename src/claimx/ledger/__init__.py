"""The ledger: the stretches that may state what an act is about (`stretches`), which of them does (`matter`), acts on one matter put together (`matters`), its
status (`status`), and the time between claim and act (`lag`)."""
