"""Word files: every paragraph in the order it stands in, with its place and what Word does not write down.

`read_docx` reads a package within bounds: `parts` finds its files, `styles` and `numbering` tell what a paragraph is
and is numbered with, `line` what stands in it, `flow` and `tables` walk the body, `noticed` says what a reviewer must
know.
"""

from youju.report.word.reader import read_docx

__all__ = ["read_docx"]
