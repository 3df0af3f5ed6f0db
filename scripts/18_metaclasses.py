"""Chapter 18, metaclasses (元类):
the class of a class."""

# 使用type('className', (parentClass,...), {'propertyName': value})创建类对象
# Happy path: type with three arguments is what `class` calls.
parentClass = type("parentClass", (), {"inherited": "yes"})
className = type("className", (parentClass,), {"propertyName": 1})
print(className.__name__, className.propertyName, className().inherited)
print(type(5), type(int), type(type), issubclass(type, object))
# %see mro className


class UpperMeta(type):
    @classmethod
    def __prepare__(meta, name, bases, **options):
        print("__prepare__", name, options)
        return {}

    def __new__(meta, name, bases, namespace, **options):
        print("__new__", name)
        upper = {k if k[0] == "_" else k.upper(): namespace[k]
                 for k in namespace}
        return super().__new__(meta, name, bases, upper)

    def __init__(cls, name, bases, namespace, **options):
        print("__init__", cls.__name__)

    def __call__(cls, *args):
        print("__call__", cls.__name__)
        return super().__call__(*args)

    def __len__(cls):
        return len([n for n in vars(cls) if n.isupper()])


class Foo(metaclass=UpperMeta, debug=True):
    bar = "bip"
    baz = 2


print(hasattr(Foo, "bar"), Foo.BAR, Foo().BAZ, len(Foo))


# Surprise: the metaclass is inherited, its methods are not the instances'.
class Sub(Foo):
    extra = 1


print(Sub.EXTRA, Sub.BAR, isinstance(Sub, UpperMeta))
# %see lookup Sub.BAR
try:
    len(Foo())
except TypeError as error:
    print("TypeError:", error)
print("rule: class C(B, metaclass=M) is C = M('C', (B,), namespace)")
