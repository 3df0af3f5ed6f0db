"""SystemExit with a tuple."""
raise SystemExit((1, "two"))
