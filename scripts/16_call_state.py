"""Chapter 16, __call__ (对象的__call__方法): state without a closure, and classes that answer calls their own way."""


# State without a closure, usable wherever a function is.
class Average:
    def __init__(self):
        self.total = self.count = 0

    def __call__(self, value):
        self.total += value
        self.count += 1
        return self.total / self.count


print(list(map(Average(), [10, 20, 30])), sorted([-3, 2, -1], key=abs))


# A metaclass's __call__ decides what calling the class means: here, one object only.
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
for thing in (5, "text", None):
    try:
        thing()
    except TypeError as error:
        print(error)
