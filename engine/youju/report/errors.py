"""Why a file cannot be read as a report, in words its owner can act on."""


class ReportError(Exception):
    """A report that cannot be read.

    `code` is stable (`report-not-found`, `report-unsupported`, …); `zh` and `en` say the same thing, and what to do.
    """

    def __init__(self, code: str, zh: str, en: str) -> None:
        super().__init__(code, zh, en)
        self.code = code
        self.zh = zh
        self.en = en

    def __str__(self) -> str:
        return f"{self.zh} / {self.en} [{self.code}]"
