"""Chapter 16, __call__ (对象的__call__方法):
state without a closure, and classes that answer calls their own way."""


# Happy path: usable wherever a function is, with a state to look at.
class Average:
    def __init__(self):
        self.total = self.count = 0

    def __call__(self, value):
        self.total += value
        self.count += 1
        return self.total / self.count


average = Average()
print(list(map(average, [10, 20, 30])), average.total, average.count)
# %see graph average


# Against a closure, whose state is hidden in a cell.
def make_average():
    values = []

    def average(value):
        values.append(value)
        return sum(values) / len(values)

    return average


hidden = make_average()
print(list(map(hidden, [10, 20, 30])), hidden.__closure__[0].cell_contents)
# %see cells hidden


# Surprise: a metaclass's __call__ decides what calling the class means.
class Single(type):
    objects = {}

    def __call__(cls, *args):
        if cls not in cls.objects:
            cls.objects[cls] = super().__call__(*args)
        return cls.objects[cls]


class Config(metaclass=Single):
    def __init__(self, name):
        self.name = name


print(Config("first") is Config("second"), Config("third").name)
print("rule: a callable object is a function with a name for its state")
