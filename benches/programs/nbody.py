"""Planets as objects with float attributes, attracted pair by pair."""


class Body:
    def __init__(self, x, y, z, vx, vy, vz, mass):
        self.x = x
        self.y = y
        self.z = z
        self.vx = vx
        self.vy = vy
        self.vz = vz
        self.mass = mass


def advance(pairs, bodies, dt, steps):
    for _ in range(steps):
        for a, b in pairs:
            dx = a.x - b.x
            dy = a.y - b.y
            dz = a.z - b.z
            square = dx * dx + dy * dy + dz * dz
            pull = dt / (square * square**0.5)
            am = a.mass * pull
            bm = b.mass * pull
            a.vx -= dx * bm
            a.vy -= dy * bm
            a.vz -= dz * bm
            b.vx += dx * am
            b.vy += dy * am
            b.vz += dz * am
        for body in bodies:
            body.x += dt * body.vx
            body.y += dt * body.vy
            body.z += dt * body.vz


def energy(pairs, bodies):
    total = 0.0
    for body in bodies:
        total += 0.5 * body.mass * (body.vx**2 + body.vy**2 + body.vz**2)
    for a, b in pairs:
        distance = ((a.x - b.x) ** 2 + (a.y - b.y) ** 2 + (a.z - b.z) ** 2) ** 0.5
        total -= a.mass * b.mass / distance
    return total


bodies = [
    Body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 40.0),
    Body(5.0, 0.1, 0.0, 0.0, 2.8, 0.1, 0.04),
    Body(0.0, 9.0, 0.2, -2.1, 0.0, 0.0, 0.01),
    Body(-15.0, 0.0, 0.5, 0.0, -1.6, 0.0, 0.002),
    Body(0.0, -25.0, 0.0, 1.2, 0.0, 0.05, 0.002),
]
pairs = [(bodies[i], bodies[j]) for i in range(5) for j in range(i + 1, 5)]
before = energy(pairs, bodies)
advance(pairs, bodies, 0.001, 90_000)
print("nbody", f"{before:.8f} {energy(pairs, bodies):.8f} {bodies[1].x:.6f}")
