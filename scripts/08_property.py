"""Chapter 8, property (property的使用):
the property function (property函数): an attribute that runs code."""


class Money:
    def __init__(self):
        self.__money = 0

    def get_money(self):
        return self.__money

    def set_money(self, value):
        if not isinstance(value, int):
            raise TypeError(f"an int, please, not {type(value).__name__}")
        self.__money = value

    money = property(get_money, set_money, doc="What is in the purse.")


# Happy path.
purse = Money()
purse.money = 100
purse.money += 20
print(purse.money, purse.get_money(), Money.money.__doc__)
# %see lookup purse.money
for text in ("purse.money = 'x'", "del purse.money", "Money.money.fget()"):
    try:
        exec(text)
    except Exception as error:
        print(f"{text}: {type(error).__name__}: {error}")


# Surprise: property() has got the functions, not their names: a
# subclass's new getter is not used ...
class Rich(Money):
    def get_money(self):
        return 1_000_000


rich = Rich()
rich.money = 5
print(rich.money, rich.get_money())


# ... unless the property looks the method up.
class Loose(Money):
    money = property(lambda self: self.get_money())


class Richer(Loose):
    def get_money(self):
        return 1_000_000


print(Richer().money, Money.money.fset.__name__, Money.money.fdel)
print("rule: a property is a data descriptor that lives in the class")
