"""An audit that a worker has made is ready for whoever asks for it next, in whichever way."""

from __future__ import annotations

from tests.conftest import SAMPLE

from youju.desk.desk import Desk
from youju.desk.intake import asked, take_in
from youju.desk.who import ALONE
from youju.desk.work.open import opened


def test_an_audit_of_a_version_that_was_chosen_is_ready_for_who_names_that_version(one_desk: Desk) -> None:
    audit = take_in(one_desk, ALONE, "opened.md", SAMPLE.read_bytes())
    among, _ = asked(one_desk, audit)
    found = opened(among)
    named, _ = asked(one_desk, audit, (found.version,))

    assert len(among.versions) > 1
    assert found is opened(named)
