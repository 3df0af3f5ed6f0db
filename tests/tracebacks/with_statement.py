"""An error within a with block, and one from __exit__."""
class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        raise RuntimeError("in __exit__")


with Manager() as m:
    m.missing
