"""A rubric as the table of an office: its rows, what a table that came back changes, mistakes at their cells."""
