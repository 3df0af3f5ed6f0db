"""The public names of the modules that the chapters use, a row each: `module name ...`, `module.Class name ...`."""

import importlib
import types

MODULES = """abc builtins collections collections.abc contextlib copy dataclasses enum functools gc importlib inspect io
itertools math operator os.path random string sys tempfile time types typing warnings weakref"""


def public(names):
    return sorted(n for n in names if not n.startswith("_"))


for name in MODULES.split():
    module = importlib.import_module(name)
    if hasattr(module, "__all__"):
        names = sorted(module.__all__)
    else:
        names = [n for n in public(dir(module)) if not isinstance(getattr(module, n), types.ModuleType)]
    print(name, *names)
    for each in names:
        value = getattr(module, each)
        if isinstance(value, type) and (name != "types" or value.__module__ == "types"):
            print(f"{name}.{each}", *public(dir(value)))
