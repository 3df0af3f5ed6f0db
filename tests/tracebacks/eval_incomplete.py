# An expression that ends too early has no place.
eval("1 +")
