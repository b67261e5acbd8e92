"""State and events as pages, figures and text."""
