"""Who is named: persons and offices, whose side they are on, and the two sides that negotiate."""
