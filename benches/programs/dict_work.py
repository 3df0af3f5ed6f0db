"""Dicts with int and str keys: store, look up, get, setdefault, delete, iterate, merge, comprehension."""


def run(rounds):
    keys = [f"key{i}" for i in range(500)]
    total = 0
    for r in range(rounds):
        table = {}
        for i, key in enumerate(keys):
            table[key] = i + r
        for key in keys:
            table[key] += 1
            total += table.get(key, 0)
        for i in range(0, 500, 3):
            del table[keys[i]]
        for key, value in table.items():
            total ^= value
        numbers = {i * 17: i for i in range(500)}
        for i in range(0, 8500, 5):
            if i in numbers:
                total += numbers[i]
        numbers.setdefault(r, []).append(1) if r not in numbers else numbers.pop(r)
        total += len(table | {"more": 1}) + len({**numbers, "x": 1}) + sum(table.values()) % 7
    return total


print("dict_work", run(2_200))
