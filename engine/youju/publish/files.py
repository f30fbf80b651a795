"""The files of an audit by name, as they are handed on: record, page, workpapers, and the digests of all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256

from youju.audit import Audit
from youju.audit.record import to_record
from youju.ledger.journal import Head
from youju.publish.html import html_page
from youju.publish.papers import papers_of
from youju.publish.papers.docx import document_of
from youju.publish.papers.xlsx import workbook_of
from youju.publish.pdf import pdf_of
from youju.publish.sarif import Baseline, sarif_of
from youju.source import canonical

SUMS = "SHA256SUMS"
"""Lists the digests of the files as they were written, in the form that `sha256sum --check` reads."""
WHAT = {
    "audit.json": ("审核记录，可用 youju verify 核验", "the record, for youju verify"),
    "audit.sarif": ("疑点，供别的工具读", "the findings, for other tools"),
    "report.html": ("网页：原文、得分、疑点", "the page: text, scores, findings"),
    "workpapers.xlsx": ("工作底稿", "the workpapers"),
    "workpapers.docx": ("工作底稿", "the workpapers"),
    "workpapers.pdf": ("工作底稿", "the workpapers"),
    SUMS: ("以上各文件的 SHA-256", "the digests of these files"),
}


def made(audit: Audit, lang: str, baseline: Baseline | None, head: Head | None = None) -> dict[str, bytes]:
    """The files of an audit by name, with their digests; the papers and the page print the head of a journal."""
    return with_sums({name: make() for name, make in makers(audit, lang, baseline, head).items()})


def makers(
    audit: Audit, lang: str, baseline: Baseline | None, head: Head | None = None
) -> Mapping[str, Callable[[], bytes]]:
    """What makes each of the files, but for their digests: some take a second, others milliseconds."""
    papers = cache(lambda: papers_of(audit, lang, head))
    return {
        "audit.json": lambda: canonical(to_record(audit)),
        "audit.sarif": lambda: sarif_of(audit, baseline),
        "report.html": lambda: html_page(audit, lang, head),
        "workpapers.xlsx": lambda: workbook_of(papers(), lang),
        "workpapers.docx": lambda: document_of(papers(), lang),
        "workpapers.pdf": lambda: pdf_of(papers(), audit.document.name, lang),
    }


def with_sums(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files with the list of their digests made anew."""
    others = {name: data for name, data in files.items() if name != SUMS}
    sums = "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in others.items())
    return {**others, SUMS: sums.encode()}
