"""The six workpapers of an audit: neutral values first (`papers_of`), then .xlsx and .docx made from them."""

from youju.publish.papers.docx import document_of
from youju.publish.papers.model import Cell, Column, Figure, Paper, Part, Row
from youju.publish.papers.papers import papers_of
from youju.publish.papers.xlsx import workbook_of

__all__ = ["Cell", "Column", "Figure", "Paper", "Part", "Row", "document_of", "papers_of", "workbook_of"]
