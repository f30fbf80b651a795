"""Two versions of a rubric side by side: per indicator whether scores are proved the same, else where they differ, by
how much at most, and a department that shows it; and the readings of one card, compared in the same way."""
