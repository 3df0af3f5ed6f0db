"""An f-string with a broken field."""
x = 1
print(f"value: {x +}")
