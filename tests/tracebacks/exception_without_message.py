"""No message, no colon."""
class Silent(Exception):
    pass


raise Silent
