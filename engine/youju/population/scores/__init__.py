"""A table of facts scored into a table of scores, whole or not at all, and what it comes to in all."""
