"""Marks under a line with wide and combining characters."""
名前 = "日本"
print(名前 + "é́" + 5 + "ｗｉｄｅ")
