import circular_b

ok = circular_b.ok_b
