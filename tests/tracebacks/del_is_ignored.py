"""An error in __del__ is reported and ignored."""
class D:
    def __del__(self):
        raise ValueError("in __del__")

    def __repr__(self):
        return "<D>"


d = D()
del d
print("goes on")
