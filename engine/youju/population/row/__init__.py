"""One department of a table: its whole audit, held against its row of scores."""
