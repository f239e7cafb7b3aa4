"""The demonstration: two real regions with example people, records and money. Deterministic for a given day."""
