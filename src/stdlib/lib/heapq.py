"""Priority queues in lists: heap[k] <= heap[2*k+1] and heap[k] <= heap[2*k+2], so that heap[0] is the smallest.

The functions whose names end in `_max` keep the largest item first.
"""

from _heapq import *

__all__ = [
    "heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop",
    "heappush_max", "heappop_max", "heapify_max", "heapreplace_max", "heappushpop_max",
]


def merge(*iterables, key=None, reverse=False):
    """Merge sorted iterables into one sorted stream; equal items come in the order of the iterables."""
    if reverse:
        make, replace, pop, direction = heapify_max, heapreplace_max, heappop_max, -1
    else:
        make, replace, pop, direction = heapify, heapreplace, heappop, 1
    # An entry is [key, order, item, next]: the order decides between equal keys, so items are never compared.
    heap = []
    for order, iterable in enumerate(map(iter, iterables)):
        advance = iterable.__next__
        try:
            item = advance()
        except StopIteration:
            continue
        heap.append([item if key is None else key(item), order * direction, item, advance])
    make(heap)
    while len(heap) > 1:
        entry = heap[0]
        advance = entry[3]
        yield entry[2]
        try:
            entry[2] = item = advance()
        except StopIteration:
            pop(heap)
        else:
            entry[0] = item if key is None else key(item)
            replace(heap, entry)
    if heap:
        _, _, item, advance = heap[0]
        yield item
        yield from advance.__self__


def nsmallest(n, iterable, key=None):
    """The n smallest items, sorted: as sorted(iterable, key=key)[:n], with less work if n is small."""
    return _best(n, iterable, key, heapify_max, heapreplace_max, 1)


def nlargest(n, iterable, key=None):
    """The n largest items, sorted: as sorted(iterable, key=key, reverse=True)[:n], with less work if n is small."""
    return _best(n, iterable, key, heapify, heapreplace, -1)


def _best(n, iterable, key, make, replace, direction):
    if n == 1:
        # Keep the first of equal items.
        missing = object()
        best = (min if direction == 1 else max)(iterable, default=missing, key=key)
        return [] if best is missing else [best]
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key, reverse=direction == -1)[:n]
    it = iter(iterable)
    heap = []
    for i, item in zip(range(n), it):
        heap.append((item if key is None else key(item), i * direction, item))
    if not heap:
        return heap
    make(heap)
    top = heap[0][0]
    order = n * direction
    for item in it:
        k = item if key is None else key(item)
        if k < top if direction == 1 else top < k:
            replace(heap, (k, order, item))
            top = heap[0][0]
            order += direction
    heap.sort(reverse=direction == -1)
    return [item for _, _, item in heap]
