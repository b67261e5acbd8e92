"""Frames: which event a clause tells, by the words of the vocabulary and by what they need beside them."""
