"""The room of change: cases, coverage, mutants, proofs, and what an edit of a rubric does to whom."""
