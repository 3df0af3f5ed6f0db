"""Chapter 3, circular imports (模块循环导入问题):
a module that is imported while it is half done."""

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
        text = str(error).replace(folder, "FOLDER")
        print(type(error).__name__ + ":", text)


# Surprise: each wants a name of the other before it is there.
write(chicken="from egg import lay\ndef hatch(): return 'chick'\n",
      egg="from chicken import hatch\ndef lay(): return 'egg'\n")
attempt("chicken")

write(hen="import nest\ndef hatch(): return 'chick'\n",
      nest="import hen\nCHICK = hen.hatch()\n")
attempt("hen")

# Happy path, way 1: import the module, use its names later.
write(
    day="import night\nNAME = 'day'\ndef after(): return night.NAME\n",
    night="import day\nNAME = 'night'\ndef after(): return day.NAME\n",
)
attempt("day")
day, night = sys.modules["day"], sys.modules["night"]
print("  ", day.after(), night.after())
# %see graph day.night night.day

# Way 2: import inside of the function.
write(
    tick="from tock import tock\ndef tick(): return 'tick'\n",
    tock="def tock():\n    from tick import tick\n    return tick(), 2\n",
)
attempt("tick")
print("  ", sys.modules["tick"].tock())

# Way 3 (设计时避免): what both need moves to a third module.
use = "from common import LIMIT\n"
write(common="LIMIT = 7\n", left=use, right=use)
attempt("left")
attempt("right")
print("rule: design without circles; else import modules, not names")
