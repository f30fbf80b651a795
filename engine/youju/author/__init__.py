"""Rubrics as people write them: made, linted, formatted, completed in editors, and edits put back into their files."""
