"""Chapter 1, the module search path (配置模块导入路径):
import looks into the folders of sys.path, from left to right."""

import importlib
import os
import sys
import tempfile

temporary = tempfile.TemporaryDirectory()
here = temporary.name
first = os.path.join(here, "first")
second = os.path.join(here, "second")
for folder in (first, second):
    os.mkdir(folder)
    with open(os.path.join(folder, "greeting.py"), "w") as file:
        file.write(f"TEXT = 'hello from {os.path.basename(folder)}'\n")

# Nobody knows the folder yet.
try:
    import greeting
except ModuleNotFoundError as error:
    print(type(error).__name__, "-", error, "-", error.name)

# The outline's line: a folder that does not exist does no harm.
sys.path.append('xxoo')
try:
    import greeting
except ImportError as error:
    print("still:", error)

# Happy path: the first folder that has the module wins.
sys.path.append(first)
sys.path.append(second)
import greeting
print(greeting.TEXT, "-", os.path.relpath(greeting.__file__, here))

# Surprise: a changed path does not change what is imported already ...
sys.path.insert(0, second)
import greeting
print("imported again:", greeting.TEXT)

# ... because sys.modules is asked before sys.path.
print("in sys.modules:", sys.modules["greeting"] is greeting)
# %see graph sys.modules["greeting"] greeting
del sys.modules["greeting"]
import greeting
print("after del:", greeting.TEXT)

# A file of your own hides a module of the library that comes later.
with open(os.path.join(second, "colorsys.py"), "w") as file:
    file.write("MINE = True\n")
importlib.invalidate_caches()
import colorsys
print("hidden:", colorsys.MINE, hasattr(colorsys, "rgb_to_hsv"))
print("rule: sys.modules first, then the folders of sys.path in order")
