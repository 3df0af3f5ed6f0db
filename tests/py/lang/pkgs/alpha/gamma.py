from . import loaded as up

value = "gamma"
