"""Frames of methods, properties and special methods."""
class Account:
    def __init__(self, owner):
        self.owner = owner

    @property
    def balance(self):
        return self._balance

    def __len__(self):
        return self.balance


len(Account("me"))
