"""Articles to drafts, by rules. Pure: an article and a lexicon in, a reading out."""
