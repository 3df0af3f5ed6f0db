"""Marks of binary operators, long left sides, chained ones."""
a, b, c = 1, 2, "3"
total = a + b * 5 + (a - b) // 1 + c - a
