"""What a sentence tells beside its main event: deeds it recalls, limits, meetings, figures, sayings."""
