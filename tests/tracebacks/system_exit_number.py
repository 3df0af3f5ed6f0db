"""sys.exit with a number."""
raise SystemExit(3)
