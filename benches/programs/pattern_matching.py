"""match statements: literals, sequences, mappings, classes, guards, alternatives; a small expression evaluator."""


class Num:
    __match_args__ = ("value",)

    def __init__(self, value):
        self.value = value


class Op:
    __match_args__ = ("sign", "left", "right")

    def __init__(self, sign, left, right):
        self.sign = sign
        self.left = left
        self.right = right


def evaluate(node):
    match node:
        case Num(value):
            return value
        case Op("+", left, Num(0)):
            return evaluate(left)
        case Op("+", left, right):
            return evaluate(left) + evaluate(right)
        case Op("*", left, right):
            return evaluate(left) * evaluate(right) % 10007
        case Op("-", left=a, right=b):
            return evaluate(a) - evaluate(b)


def command(request):
    match request:
        case ["go", ("north" | "south") as way, int(steps)] if steps > 0:
            return steps if way == "north" else -steps
        case ["take", *things]:
            return len(things)
        case {"op": "set", "value": int(v), **rest}:
            return v + len(rest)
        case {"op": name}:
            return len(name)
        case 0 | 1 | 2:
            return 10
        case str():
            return 20
        case _:
            return 30


tree = Op("+", Op("*", Num(3), Op("-", Num(10), Num(4))), Op("+", Op("+", Num(5), Num(6)), Num(0)))
requests = [
    ["go", "north", 3],
    ["go", "south", 2],
    ["go", "north", -1],
    ["take", "a", "b", "c"],
    {"op": "set", "value": 4, "more": 1},
    {"op": "list"},
    2,
    "text",
    None,
]
total = 0
for i in range(90_000):
    total += evaluate(tree)
    for request in requests[i % 3 :]:
        total += command(request)
print("pattern_matching", total)
