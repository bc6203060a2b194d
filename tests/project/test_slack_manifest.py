"""Proves: the Slack app that the manifest makes is the one the code serves, in each way the README shows.

1. It fits Slack's schema; so does what each command of the README makes of it, for its way of serving.
2. Its command, shortcut, events and permissions are those of the code, and its addresses those of the server.
3. The README explains every permission in the words of the code, and an installation's pages in theirs.
4. Every Slack setting the README names is there, and none is missing.
"""

import re
import subprocess
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from bot.channels.slack.surface import COMMAND, EVENTS, SCOPES, SHORTCUT, TEAM_SHORTCUT
from bot.cli.doctor_slack import EVENTS as EVENTS_PATH
from bot.present.phrases.install import LANGUAGES
from bot.reception.slack.installing import REDIRECT
from bot.reception.slack.pages import INSTALL
from bot.settings import Settings
from tests.project.files import ROOT
from tests.project.slack_manifest import SCHEMA

FILE = ROOT / "slack-manifest.yaml"
README = (ROOT / "README.md").read_text(encoding="utf-8")
SECTION = README.partition("\n## In Slack\n")[2].partition("\n## ")[0]


@pytest.fixture
def manifest() -> Any:
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


def faults(manifest: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(manifest)]


def made_by_the_readme() -> list[Any]:
    """What its three commands print, in its order."""
    commands = re.findall(r"^sed .*$", SECTION, re.MULTILINE)
    assert len(commands) == 3
    outputs = [
        subprocess.run(["/bin/sh", "-c", command], cwd=ROOT, check=True, capture_output=True, text=True)
        for command in commands
    ]
    return [yaml.safe_load(output.stdout) for output in outputs]


def addresses(manifest: Any) -> list[str]:
    """Wherever they stand in it."""
    return re.findall(r"https://\S+?(?=')", repr(manifest))


def test_1_it_fits(manifest: Any) -> None:
    assert faults(manifest) == []


def test_1_a_fault_would_be_seen(manifest: Any) -> None:
    manifest["display_information"]["name"] = "C" * 36
    manifest["settings"]["socket_mode"] = True
    manifest["features"]["slash_commands"][0]["url"] = "PUBLIC_URL/slack/events"
    assert len(faults(manifest)) == 3


def test_1_each_way_of_the_readme() -> None:
    http, socket, many = made_by_the_readme()
    for made in (http, socket, many):
        assert faults(made) == []
        assert "PUBLIC_URL" not in repr(made)
    ways = [(one["settings"]["socket_mode_enabled"], one["settings"]["token_rotation_enabled"])
            for one in (http, socket, many)]  # fmt: skip
    assert ways == [(False, False), (True, False), (False, True)]
    assert addresses(socket) == []
    for made in (http, many):
        assert {address.partition("/slack/")[0] for address in addresses(made)} == {
            "https://checkup.example.com"
        }


def test_2_it_is_what_the_code_handles(manifest: Any) -> None:
    features, settings = manifest["features"], manifest["settings"]
    assert [one["command"] for one in features["slash_commands"]] == [COMMAND] == ["/checkup"]
    assert [one["callback_id"] for one in features["shortcuts"]] == [SHORTCUT, TEAM_SHORTCUT]
    assert (SHORTCUT, TEAM_SHORTCUT) == ("start_check", "start_team_checkin")
    assert settings["event_subscriptions"]["bot_events"] == sorted(EVENTS)
    assert manifest["oauth_config"]["scopes"] == {"bot": sorted(scope.name for scope in SCOPES)}


def test_2_its_addresses_are_those_of_the_server(manifest: Any) -> None:
    assert set(addresses(manifest)) == {f"https://PUBLIC_URL{path}" for path in (EVENTS_PATH, REDIRECT)}
    assert (EVENTS_PATH, REDIRECT) == ("/slack/events", "/slack/oauth_redirect")
    assert manifest["oauth_config"]["redirect_urls"] == ["https://PUBLIC_URL/slack/oauth_redirect"]


def test_2_people_can_write_and_are_not_mentioned_by_what_they_type(manifest: Any) -> None:
    home = manifest["features"]["app_home"]
    assert home == {
        "home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": False,
    }  # fmt: skip
    assert manifest["features"]["slash_commands"][0]["should_escape"] is True
    assert manifest["settings"]["org_deploy_enabled"] is True
    assert manifest["settings"]["interactivity"]["is_enabled"] is True


def test_3_every_permission_is_explained() -> None:
    rows = dict(re.findall(r"^\| `([a-z:.]+)` \| (.+) \|$", SECTION, re.MULTILINE))
    assert rows == {scope.name: scope.reason for scope in SCOPES}
    assert list(rows) == sorted(rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_3_also_on_the_page_of_an_installation(language: str) -> None:
    assert set(LANGUAGES[language].scopes) == {scope.name for scope in SCOPES}


def test_4_the_settings_are_there() -> None:
    known = {str(field.validation_alias) for field in Settings.model_fields.values()}
    ours = {name for name in known if name.startswith("SLACK_")}
    assert set(re.findall(r"\bSLACK_[A-Z_]+\b", SECTION)) == ours
    assert INSTALL in SECTION
