"""Chapter 8, property (property的使用): an attribute that runs code; function and decorator form."""

class Money:
    """The property function (property函数)."""

    def __init__(self):
        self.__money = 0

    def get_money(self):
        return self.__money

    def set_money(self, value):
        if not isinstance(value, int):
            raise TypeError("money must be an int, not " + type(value).__name__)
        self.__money = value

    money = property(get_money, set_money, doc="What is in the purse.")


purse = Money()
purse.money = 100
purse.money += 20
print(purse.money, purse.get_money(), Money.money.__doc__)
for statement in ("purse.money = 'x'", "del purse.money", "purse.__money", "Money.money.fget()"):
    try:
        exec(statement)
    except Exception as error:
        print(f"{statement}: {type(error).__name__}: {error}")


# Surprise: the functions are fixed when property() is called, so a subclass's new getter is not used ...
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


print(Richer().money, type(Money.money).__name__, Money.money.fset.__name__, Money.money.fdel)
print("rule: a property is a data descriptor that lives in the class")
