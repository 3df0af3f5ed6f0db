"""raise ... from ..."""
def load():
    try:
        return {}["config"]
    except KeyError as error:
        raise RuntimeError("no configuration") from error


load()
