"""Files, folders and streams to article texts, normalised once."""
