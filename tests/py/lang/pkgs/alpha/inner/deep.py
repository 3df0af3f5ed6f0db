from ..gamma import value as two_up

name = __name__
