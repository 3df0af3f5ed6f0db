"""A module that does not exist."""
import colections
