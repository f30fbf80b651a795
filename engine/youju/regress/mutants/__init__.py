"""Wrong rules, made one change at a time: which of them the cases of a rubric would notice."""
