"""The workpapers of an audit as one .pdf to print and sign."""

from youju.publish.pdf.document import pdf_of

__all__ = ["pdf_of"]
