"""Shallow and deep copies of any object.

    x = copy.copy(y)        a new object that shares the parts of y
    x = copy.deepcopy(y)    a new object with copies of the parts of y, and so on
    x = copy.replace(y, a=1)    a copy with some attributes changed

Classes control how they are copied with __copy__, __deepcopy__ and __replace__, or as for pickling.
"""

import types
import weakref
from _copy import copy, deepcopy
from copyreg import dispatch_table

__all__ = ["Error", "copy", "deepcopy", "replace"]


class Error(Exception):
    """An object of this type cannot be copied."""


error = Error

_atomic = frozenset({
    types.NoneType, types.EllipsisType, types.NotImplementedType, int, float, bool, complex, bytes, str, type, range,
    property, types.CodeType, types.BuiltinFunctionType, types.FunctionType, weakref.ref,
})
_copy_atomic = _atomic | {tuple, frozenset, slice, super}


def _copy_other(x):
    """The shallow copy of an object that the native function does not know."""
    cls = type(x)
    if cls in _copy_atomic:
        return x
    if cls is bytearray:
        return bytearray.copy(x)
    if issubclass(cls, type):
        return x
    copier = getattr(cls, "__copy__", None)
    if copier is not None:
        return copier(x)
    reduced = _reduce(x, cls, "(shallow)copyable")
    if isinstance(reduced, str):
        return x
    return _finish(_reconstruct(x, None, *reduced))


def _reduce(x, cls, how):
    """How to make another object like x, as for pickling."""
    reductor = dispatch_table.get(cls)
    if reductor is not None:
        return reductor(x)
    reductor = getattr(x, "__reduce_ex__", None)
    if reductor is not None:
        return reductor(4)
    reductor = getattr(x, "__reduce__", None)
    if reductor:
        return reductor()
    raise Error(f"un{how} object of type {cls}")


def replace(obj, /, **changes):
    """A copy of obj with these fields changed, made by its class's __replace__."""
    cls = obj.__class__
    method = getattr(cls, "__replace__", None)
    if method is None:
        raise TypeError(f"replace() does not support {cls.__name__} objects")
    return method(obj, **changes)


# deepcopy is native for builtin containers and plain instances. A copier of another compound type is a generator that
# yields the parts it wants copied, is sent the copies, and returns the result: the native function drives it from its
# stack, so that the depth of a structure has no limit.


def _deepcopy_with(x, memo):
    """deepcopy with a memo that is no plain dict."""
    cls = type(x)
    if cls in _atomic:
        return x
    if (known := memo.get(id(x), memo)) is not memo:
        return known
    stack = []
    running = _start(x, cls, memo)
    if type(running) is not types.GeneratorType:
        return running
    value = None
    while True:
        try:
            part = running.send(value)
        except StopIteration as stop:
            value = stop.value
            if not stack:
                return value
            running = stack.pop()
            continue
        except BaseException as exception:
            # An error passes through all those who wait for a part, as through calls.
            while stack:
                try:
                    stack.pop().throw(exception)
                except BaseException as raised:
                    exception = raised
            raise
        cls = type(part)
        if cls in _atomic:
            value = part
        elif (value := memo.get(id(part), memo)) is memo:
            value = _start(part, cls, memo)
            if type(value) is types.GeneratorType:
                stack.append(running)
                running, value = value, None


def _start(x, cls, memo):
    """The copy of x if it is to be had at once, else the generator that makes it."""
    if cls in _atomic:
        return x
    copier = _copiers.get(cls)
    if copier is not None:
        return copier(x, memo)
    copier = _deepcopy_dispatch.get(cls)
    if copier is not None:
        y = copier(x, memo)
    elif issubclass(cls, type):
        y = x
    elif (copier := getattr(x, "__deepcopy__", None)) is not None:
        y = copier(memo)
    else:
        reduced = _reduce(x, cls, "(deep)copyable")
        if not isinstance(reduced, str):
            return _reconstruct(x, memo, *reduced)
        y = x
    if y is not x:
        memo[id(x)] = y
        _keep_alive(x, memo)
    # A generator that somebody's __deepcopy__ returned is not ours to run.
    return _done(y) if type(y) is types.GeneratorType else y


def _done(y):
    return y
    yield


def _keep_alive(x, memo):
    """Keep x until the memo dies, since its id is in there."""
    try:
        memo[id(memo)].append(x)
    except KeyError:
        memo[id(memo)] = [x]


def _copy_list(x, memo):
    y = []
    memo[id(x)] = y
    _keep_alive(x, memo)
    append = y.append
    for item in x:
        append(item if type(item) in _atomic else (yield item))
    return y


def _copy_tuple(x, memo):
    y = []
    changed = False
    for item in x:
        if type(item) not in _atomic:
            copied = yield item
            if copied is not item:
                changed = True
                item = copied
        y.append(item)
    # The tuple may be part of a cycle, and be copied by now.
    known = memo.get(id(x), memo)
    if known is not memo:
        return known
    if not changed:
        return x
    y = tuple(y)
    memo[id(x)] = y
    _keep_alive(x, memo)
    return y


def _copy_dict(x, memo):
    y = {}
    memo[id(x)] = y
    _keep_alive(x, memo)
    for key, value in x.items():
        value = yield value
        y[(yield key)] = value
    return y


def _copy_method(x, memo):
    y = type(x)(x.__func__, (yield x.__self__))
    memo[id(x)] = y
    _keep_alive(x, memo)
    return y


_copiers = {list: _copy_list, tuple: _copy_tuple, dict: _copy_dict, types.MethodType: _copy_method}

# Copiers that programs add: functions of the object and the memo.
_deepcopy_dispatch = {}


def _reconstruct(x, memo, func, args, state=None, items=None, pairs=None):
    """Make an object from what its __reduce_ex__ says; without memo, yields nothing and copies no parts."""
    deep = memo is not None
    if deep and args:
        copied = []
        for arg in args:
            copied.append((yield arg))
        args = copied
    y = func(*args)
    if deep:
        memo[id(x)] = y
    if state is not None:
        if deep:
            state = yield state
        if hasattr(y, "__setstate__"):
            y.__setstate__(state)
        else:
            slots = None
            if isinstance(state, tuple) and len(state) == 2:
                state, slots = state
            if state is not None:
                y.__dict__.update(state)
            if slots is not None:
                for name, value in slots.items():
                    setattr(y, name, value)
    if items is not None:
        for item in items:
            y.append((yield item) if deep else item)
    if pairs is not None:
        for key, value in pairs:
            if deep:
                key = yield key
                value = yield value
            y[key] = value
    if deep and y is not x:
        memo[id(x)] = y
        _keep_alive(x, memo)
    return y


def _finish(steps):
    """The result of a reconstruction that yields nothing."""
    try:
        next(steps)
    except StopIteration as stop:
        return stop.value
