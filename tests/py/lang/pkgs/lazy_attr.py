def __getattr__(name):
    if name in ("dynamic", "on_demand"):
        return "made " + name
    raise AttributeError(f"no {name} here")


def __dir__():
    return ["dynamic"]
