"""The nouns, frozen models of what the tracker knows, and what all floors share: dates, problems, wording, files."""
