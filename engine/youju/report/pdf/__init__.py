"""The room of PDF files: pages become a document whose every character has its place on a page.

`read_pdf` is the way in. On it: `opened` (the file, by both readers) → `device` (what is drawn on a page) → `tables`,
`lines` → `second` (the figures compared) → `reading` (a page) → `furniture`, `paragraphs`, `written` (the document) →
`remarks`. `halves` shares the pages of a long file between two processes.
"""

from youju.report.pdf.read_pdf import read_pdf

__all__ = ["read_pdf"]
