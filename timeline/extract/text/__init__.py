"""The text: its sentences, without what pages and letters leave in it, in the one language that is read."""
