"""`checkup token` from outside.

1. A new token is printed once, alone on standard output, and opens what it says.
2. The list tells what each may and whether it is used, and no secret.
3. A token that is taken back opens nothing.
4. What cannot be meant is refused, with what to do; nothing is made by asking.
5. The page about the API says how.
"""

import json
import shlex

import pytest

from bot.store import api_tokens
from bot.store.api_tokens import Scope
from tests.cli.places import Place
from tests.cli.running import ROOT


def made(place: Place, *options: str) -> str:
    """The secret of a new token."""
    place.write(lambda _: None)
    ended = place.checkup("token", "create", "Our CRM", *options)
    assert (ended.code, len(ended.told)) == (0, 2), ended.err
    return ended.out.removesuffix("\n")


def test_1_a_token_is_made(any_place: Place) -> None:
    secret = made(
        any_place, "--scope", "results:read", "--scope", "leads:read", "--workspace", "slack:T123", "--flow",
        "team-health", "--expires", "90d",
    )  # fmt: skip
    assert api_tokens.looks_right(secret)
    token = any_place.write(lambda connection: api_tokens.find(connection, secret))
    assert token is not None
    assert token.scopes == {Scope.RESULTS, Scope.LEADS}
    assert (token.channel, token.workspace, token.flow) == ("slack", "T123", "team-health")
    assert token.expires_at is not None
    assert (token.expires_at - token.created_at).days == 90


def test_1_each_is_another(place: Place) -> None:
    assert len({made(place, "--scope", "results:read") for _ in range(5)}) == 5


def test_2_the_list_has_no_secret(place: Place) -> None:
    place.write(lambda _: None)
    assert "no tokens yet" in place.checkup("token", "list").out
    secret = made(place, "--scope", "results:read", "--workspace", "slack:T1")
    other = made(place, "--scope", "checkins:read", "--expires", "9d")
    listed = place.checkup("token", "list")
    first, second = listed.out.splitlines()
    assert "Our CRM  results:read in slack:T1, never used" in first
    assert "checkins:read everywhere, until " in second
    told = json.loads(place.checkup("token", "list", "--format", "json").out)
    assert [one["scopes"] for one in told] == [["results:read"], ["checkins:read"]]
    assert [one["workspace"] for one in told] == ["slack:T1", None]
    for one in (secret, other):
        assert one[4:] not in listed.out + json.dumps(told)


def test_3_a_token_is_taken_back(place: Place) -> None:
    made(place, "--scope", "results:read")
    token_id = json.loads(place.checkup("token", "list", "--format", "json").out)[0]["id"]
    assert place.checkup("token", "revoke", token_id).out == f"Token {token_id} opens nothing any more.\n"
    assert "REVOKED" in place.checkup("token", "list").out
    unknown = place.checkup("token", "revoke", "nobody")
    assert (unknown.code, unknown.told) == (
        2, ["There is no token 'nobody'.", "See which there are:  checkup token list"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--scope", "everything"], "There is no scope 'everything'."),
        (["--scope", "private:read"], "private:read alone opens nothing."),
        ([], "Missing option '--scope'"),
        (["--scope", "leads:read", "--workspace", "T123"], "'T123' is no workspace."),
        (["--scope", "leads:read", "--workspace", "slack:"], "'slack:' is no workspace."),
        (["--scope", "leads:read", "--flow", "Team Health"], "'Team Health' is no name of a flow."),
        (["--scope", "leads:read", "--expires", "90"], "'90' is no time that a token is good for."),
        (["--scope", "leads:read", "--expires", "0d"], "'0d' is no time that a token is good for."),
    ],
)
def test_4_what_cannot_be_meant(place: Place, options: list[str], said: str) -> None:
    place.write(lambda _: None)
    ended = place.checkup("token", "create", "CRM", *options)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert place.checkup("token", "list").out == "There are no tokens yet.\n"


def test_4_names(place: Place) -> None:
    place.write(lambda _: None)
    for name in ("", " ", "a\nb", "a" * 101):
        assert place.checkup("token", "create", name, "--scope", "leads:read").code == 2


def test_4_nothing_is_made_by_asking(place: Place) -> None:
    for words in (["list"], ["create", "CRM", "--scope", "leads:read"], ["revoke", "x"]):
        ended = place.checkup("token", *words)
        assert ended.code == 1
        assert "There is no database" in ended.err


def test_5_the_page_about_it_makes_one(place: Place) -> None:
    place.write(lambda _: None)
    page = (ROOT / "docs" / "api" / "README.md").read_text("utf-8")
    (example,) = [line.removeprefix("$ checkup ") for line in page.splitlines() if "$ checkup" in line]
    ended = place.checkup(*shlex.split(example))
    assert ended.code == 0
    assert api_tokens.looks_right(ended.out.strip())
