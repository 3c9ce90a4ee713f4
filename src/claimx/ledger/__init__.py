"""Taken back: cues of retraction (`cues`), their scope (`scope`), and the ledger of claims that they move (`claims`)."""
