"""The room of exports: what is made from a rubric for people to read elsewhere."""
