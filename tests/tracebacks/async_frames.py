"""Frames of coroutines."""
async def inner():
    return 1 + None


async def outer():
    return await inner()


outer().send(None)
