"""Chapter 1, the module search path (配置模块导入路径):
packages, relative imports, namespace packages."""

import os
import sys
import tempfile

FILES = {
    "shop/__init__.py": "print('shop runs'); from .prices import total",
    "shop/prices.py": "from . import taxes\n"
                      "def total(x): return x + taxes.tax(x)",
    "shop/taxes.py": "print(__name__, 'runs')\ndef tax(x): return x // 5",
    "shop/parts/__init__.py": "",
    "shop/parts/deep.py": "from ..taxes import tax\nfrom ...outside import x",
    "north/world/left.py": "SIDE = 'left'",
    "south/world/right.py": "SIDE = 'right'",
}

temporary = tempfile.TemporaryDirectory()
top = temporary.name
for name, text in FILES.items():
    path = os.path.join(top, *name.split("/"))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text + "\n")
sys.path.insert(0, top)

# Happy path: the package runs first, then the module, each once.
import shop.taxes
from shop import total
print("total:", total(100), " package:", shop.taxes.__package__)
print("attributes:", shop.prices.__name__, hasattr(shop, "parts"))
# %see lookup shop.prices

# Surprise: two dots are the parent package; three are above the top.
try:
    import shop.parts.deep
except ImportError as error:
    print(type(error).__name__, "-", error)
try:
    import shop.taxes.more
except ModuleNotFoundError as error:
    print(error)

# A relative import needs a package to be relative to.
try:
    exec("from . import taxes", {"__name__": "lonely", "__package__": ""})
except ImportError as error:
    print(error)

# Folders without __init__.py join into one namespace package.
sys.path += [os.path.join(top, "north"), os.path.join(top, "south")]
import world
from world import left, right
print(left.SIDE, right.SIDE, len(list(world.__path__)), world.__spec__.origin)
print("rule: dots count packages from the module's own, not folders")
