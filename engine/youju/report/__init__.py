"""The room of reports: files become documents whose every character has a place.

`read` turns a file (or `read_bytes` its bytes) into a `Document`: the text word for word, with lines, places and
quotes; what is no plain text is read by `work` in a process of its own, by the reader of its format.
`fold` gives the same text in one uniform spelling, for phrases to match, with the way back to the document.
`outline` finds the numbered headings and their weights in it, `tables_of` the tables with their merged cells. What
cannot be read is a `ReportError` with a code.
Nothing here knows what a report is about, and nothing is imported from another room.
"""

from youju.report.document import Document, Quote, Remark, Trust
from youju.report.errors import ReportError
from youju.report.fold import Folded, fold, words_of
from youju.report.kinds import kind_of
from youju.report.outline import Heading, outline
from youju.report.places import Block, Box, Place
from youju.report.progress import Progress
from youju.report.read import MAX_BYTES, read, read_bytes, too_large
from youju.report.tables import Cell, Table, tables_of

__all__ = [
    "MAX_BYTES",
    "Block",
    "Box",
    "Cell",
    "Document",
    "Folded",
    "Heading",
    "Place",
    "Progress",
    "Quote",
    "Remark",
    "ReportError",
    "Table",
    "Trust",
    "fold",
    "kind_of",
    "outline",
    "read",
    "read_bytes",
    "tables_of",
    "too_large",
    "words_of",
]
