import circular_a

ok_b = "circular import of modules works"
