"""Did you mean self.name."""
class Robot:
    def __init__(self):
        self.speed = 0

    def move(self):
        return speed


Robot().move()
