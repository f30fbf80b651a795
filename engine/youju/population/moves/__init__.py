"""Two rubrics over one table: who moves, by which rule, by how much."""
