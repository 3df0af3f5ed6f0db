"""Priority queues in lists: heap[k] <= heap[2*k+1] and heap[k] <= heap[2*k+2], so that heap[0] is the smallest.

The functions whose names end in `_max` keep the largest item first.
"""

__all__ = [
    "heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop",
    "heappush_max", "heappop_max", "heapify_max", "heapreplace_max", "heappushpop_max",
]


def _list(heap):
    if not isinstance(heap, list):
        raise TypeError(f"argument must be list, not {type(heap).__name__}")


def heappush(heap, item, /):
    """Push an item onto the heap."""
    heap.append(item)
    _siftdown(heap, 0, len(heap) - 1)


def heappop(heap, /):
    """Pop the smallest item off the heap."""
    _list(heap)
    last = heap.pop()  # IndexError for an empty heap
    if not heap:
        return last
    smallest = heap[0]
    heap[0] = last
    _siftup(heap, 0)
    return smallest


def heapreplace(heap, item, /):
    """Pop the smallest item, then push a new one; the result may be larger than the new item."""
    _list(heap)
    smallest = heap[0]
    heap[0] = item
    _siftup(heap, 0)
    return smallest


def heappushpop(heap, item, /):
    """Push an item, then pop the smallest."""
    _list(heap)
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _siftup(heap, 0)
    return item


def heapify(heap, /):
    """Make a list a heap, in place and in linear time."""
    _list(heap)
    for i in reversed(range(len(heap) // 2)):
        _siftup(heap, i)


def _siftdown(heap, start, pos):
    """Move the item at `pos` towards the root until its parent is not larger."""
    item = heap[pos]
    while pos > start:
        above = (pos - 1) >> 1
        parent = heap[above]
        if not item < parent:
            break
        heap[pos] = parent
        pos = above
    heap[pos] = item


def _siftup(heap, pos):
    """Move the item at `pos` down to a leaf along the smaller children, then up to its place: fewer comparisons than
    to stop on the way down, since items from the end of the heap are large."""
    end = len(heap)
    start = pos
    item = heap[pos]
    child = 2 * pos + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[pos] = heap[child]
        pos = child
        child = 2 * pos + 1
    heap[pos] = item
    _siftdown(heap, start, pos)


def heappush_max(heap, item, /):
    """Push an item onto a max-heap."""
    heap.append(item)
    _siftdown_max(heap, 0, len(heap) - 1)


def heappop_max(heap, /):
    """Pop the largest item off a max-heap."""
    _list(heap)
    last = heap.pop()
    if not heap:
        return last
    largest = heap[0]
    heap[0] = last
    _siftup_max(heap, 0)
    return largest


def heapreplace_max(heap, item, /):
    """Pop the largest item, then push a new one."""
    _list(heap)
    largest = heap[0]
    heap[0] = item
    _siftup_max(heap, 0)
    return largest


def heappushpop_max(heap, item, /):
    """Push an item onto a max-heap, then pop the largest."""
    _list(heap)
    if heap and item < heap[0]:
        item, heap[0] = heap[0], item
        _siftup_max(heap, 0)
    return item


def heapify_max(heap, /):
    """Make a list a max-heap, in place and in linear time."""
    _list(heap)
    for i in reversed(range(len(heap) // 2)):
        _siftup_max(heap, i)


def _siftdown_max(heap, start, pos):
    item = heap[pos]
    while pos > start:
        above = (pos - 1) >> 1
        parent = heap[above]
        if not parent < item:
            break
        heap[pos] = parent
        pos = above
    heap[pos] = item


def _siftup_max(heap, pos):
    end = len(heap)
    start = pos
    item = heap[pos]
    child = 2 * pos + 1
    while child < end:
        right = child + 1
        if right < end and not heap[right] < heap[child]:
            child = right
        heap[pos] = heap[child]
        pos = child
        child = 2 * pos + 1
    heap[pos] = item
    _siftdown_max(heap, start, pos)


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
