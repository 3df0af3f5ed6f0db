"""List, dict, set and nested comprehensions with filters."""


def run(rounds):
    total = 0
    for r in range(rounds):
        squares = [x * x for x in range(300)]
        filtered = [x for x in squares if x % 3 == r % 3]
        table = {x: y for x, y in zip(range(200), squares)}
        unique = {x & 63 for x in filtered}
        grid = [[a * b for b in range(12)] for a in range(12)]
        flat = [cell for row in grid for cell in row if cell & 1]
        total += len(filtered) + table[r % 200] + len(unique) + sum(flat) + len(grid[r % 12])
    return total


print("comprehensions", run(11_000))
