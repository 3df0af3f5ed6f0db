import circular_e

f = circular_e.e
