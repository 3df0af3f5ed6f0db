"""Chapter 1, the module search path (配置模块导入路径): packages, relative imports, namespace packages."""

import os
import sys
import tempfile

FILES = {
    "shop/__init__.py": "print('shop is imported'); from .prices import total",
    "shop/prices.py": "from . import taxes\ndef total(x): return x + taxes.tax(x)",
    "shop/taxes.py": "print('taxes is imported as', __name__)\ndef tax(x): return x // 5",
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
print("submodules are attributes:", shop.prices.__name__, hasattr(shop, "parts"))

# Surprise: two dots are the parent package; three would be above the top.
try:
    import shop.parts.deep
except ImportError as error:
    print(type(error).__name__, "-", error)
try:
    from shop import nothing
except ImportError as error:
    print(str(error).partition(" (")[0])
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
from world import left, right
import world
print(left.SIDE, right.SIDE, len(list(world.__path__)), world.__file__ if hasattr(world, "__file__") else None)
print("rule: dots count packages from the module's own, not folders")
