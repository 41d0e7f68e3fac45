import pytest

from usagraph.settings import SETTINGS, read_settings


def test_every_setting_has_a_help() -> None:
    assert all(setting.help.endswith(".") for setting in SETTINGS)


def test_what_is_given_comes_before_the_environment_and_the_environment_before_the_default(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("USAGRAPH_PORT", "9001")
    monkeypatch.setenv("USAGRAPH_LANG", "en_GB.UTF-8")
    assert (read_settings().port, read_settings(port=9002).port, read_settings().lang) == (9001, 9002, "en")
    monkeypatch.delenv("USAGRAPH_PORT")
    assert read_settings().port == 8011


def test_the_base_has_no_final_slash() -> None:
    assert read_settings(base="https://example.org/g/").base == "https://example.org/g"
