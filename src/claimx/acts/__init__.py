"""Acts of taking back, denying, correcting: cues found by rules (`match`), their scope, what they act on and who does them."""
