# A misspelt keyword of a type written in Rust.
int("12", bas=10)
