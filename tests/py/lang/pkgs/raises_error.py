raise LookupError("while importing")
