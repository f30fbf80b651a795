"""The status with which a code is answered, whichever page or resource it ends."""

from __future__ import annotations

from youju.desk.jobs import OF_STORE
from youju.source import CodedError

STATUS = {
    "audit-unknown": 404,
    "version-unknown": 404,
    "rubric-not-found": 404,
    "audit-without-result": 409,
    "store-unreachable": 503,
    "store-busy": 503,
    "draft-unknown": 404,
    "draft-changed": 409,
    "rulings-not-counted": 409,
    "not-found": 404,
    "code-not-found": 404,
    "indicator-not-found": 404,
    "page-not-drawn": 404,
    "job-gone": 404,
    "run-unknown": 404,
    "ruling-overtaken": 409,
    "audit-not-open": 409,
    "audit-state-changed": 409,
    "nothing-to-run": 409,
    "revision-missing": 428,
    "revision-changed": 412,
    "media-not-taken": 415,
    "work-died": 503,
    "work-too-slow": 503,
    "work-cancelled": 503,
    "work-failed": 500,
    "store-damaged": 500,
    "version-already-decided": 409,
    "version-same": 409,
    "draft-closed": 409,
    "draft-behind": 409,
    "draft-conflict": 409,
    "queue-full": 503,
    "account-unknown": 404,
    "token-unknown": 404,
    "host-not-allowed": 400,
    "login-needed": 401,
    "login-refused": 401,
    "token-refused": 401,
    "origin-not-allowed": 403,
    "serve-needs-accounts": 403,
    "login-wait": 429,
    "upload-too-large": 413,
    "request-too-large": 413,
    "request-too-slow": 408,
    "internal": 500,
    "not-allowed": 403,
    "four-eyes": 403,
    "form-expired": 403,
    "store-full": 507,
    "file-unwritable": 503,
}
"""By code; every other is 422."""
LATER = OF_STORE - {"store-damaged"} | {"queue-full"}
"""What is no fault of what was sent: the same can be sent once more when the cause is gone."""


def status_of(error: CodedError) -> int:
    """The status of an answer that tells an error."""
    return STATUS.get(error.code, 422)
