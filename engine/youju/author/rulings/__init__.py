"""Rulings of auditors: the file beside a report in which they stand, read with places and written with its comments."""
