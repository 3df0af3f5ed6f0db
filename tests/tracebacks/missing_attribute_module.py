"""An attribute that a module has not."""
import math
print(math.sqroot(4))
