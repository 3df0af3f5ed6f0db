# The method resolution order and its merge.
from pyrope import see


class Base:
    pass


class A(Base):
    pass


class B(Base):
    pass


class C(A, B):
    pass


print(see("mro C"))
print(see("mro bool"))
print(see("mro Base C"))
print(see("mro A B"))
