"""return outside a function."""
if True:
    return 5
