"""Chapter 18, metaclasses (元类): the class of a class."""

# 使用type('className', (parentClass,...), {'propertyName': value})创建类对象
parentClass = type("parentClass", (), {"inherited": "yes"})
className = type("className", (parentClass,), {"propertyName": 1, "get": lambda self: self.propertyName})
print(className.__name__, className.__bases__[0].__name__, className().get(), className.inherited)
print(type(5), type(int), type(type), isinstance(type, object), issubclass(type, object))


class UpperMeta(type):
    """Turns public attribute names into upper case, and tells when it is asked what."""

    @classmethod
    def __prepare__(meta, name, bases, **options):
        print("__prepare__", name, options)
        return {}

    def __new__(meta, name, bases, namespace, **options):
        print("__new__", name)
        upper = {k if k.startswith("_") else k.upper(): v for k, v in namespace.items()}
        return super().__new__(meta, name, bases, upper)

    def __init__(cls, name, bases, namespace, **options):
        print("__init__", cls.__name__)
        super().__init__(name, bases, namespace)

    def __call__(cls, *args):
        print("__call__", cls.__name__)
        return super().__call__(*args)

    def __len__(cls):
        return len([n for n in vars(cls) if n.isupper()])


class Foo(metaclass=UpperMeta, debug=True):
    bar = "bip"
    baz = 2


print(hasattr(Foo, "bar"), Foo.BAR, Foo().BAZ, len(Foo), type(Foo).__name__)


class Sub(Foo):  # the metaclass is inherited
    extra = 1
print(Sub.EXTRA, Sub.BAR, isinstance(Sub, UpperMeta))
