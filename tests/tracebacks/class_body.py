"""An error in a class body."""
class Config:
    size = 3
    name = "x" + size
