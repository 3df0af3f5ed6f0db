"""A character that is no part of any token; wide characters before it."""
名前 = "日本"; total = 1 € 2
