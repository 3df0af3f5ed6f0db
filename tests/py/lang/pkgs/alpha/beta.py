from . import _private as from_parent
from .gamma import value as sibling
