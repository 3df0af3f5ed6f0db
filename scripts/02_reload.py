"""Chapter 2, reload (重新导入模块):
run a module's file again, in the same module object."""

import os
import sys
import tempfile

try:
    from imp import reload
except ImportError:  # Python 3.12 has dropped the old place
    from importlib import reload

temporary = tempfile.TemporaryDirectory()
folder = temporary.name
sys.path.insert(0, folder)
sys.dont_write_bytecode = True
path = os.path.join(folder, "xxoo.py")


def write(text):
    with open(path, "w") as file:
        file.write(text)


write("VERSION = 1\nOLD = 'left over'\n\nclass Thing:\n    name = 'one'\n")
import xxoo
from xxoo import VERSION
thing = xxoo.Thing()
print("first:", xxoo.VERSION, VERSION, thing.name)

# import alone does not read the file again.
write("VERSION = 2222\n\nclass Thing:\n    name = 'two'\n")
import xxoo
print("import again:", xxoo.VERSION)

# Happy path.
print("reload:", reload(xxoo) is xxoo, xxoo.VERSION)

# Surprise: copies of names, instances and deleted names stay as they were.
print("from xxoo import VERSION:", VERSION)
print("old instance:", thing.name, " new one:", xxoo.Thing().name)
# %see same type(thing) xxoo.Thing
print("isinstance:", isinstance(thing, xxoo.Thing))
print("name that is gone from the file:", xxoo.OLD)

# A module that fails keeps what it had, and what it got until then.
write("VERSION = 33333\n1 / 0\n")
try:
    reload(xxoo)
except ZeroDivisionError as error:
    print(type(error).__name__, xxoo.VERSION, xxoo.Thing.name)

del sys.modules["xxoo"]
try:
    reload(xxoo)
except ImportError as error:
    print("ImportError:", error)
print("rule: the module changes; kept objects of it stay the old ones")
