"""Explanations in words: a capability a file, all of sentences whose slots say what they are."""
