"""__getattr__, __getattribute__, __setattr__, getattr/setattr/hasattr with computed names."""


class Record:
    def __init__(self, fields):
        self.__dict__["fields"] = fields

    def __getattr__(self, name):
        try:
            return self.fields[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name, value):
        self.fields[name] = value


class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "_target", target)

    def __getattribute__(self, name):
        return getattr(object.__getattribute__(self, "_target"), name)


record = Record({"a": 1, "b": 2})
proxy = Proxy(record)
names = ["a", "b", "missing"]
total = 0
for i in range(300_000):
    record.a = record.b + i & 255
    total += proxy.a
    name = names[i % 3]
    if hasattr(record, name):
        setattr(record, name, getattr(record, name) + 1)
    total += getattr(record, "nothing", 7)
print("dynamic_attributes", total, record.a, record.b)
