type X[T: int = 3, *Ts = *a, **P = [int]] = int
type type = int
type = 3
match = 1; match[1]; match (1)
match x: 
    case {"a": 1, **rest}: pass
    case [1, *_] if y: pass
    case A.b(c, d=1) | -1+2j as z: pass
    case (1): pass
    case (1,): pass
    case 1, *x: pass
    case "a" "b" | None: pass
case = 2
def f(a, /, b: int = 1, *args: *Ts, c, d=2, **kw) -> (x): pass
@(a)
@b.c
async def f[T](): 
    async with a: pass
    async for x in y: pass
    return await x ** 2
class A[T](B, metaclass=C, **kw): x: int; (y): int = 3; z.a: int
