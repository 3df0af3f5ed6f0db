"""SystemExit without a value; finally runs."""
try:
    raise SystemExit
finally:
    print("cleanup")
