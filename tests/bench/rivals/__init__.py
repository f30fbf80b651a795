"""Other ways to score a million departments, each written from the same cards: what the benchmark compares."""
