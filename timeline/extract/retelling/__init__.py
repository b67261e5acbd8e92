"""Retelling: what a reading becomes by the words around its trigger."""
