"""Explanations in words: a few sentences to be read aloud, what fits a screen, or all of it.

Each is a tuple of sentences, of which terminal, page and papers make their text: none has words of its own.
"""

from youju.explain.tell.brief import short
from youju.explain.tell.detail import long, screen

__all__ = ["long", "screen", "short"]
