"""Float arithmetic in locals: a logistic map and a running sum."""


def run(steps):
    x = 0.3
    total = 0.0
    for _ in range(steps):
        x = 3.7 * x * (1.0 - x)
        total += x * 0.5 - 0.25
    return x, total


x, total = run(5_000_000)
print("float_loop", f"{x:.9f} {total:.6f}")
