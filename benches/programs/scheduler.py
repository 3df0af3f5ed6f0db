"""A small operating system: tasks with states and message queues, dispatched by priority."""

READY, BLOCKED, DONE = range(3)


class Message:
    def __init__(self, kind, value, sender):
        self.kind = kind
        self.value = value
        self.sender = sender


class Task:
    def __init__(self, kernel, name, priority):
        self.kernel = kernel
        self.name = name
        self.priority = priority
        self.state = READY
        self.inbox = []
        self.runs = 0

    def post(self, message):
        self.inbox.append(message)
        if self.state == BLOCKED:
            self.state = READY

    def step(self):
        self.runs += 1
        if self.inbox:
            self.handle(self.inbox.pop(0))
        else:
            self.idle()

    def idle(self):
        self.state = BLOCKED

    def handle(self, message):
        raise NotImplementedError


class Device(Task):
    def __init__(self, kernel, name, priority):
        super().__init__(kernel, name, priority)
        self.sum = 0

    def handle(self, message):
        self.sum = (self.sum * 31 + message.value) & 0xFFFF
        message.sender.post(Message("ack", self.sum, self))


class Worker(Task):
    def __init__(self, kernel, name, priority, device, budget):
        super().__init__(kernel, name, priority)
        self.device = device
        self.budget = budget
        self.seen = 0

    def idle(self):
        if self.budget == 0:
            self.state = DONE
            self.kernel.finished += 1
            return
        self.budget -= 1
        self.device.post(Message("data", self.budget, self))
        self.state = BLOCKED

    def handle(self, message):
        self.seen ^= message.value


class Kernel:
    def __init__(self):
        self.tasks = []
        self.finished = 0
        self.switches = 0

    def pick(self):
        best = None
        for task in self.tasks:
            if task.state == READY and (best is None or task.priority > best.priority):
                best = task
        return best

    def run(self):
        while True:
            task = self.pick()
            if task is None:
                return
            self.switches += 1
            task.step()


kernel = Kernel()
fast = Device(kernel, "fast", 9)
slow = Device(kernel, "slow", 1)
kernel.tasks += [fast, slow]
for n in range(6):
    kernel.tasks.append(Worker(kernel, f"w{n}", 2 + n % 4, fast if n & 1 else slow, 24_000))
kernel.run()
print(
    "scheduler",
    kernel.switches,
    kernel.finished,
    fast.sum,
    slow.sum,
    [t.seen for t in kernel.tasks if isinstance(t, Worker)],
)
