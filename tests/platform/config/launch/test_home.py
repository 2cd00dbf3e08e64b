"""Where the state lies, and what is checked before anything is started."""

import shutil
import socket
import stat
from pathlib import Path

import pytest

from ordo.config.launch import home as launch_home
from ordo.config.launch.sentences import Refusal


def _refusal(function: object, *arguments: object) -> str:
    assert callable(function)
    with pytest.raises(Refusal) as refused:
        function(*arguments)
    return refused.value.key


def test_the_home_is_made_for_its_owner_only(ordo_home: Path) -> None:
    assert launch_home.home() == ordo_home
    assert stat.S_IMODE(ordo_home.stat().st_mode) == 0o700


def test_a_home_that_cannot_be_made_is_refused(ordo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ordo_home.write_text("a file stands where the folder should")
    assert _refusal(launch_home.home) == "home_not_writable"
    monkeypatch.setenv("ORDO_HOME", str(ordo_home / "below"))
    assert _refusal(launch_home.home) == "home_not_writable"


def test_a_full_disk_is_refused_with_what_is_missing(
    ordo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = shutil.disk_usage("/")._replace(free=20 * launch_home.MEGABYTE)
    monkeypatch.setattr(launch_home.shutil, "disk_usage", lambda path: full)
    with pytest.raises(Refusal, match="only 20 MB free and 1000 MB"):
        launch_home.check_space(launch_home.home(), "S")


def test_a_taken_port_is_refused_with_a_free_one(ordo_home: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen(1)
        number = other.getsockname()[1]
        with pytest.raises(Refusal) as refused:
            launch_home.check_port(number)
    proposed = int(str(refused.value).rpartition("ORDO_PORT=")[2].split()[0])
    assert f"Port {number}" in str(refused.value)
    launch_home.check_port(proposed)


def test_a_port_taken_on_every_address_is_taken_here_too(ordo_home: Path) -> None:
    with socket.socket() as other:
        other.bind(("0.0.0.0", 0))
        other.listen(1)
        assert _refusal(launch_home.check_port, other.getsockname()[1]) == "port_taken"


@pytest.mark.parametrize("value", ["no", "0", "70000", "-1", "８０００"])
def test_a_port_that_is_none_is_refused(ordo_home: Path, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("ORDO_PORT", value)
    assert _refusal(launch_home.port) == "port_not_a_number"


def test_an_unknown_size_is_refused(ordo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORDO_SIZE", "XL")
    assert _refusal(launch_home.demo_size) == "size_unknown"


def test_the_secret_is_made_once_and_kept_from_others(
    ordo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = launch_home.ensure_secret()
    monkeypatch.delenv("ORDO_SECRET_KEY")
    assert launch_home.ensure_secret() == first
    assert len(first) >= 50
    assert stat.S_IMODE((ordo_home / "secret").stat().st_mode) == 0o600


def test_a_given_secret_is_not_written_down(ordo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORDO_SECRET_KEY", "given by the operator")
    assert launch_home.ensure_secret() == "given by the operator"
    assert not (ordo_home / "secret").exists()
