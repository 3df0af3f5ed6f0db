"""Search in sorted sequences, and insertion that keeps them sorted."""

from _bisect import *

__all__ = ["bisect", "bisect_left", "bisect_right", "insort", "insort_left", "insort_right"]

bisect = bisect_right
insort = insort_right
