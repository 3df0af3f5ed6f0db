"""Spellings of old courses and books that this interpreter takes and CPython no longer does: see docs/COMPAT.md."""

import sys

if sys.implementation.name == "pyrope":
    import os
    import tempfile

    from collections import Callable, Iterable, Mapping, MutableMapping
    import collections.abc
    assert Iterable is collections.abc.Iterable and Callable is collections.abc.Callable
    assert Mapping is collections.Mapping and isinstance({}, MutableMapping)
    try:
        from collections import Nonsense
    except ImportError as error:
        assert str(error).startswith("cannot import name 'Nonsense' from 'collections'"), error
    else:
        raise AssertionError("no error")
    assert not hasattr(collections, "Nonsense")

    import __builtin__
    import builtins
    assert __builtin__ is builtins

    import imp
    from imp import reload
    folder = tempfile.mkdtemp()
    path = os.path.join(folder, "old_module.py")
    with open(path, "w") as file:
        file.write("value = 1\n")
    module = imp.load_source("old_module", path)
    assert module.value == 1 and sys.modules["old_module"] is module
    sys.path.insert(0, folder)
    with open(path, "w") as file:
        file.write("value = 2\n")
    assert reload(module) is module and module.value == 2
    fresh = imp.new_module("fresh")
    assert fresh.__name__ == "fresh" and "fresh" not in sys.modules
    file, name, details = imp.find_module("old_module")
    with file:
        assert name == path and details == (".py", "r", imp.PY_SOURCE)
        assert imp.load_module("old_module", file, name, details).value == 2
    assert imp.is_builtin("sys") == 1 and imp.is_builtin("os") == 0 and not imp.lock_held()
    try:
        imp.find_module("no_such_module")
    except ImportError as error:
        assert str(error) == "No module named 'no_such_module'", error
    try:
        imp.load_compiled("x", "x.pyc")
    except ImportError as error:
        assert "not supported" in str(error), error
else:
    for name in ("imp", "__builtin__"):
        try:
            __import__(name)
        except ModuleNotFoundError:
            pass
        else:
            raise AssertionError(name)
