"""From a reading to a draft: who, about what, with which figures, on whose word, in one line."""
