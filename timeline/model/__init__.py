"""The nouns: frozen models of what the tracker knows, and the two values all floors share, dates and problems."""
