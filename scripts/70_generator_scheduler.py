"""Chapter 70, coroutines (协程): a scheduler of forty lines, with sleeping, messages, failures and cancelling."""

import heapq
from collections import deque


class Scheduler:
    """Runs generators in turn; time is a number, so that the demo is over at once."""

    def __init__(self):
        self.ready = deque()
        self.sleeping = []
        self.clock = self.count = 0

    def start(self, task):
        self.ready.append((task, None))

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
                heapq.heappush(self.sleeping, (self.clock + delay, self.count, task))


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


scheduler = Scheduler()
for task in (tick("slow", 4, 2), tick("fast", 1, 3), fails(), cancels(tick("never", 1, 9))):
    scheduler.start(task)
scheduler.run()
print("rule: a scheduler is a loop around send()")
