"""A forgotten colon."""
for i in range(3)
    print(i)
