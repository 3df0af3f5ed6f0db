"""Chapter 70, coroutines (协程):
tasks by yield (通过yield关键字实现), switched by hand (手动切换)."""


def work1():
    for i in range(3):
        print("---work1---", i)
        yield


def work2():
    for i in range(3):
        print("---work2---", i)
        yield


# Happy path: next() is the switch.
w1 = work1()
w2 = work2()
for _ in range(3):
    next(w1)
    next(w2)
# %see gen w1


# Values in both directions: send() gives, yield takes.
def average():
    total, count, mean = 0, 0, None
    while True:
        number = yield mean
        if number is None:
            return f"{count} numbers"
        total += number
        count += 1
        mean = total / count


task = average()
print(next(task), [task.send(n) for n in (10, 20, 60)])
try:
    task.send(None)
except StopIteration as stop:
    print("result:", stop.value)

# Surprise: the first send must be None, for nobody waits at a yield yet.
try:
    average().send(1)
except TypeError as error:
    print("TypeError:", error)


# A task in a task: yield from.
def both():
    yield from work1()
    print("between")
    yield from work2()


print("switches:", len(list(both())))
print("rule: a coroutine runs until it yields; nobody interrupts it")
