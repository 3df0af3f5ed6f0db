"""Chapter 7, privacy (私有化):
_X is a wish, __X is renamed."""


class Person:
    def __init__(self, name):
        self.name = name
        self._nick = name[:2]
        self.__age = 30

    def age(self):
        return self.__age

    def __secret(self):
        return "secret of " + self.name


# Happy path: the name works inside of the class, and only there.
p = Person("Monty")
print(p.name, p._nick, p.age())
try:
    p.__age
except AttributeError as error:
    print("AttributeError:", error)
print("its real name:", p._Person__age, sorted(vars(p)))
# %see lookup p._Person__age


# No clash with the subclass's attribute: that is what it is for.
class Student(Person):
    def __init__(self, name):
        super().__init__(name)
        self.__age = 18

    def both(self):
        return self.__age, self.age()


s = Student("Eve")
print(s.both(), sorted(vars(s)))
# %see graph s

# Surprise: an assignment from outside makes a new attribute.
p.__age = 99
print(p.age(), p.__age, sorted(vars(p)))

# It is about text in a class body: not of names that end in __,
# not of strings.
print(hasattr(p, "__age"), p._Person__secret(), "__init__" in vars(Person))
print("rule: one underscore is a convention, two a rename, nothing a lock")
