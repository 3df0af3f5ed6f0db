"""An undefined name inside eval."""
print(eval("1 + undefined_name"))
