"""finally with return, break, continue, nested and re-raised: every way out of a try."""

def returns():
    log = []
    def f():
        try:
            return log.append("try") or "value"
        finally:
            log.append("finally")
    return f(), log

assert repr(returns()) == "('value', ['try', 'finally'])"


def overrides():
    try:
        return "try"
    finally:
        return "finally"

assert overrides() == 'finally'


def swallows():
    try:
        raise ValueError
    finally:
        return "swallowed"

assert swallows() == 'swallowed'


def break_swallows():
    for i in range(5):
        try:
            raise ValueError
        finally:
            break
    return i

assert break_swallows() == 0


def continue_in_finally():
    out = []
    for i in range(3):
        try:
            out.append(i)
            raise KeyError
        finally:
            continue
    return out

assert repr(continue_in_finally()) == '[0, 1, 2]'


def loop_flow():
    log = []
    for i in range(4):
        try:
            if i == 0:
                continue
            if i == 2:
                break
            log.append(("body", i))
        finally:
            log.append(("finally", i))
    else:
        log.append("else")
    return log

assert repr(loop_flow()) == "[('finally', 0), ('body', 1), ('finally', 1), ('finally', 2)]"


def nested():
    log = []
    def f():
        for i in range(2):
            try:
                try:
                    try:
                        return i
                    finally:
                        log.append(1)
                        if i == 0:
                            continue
                finally:
                    log.append(2)
            finally:
                log.append(3)
        log.append("end")
    return f(), log

assert repr(nested()) == '(1, [1, 2, 3, 1, 2, 3])'


def return_value_evaluated_first():
    x = 1
    try:
        return x
    finally:
        x = 2

assert return_value_evaluated_first() == 1


def mutable_return():
    x = []
    try:
        return x
    finally:
        x.append("late")

assert repr(mutable_return()) == "['late']"


def else_clause(fail):
    log = []
    try:
        log.append("try")
        if fail:
            raise IndexError("i")
    except LookupError as e:
        log.append(repr(e))
    else:
        log.append("else")
    finally:
        log.append("finally")
    return log

assert repr((else_clause(False), else_clause(True))) == '([\'try\', \'else\', \'finally\'], [\'try\', "IndexError(\'i\')", \'finally\'])'


def else_raises():
    log = []
    try:
        try:
            pass
        except ValueError:
            log.append("not here")
        else:
            raise ValueError("from else")
        finally:
            log.append("finally")
    except ValueError as e:
        log.append(str(e))
    return log

assert repr(else_raises()) == "['finally', 'from else']"


def raise_in_finally():
    try:
        try:
            raise ValueError("first")
        finally:
            raise KeyError("second")
    except KeyError as e:
        return repr(e), repr(e.__context__), e.__cause__

assert repr(raise_in_finally()) == '("KeyError(\'second\')", "ValueError(\'first\')", None)'


def raise_in_handler():
    log = []
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            [][0]
        finally:
            log.append("finally")
    except IndexError as e:
        log.append(type(e.__context__).__name__)
    return log

assert repr(raise_in_handler()) == "['finally', 'ZeroDivisionError']"


def name_deleted():
    e = "before"
    try:
        raise ValueError
    except ValueError as e:
        pass
    try:
        return e
    except UnboundLocalError as err:
        return str(err)

assert name_deleted() == "cannot access local variable 'e' where it is not associated with a value"


def name_deleted_by_hand():
    try:
        raise ValueError
    except ValueError as e:
        del e
    return "fine"

assert name_deleted_by_hand() == 'fine'


def while_else():
    n = 0
    while n < 3:
        n += 1
        try:
            if n == 5:
                break
        finally:
            pass
    else:
        n = "else"
    return n

assert while_else() == 'else'


def generator_finally():
    log = []
    def g():
        try:
            yield 1
            yield 2
        finally:
            log.append("cleanup")
    for x in g():
        break
    return log

assert repr(generator_finally()) == "['cleanup']"


def with_in_finally():
    log = []
    class M:
        def __enter__(self): log.append("enter")
        def __exit__(self, *a): log.append(a[0])
    try:
        try:
            1 / 0
        finally:
            with M():
                log.append("inside")
    except ZeroDivisionError:
        log.append("out")
    return log

assert repr(with_in_finally()) == "['enter', 'inside', None, 'out']"


def try_in_loop_return():
    while True:
        try:
            pass
        finally:
            try:
                return "a"
            finally:
                pass

assert try_in_loop_return() == 'a'


def deep_finally():
    n = 0
    try:
        try:
            try:
                try:
                    n += 1
                finally:
                    n += 10
            finally:
                n += 100
        finally:
            n += 1000
    finally:
        n += 10000
    return n

assert deep_finally() == 11111
