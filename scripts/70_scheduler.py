"""Chapter 70, coroutines (协程):
a scheduler of thirty lines, with sleeping, failures and cancelling."""

import heapq
from collections import deque


class Scheduler:
    def __init__(self):
        self.ready, self.sleeping = deque(), []
        self.clock = self.count = 0  # no waiting: time is a number

    def run(self):
        while self.ready or self.sleeping:
            if not self.ready:
                self.clock, _, task = heapq.heappop(self.sleeping)
                self.ready.append((task, None))
            task, value = self.ready.popleft()
            try:
                delay = task.send(value)
            except StopIteration as stop:
                print(f"{self.clock:>2} {task.__name__} done: {stop.value}")
            except ZeroDivisionError as error:
                print(f"{self.clock:>2} {task.__name__} failed: {error}")
            else:
                self.count += 1
                when = self.clock + delay
                heapq.heappush(self.sleeping, (when, self.count, task))


def tick(name, period, times):
    try:
        for n in range(times):
            print(f"{scheduler.clock:>2} {name} {n}")
            yield period
        return times
    finally:
        print(f"   {name} cleans up")


def fails():
    yield 3
    1 / 0


def cancels(victim):
    yield 4
    victim.close()
    return "victim closed"


# Happy path: each yield says how long to sleep. Surprise: "never" is
# closed before it has begun, so not even its finally runs.
scheduler = Scheduler()
victim = tick("never", 1, 9)
for task in (tick("slow", 4, 2), tick("fast", 1, 3), fails(), cancels(victim)):
    scheduler.ready.append((task, None))
# %see gen victim
scheduler.run()
print("rule: a scheduler is a loop around send()")
