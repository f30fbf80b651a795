"""A rubric as a DMN file."""
