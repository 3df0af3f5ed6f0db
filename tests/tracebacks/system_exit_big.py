"""Only the low byte of the status counts."""
raise SystemExit(257)
