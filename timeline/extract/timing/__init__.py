"""When: the day that belongs to an event, or none."""
