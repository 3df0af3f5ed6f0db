"""random: the same numbers as CPython for a seed, in every function."""

import random


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


r = random.Random(42)
assert repr(([r.random() for _ in range(3)], r.getrandbits(10), r.getrandbits(100), r.randint(1, 6), [r.randrange(10) for _ in range(5)], r.randrange(0, 100, 7), r.uniform(1, 2), r.choice("abcdef"), r.sample(range(100), 5), r.choices("abc", k=4), r.choices([1, 2], weights=[1, 9], k=5))) == "([0.6394267984578837, 0.025010755222666936, 0.27502931836911926], 228, 800402129360547565400942494185, 6, [8, 1, 9, 6, 0], 0, 1.0936952398615924, 'b', [64, 77, 3, 71, 25], ['c', 'c', 'b', 'b'], [2, 2, 2, 2, 2])"
l = list(range(10))
r.shuffle(l)
assert repr((l, r.gauss(0, 1), r.normalvariate(0, 1), r.expovariate(1), r.betavariate(1, 2), r.triangular(0, 1, 0.5), r.paretovariate(1), r.randbytes(4), r.lognormvariate(0, 1), r.vonmisesvariate(0, 1), r.gammavariate(2, 1), r.weibullvariate(1, 1), r.binomialvariate(10, 0.5))) == "([5, 7, 1, 9, 0, 8, 6, 3, 2, 4], -0.580720955479652, -0.07953590788064414, 2.5548404613251403, 0.06385463270192362, 0.7606798670575403, 1.5665019870929966, b',\\xd391', 1.4445574509188648, 5.923584114359054, 1.0045989175926573, 0.32569357996829407, 5)"
assert repr((random.Random("text").random(), random.Random(b"bytes").random(), random.Random(1.5).random(), random.Random(-7).random(), random.Random(10**30).random(), random.Random(0).random(), random.Random(True).random())) == '(0.8711565613554825, 0.37075677971469856, 0.551763726942059, 0.32383276483316237, 0.9341508484568806, 0.8444218515250481, 0.13436424411240122)'
r.seed(1)
a = r.random()
state = r.getstate()
b = r.random()
r.setstate(state)
assert r.random() == b
random.seed(1)
assert random.random() == a
assert repr((state[0], len(state[1]), state[2], random.Random(5).sample("abc", counts=[1, 2, 3], k=4))) == "(3, 625, None, ['c', 'b', 'c', 'c'])"
raises('r.choice([])', 'IndexError: Cannot choose from an empty sequence')
raises('r.randint(5, 1)', 'ValueError: empty range in randint(5, 1)')
raises('r.randrange(0)', 'ValueError: empty range for randrange()')
raises('r.randrange(1.5)', "TypeError: 'float' object cannot be interpreted as an integer")
raises('r.sample([1], 2)', 'ValueError: Sample larger than population or is negative')
raises('r.sample({1, 2}, 1)', 'TypeError: Population must be a sequence.  For dicts or sets, use sorted(d).')
raises('r.getrandbits(-1)', 'ValueError: Cannot convert negative int')
raises('r.choices([], k=1)', 'IndexError: list index out of range')
raises('r.choices([1], weights=[0])', 'ValueError: Total of weights must be greater than zero')
raises('r.choices([1, 2], weights=[1])', 'ValueError: The number of weights does not match the population')
raises('random.Random([])', 'TypeError: The only supported seed types are:\nNone, int, float, str, bytes, and bytearray.')
raises('r.shuffle("abc")', "TypeError: 'str' object does not support item assignment")
