"""Static files are gathered before the first page, and not again as long as nothing changes."""

import pytest

from ordo.config.launch import static


@pytest.mark.parametrize(("current", "times"), [(False, 1), (True, 0)])
def test_they_are_gathered_only_when_something_changed(
    monkeypatch: pytest.MonkeyPatch, current: bool, times: int
) -> None:
    done: list[bool] = []
    monkeypatch.setattr(static, "is_current", lambda: current)
    monkeypatch.setattr(static, "gather", lambda: done.append(True))
    assert static.main() == 0
    assert len(done) == times
