"""Chapter 3, circular imports (模块循环导入问题): a module that is imported while it is half done."""

import os
import sys
import tempfile

temporary = tempfile.TemporaryDirectory()
folder = temporary.name
sys.path.insert(0, folder)


def write(**files):
    for name, text in files.items():
        with open(os.path.join(folder, name + ".py"), "w") as file:
            file.write(text)


def attempt(name):
    try:
        __import__(name)
        print(name, "works")
    except (ImportError, AttributeError) as error:
        print(type(error).__name__ + ":", str(error).replace(folder, "FOLDER"))
        print("  left in sys.modules:", name in sys.modules)


# The surprise: each wants a name of the other before it is there.
write(
    chicken="from egg import lay\ndef hatch(): return 'chick'\n",
    egg="from chicken import hatch\ndef lay(): return 'egg'\n",
)
attempt("chicken")

write(
    hen="import nest\ndef hatch(): return 'chick'\n",
    nest="import hen\nCHICK = hen.hatch()\n",
)
attempt("hen")

# Way out 1: import the module, use its names later.
write(
    day="import night\nNAME = 'day'\ndef after(): return night.NAME\n",
    night="import day\nNAME = 'night'\ndef after(): return day.NAME\n",
)
attempt("day")
print("  ", sys.modules["day"].after(), sys.modules["night"].after())

# Way out 2: import inside of the function.
write(
    tick="from tock import tock\ndef tick(): return 'tick'\n",
    tock="def tock():\n    from tick import tick\n    return tick() + ' tock'\n",
)
attempt("tick")
print("  ", sys.modules["tick"].tock())

# Way out 3, the outline's (设计时避免): what both need moves to a third module.
write(common="LIMIT = 7\n", left="from common import LIMIT\n", right="from common import LIMIT\n")
attempt("left")
attempt("right")
print("rule: avoid the circle in the design; else import modules, not names")
