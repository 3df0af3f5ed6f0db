"""KeyboardInterrupt raised by hand."""
raise KeyboardInterrupt
