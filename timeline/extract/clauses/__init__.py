"""The clauses of a sentence: where each begins and ends, and who and what stands in it."""
