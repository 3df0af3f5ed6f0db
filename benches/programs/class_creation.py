"""Creating classes: class statements, type() with three arguments, a metaclass, __init_subclass__."""


class Registry(type):
    count = 0

    def __new__(meta, name, bases, namespace):
        Registry.count += 1
        return super().__new__(meta, name, bases, namespace)


class Plugin:
    names = 0

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        Plugin.names += len(cls.__name__)


def run(steps):
    total = 0
    for i in range(steps):

        class Local(Plugin):
            value = i

            def get(self):
                return self.value

        total += Local().get()
        dynamic = type("Dynamic", (object,), {"size": i, "twice": lambda self: self.size * 2})
        total += dynamic().twice()

        class Registered(metaclass=Registry):
            pass

        total += len(Registered.__mro__)
    return total


print("class_creation", run(22_000), Registry.count, Plugin.names)
