"""An object-oriented event simulation: shops, customers and clerks around a hand-made heap."""


class Random:
    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 1103515245 + 12345) & 0x7FFFFFFF
        return (self.state >> 8) % n


class Event:
    def __init__(self, time, number):
        self.time = time
        self.number = number

    def __lt__(self, other):
        if self.time != other.time:
            return self.time < other.time
        return self.number < other.number

    def fire(self, shop):
        raise NotImplementedError


class Arrival(Event):
    def fire(self, shop):
        shop.arrive(self.time)
        if shop.arrived < shop.limit:
            shop.schedule(Arrival, self.time + 1 + shop.random.below(6))


class Departure(Event):
    def fire(self, shop):
        shop.depart(self.time)


class Agenda:
    def __init__(self):
        self.heap = []

    def __len__(self):
        return len(self.heap)

    def push(self, event):
        heap = self.heap
        heap.append(event)
        at = len(heap) - 1
        while at:
            parent = (at - 1) >> 1
            if not event < heap[parent]:
                break
            heap[at] = heap[parent]
            at = parent
        heap[at] = event

    def pop(self):
        heap = self.heap
        top = heap[0]
        last = heap.pop()
        if not heap:
            return top
        at = 0
        size = len(heap)
        while True:
            child = 2 * at + 1
            if child >= size:
                break
            if child + 1 < size and heap[child + 1] < heap[child]:
                child += 1
            if not heap[child] < last:
                break
            heap[at] = heap[child]
            at = child
        heap[at] = last
        return top


class Shop:
    def __init__(self, limit, clerks, seed):
        self.random = Random(seed)
        self.agenda = Agenda()
        self.limit = limit
        self.free = clerks
        self.waiting = []
        self.arrived = 0
        self.served = 0
        self.waited = 0
        self.numbers = 0

    def schedule(self, kind, time):
        self.numbers += 1
        self.agenda.push(kind(time, self.numbers))

    def arrive(self, now):
        self.arrived += 1
        if self.free:
            self.free -= 1
            self.start(now, now)
        else:
            self.waiting.append(now)

    def start(self, since, now):
        self.waited += now - since
        self.schedule(Departure, now + 4 + self.random.below(10))

    def depart(self, now):
        self.served += 1
        if self.waiting:
            self.start(self.waiting.pop(0), now)
        else:
            self.free += 1

    def run(self):
        self.schedule(Arrival, 0)
        now = 0
        while self.agenda:
            event = self.agenda.pop()
            now = event.time
            event.fire(self)
        return now, self.served, self.waited


print("event_simulation", *Shop(150_000, 3, 42).run())
