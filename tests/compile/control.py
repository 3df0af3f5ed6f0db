def guarded(f):
    try:
        return f()
    except ValueError as e:
        print(e)
    finally:
        print("done")


def managed(path):
    for part in path:
        with open(part) as file:
            if not file:
                break
            return file.read()


def groups(f):
    try:
        f()
    except* OSError as e:
        raise ValueError from e


def shape(value):
    match value:
        case [0, x] | (x, 1):
            return x
        case {"k": Point(x=0), **rest}:
            return rest
        case _:
            return None


async def fetch(source):
    async with source as s:
        return [await item async for item in s]
