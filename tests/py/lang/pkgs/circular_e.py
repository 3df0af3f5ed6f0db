import circular_f

e = 1
