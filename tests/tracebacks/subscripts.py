"""Which of several subscripts failed."""
data = {"a": [1, {"b": None}]}
print(data["a"][0])
print(data["a"][1]["b"]["c"]["d"])
