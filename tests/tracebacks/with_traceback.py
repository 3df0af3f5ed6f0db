"""with_traceback(None) forgets the frames."""
def f():
    raise OSError(2, "gone", "file.txt")


try:
    f()
except OSError as error:
    raise error.with_traceback(None)
