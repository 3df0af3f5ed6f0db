"""10^6 instances with three attributes each, all of distinct numbers."""


class Item:
    def __init__(self, n):
        self.number = n * 1000 + 1
        self.ratio = n + 0.5
        self.other = -n - 1000


items = [Item(n) for n in range(1_000_000)]
print("instances", len(items), items[-1].number, items[7].ratio, items[9].other)
