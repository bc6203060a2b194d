"""Who gets to a report page, by which address, for how long, and what everybody else reads instead.

1. A link shows the reports to the viewer it was made for, as often as they like, for 90 days.
2. A forged, cut, unknown, expired or revoked one, and one of somebody who is no viewer any more, leads to a
   plain page that says what to do, in the browser's language.
3. No page is kept, indexed, framed or told to others, and none has a script.
4. The downloads are exactly the document that is shown.
"""

import csv
import io
import json
from urllib.parse import quote

import pytest
from sqlalchemy import Connection, update

from bot.store import report_links, respondents
from bot.store.database import Database, open_database
from bot.store.tables import CHECKIN, REPORT_LINK
from bot.turn.teams.links import _signed
from tests.reports.page.made import Team, team_health
from tests.reports.rounds.kept import checkin, released
from tests.store.samples import SECRET
from tests.web.visitor import NOON, Town


async def test_the_viewer_sees_the_latest_report(database: Database) -> None:
    town = await Town(database).founded()
    page = await town.get(await town.link())
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "Support North" in page.text
    assert "Round 3" in page.text


async def test_it_can_be_followed_again_and_again_and_looking_at_its_head_changes_nothing(
    database: Database,
) -> None:
    town = await Town(database).founded()
    link = await town.link()
    head = await town.get(link, method="HEAD")
    assert (head.status_code, head.content) == (200, b"")
    for _ in range(3):
        assert (await town.get(link)).status_code == 200
    assert (await town.get(link, method="POST")).status_code == 405


async def test_earlier_reports_are_asked_for_by_their_round(database: Database) -> None:
    town = await Town(database).founded()
    link = await town.link()
    assert "You are looking at an earlier report." in (await town.get(f"{link}?round=2")).text
    missing = await town.get(f"{link}?round=17")
    assert missing.status_code == 404
    assert "There is no report of this round." in missing.text
    for nonsense in ("0", "-1", "2;", "\uff19", "1" * 30, "", "<script>"):
        assert (await town.get(f"{link}?round={quote(nonsense)}")).status_code == 200, nonsense


async def test_a_check_in_without_a_report_says_so(database: Database) -> None:
    town = await Town(database, Team(team_health(1).flow, [])).founded()
    page = await town.get(await town.link())
    assert page.status_code == 200
    assert "There is no report yet." in page.text


async def test_forged_and_unknown_addresses_lead_nowhere(database: Database) -> None:
    town = await Town(database).founded()
    link = await town.link()
    body, _, signature = link.removeprefix("/r/").partition(".")
    other = "A" if signature[0] != "A" else "B"
    wrong = [
        f"/r/{body}.{other}{signature[1:]}", f"/r/{body[:-1]}.{signature}", f"/r/{body}", f"/r/{link[3:]}x",
        f"/r/{body}.", "/r/%00", f"/r/{'a' * 5000}", "/r/ü.ü", f"/r/{signature}.{body}",
    ]  # fmt: skip
    for address in wrong:
        page = await town.get(address)
        assert page.status_code == 404, address
        assert "This address leads to no report." in page.text
        assert "Support North" not in page.text
    # signed by us, but never issued
    await database.run(lambda connection: connection.execute(REPORT_LINK.delete()).rowcount)
    assert (await town.get(link)).status_code == 404


async def test_a_link_ends_after_ninety_days(database: Database) -> None:
    town = await Town(database).founded()
    link = await town.link()
    town.later(days=89, hours=23)
    assert (await town.get(link)).status_code == 200
    town.later(hours=1)
    page = await town.get(link)
    assert page.status_code == 410
    assert "This link is too old." in page.text
    assert "Report" in page.text


async def test_a_link_that_was_taken_back_leads_nowhere_and_a_newer_one_does(database: Database) -> None:
    town = await Town(database).founded()
    old = await town.link()
    await database.run(lambda connection: report_links.revoke(connection, "c1", NOON))
    new = await town.link()
    page = await town.get(old)
    assert page.status_code == 410
    assert "This link was taken back." in page.text
    assert (await town.get(new)).status_code == 200


async def test_who_is_no_viewer_any_more_sees_nothing_and_no_download(database: Database) -> None:
    town = await Town(database).founded()
    link = await town.link("UVIEW")
    assert (await town.get(link)).status_code == 200
    await database.run(
        lambda connection: connection.execute(update(CHECKIN).values(viewers='["UBOSS"]')).rowcount
    )  # fmt: skip
    for path in (link, f"{link}/report.csv", f"{link}/report.json"):
        page = await town.get(path)
        assert page.status_code == 403
        assert "These reports are not meant for you any more." in page.text
        assert "Support North" not in page.text
    town.admins = ("slack:T1/UVIEW",)
    assert (await town.get(link)).status_code == 200


async def test_a_link_made_with_an_older_key_is_good_and_one_of_another_secret_is_not(
    ready_url: str,
) -> None:
    old, new = SECRET, "the-new-secret-" * 3
    before = open_database(ready_url, secret_key=old)
    town = await Town(before).founded()
    link = await town.link()
    await before.close()
    for secret, status in ((f"{new},{old}", 200), (old, 200)):
        town.database = open_database(ready_url, secret_key=secret)
        assert (await town.get(link)).status_code == status
        await town.database.close()
    town.database = open_database(ready_url, secret_key="another-secret-" * 3)
    if "sqlite" not in ready_url:  # there the secret stands beside the file too
        assert (await town.get(link)).status_code == 404
    await town.database.close()


async def test_the_database_has_no_token(database: Database) -> None:
    town = await Town(database).founded()
    token = (await town.link()).removeprefix("/r/")
    rows = await database.run(
        lambda connection: [tuple(row) for row in connection.execute(REPORT_LINK.select())]
    )
    assert len(rows) == 1
    assert not any(token in str(value) or token.split(".")[0] in str(value) for value in rows[0])


@pytest.mark.parametrize(
    ("accepted", "language", "title"),
    [
        ("de-CH,de;q=0.9", "de", "Diese Adresse führt zu keinem Bericht."),
        ("pt, fr;q=0.5", "fr", "Cette adresse ne mène à aucun rapport."),
        ("ES", "es", "Esta dirección no lleva a ningún informe."),
        ("ar", "ar", "هذا العنوان لا يؤدي إلى أي تقرير."),
        ("xx; <b>, ,,,", "en", "This address leads to no report."),
        ("", "en", "This address leads to no report."),
    ],
)
async def test_refusals_speak_the_language_of_the_browser(
    database: Database, accepted: str, language: str, title: str
) -> None:
    page = await Town(database).get("/r/nothing", language=accepted)
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page.text
    assert title in page.text


async def test_the_page_speaks_what_the_viewer_chose_else_the_browser_else_the_check_in(
    database: Database,
) -> None:
    town = await Town(database, team_health(2, language="es")).founded()
    link = await town.link()
    assert '<html lang="es"' in (await town.get(link, language="pt")).text
    assert '<html lang="fr"' in (await town.get(link, language="fr")).text
    address = await database.run(
        lambda connection: respondents.find_or_make(
            connection, "slack", "T1", "UBOSS", new_id=iter("ab").__next__, now=NOON
        )
    )
    await database.run(lambda connection: respondents.speak(connection, address.id, "ar"))
    assert '<html lang="ar" dir="rtl"' in (await town.get(link, language="fr")).text


async def test_no_answer_is_kept_indexed_framed_or_told_to_others(database: Database) -> None:
    town = await Town(database).founded()
    link = await town.link()
    for path in (link, "/r/nothing", f"{link}/report.csv", f"{link}/report.json"):
        headers = (await town.get(path)).headers
        policy = dict(
            part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";")
        )
        assert policy["default-src"] == "'none'"
        assert policy["frame-ancestors"] == "'none'"
        assert policy["style-src"].startswith("'sha256-")
        assert "script-src" not in policy
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "private, no-store"
        assert headers["x-robots-tag"] == "noindex, nofollow"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert "set-cookie" not in headers


async def test_json_is_exactly_the_document_that_is_shown(database: Database) -> None:
    town = await Town(database).founded()
    link = await town.link()
    latest = await town.get(f"{link}/report.json")
    assert latest.headers["content-disposition"] == 'attachment; filename="report-3.json"'
    assert json.loads(latest.text) == [town.team.documents[2]]
    assert json.loads((await town.get(f"{link}/report.json?round=1")).text) == [town.team.documents[0]]
    assert (await town.get(f"{link}/report.json?round=9")).status_code == 404


async def test_csv_has_a_row_a_figure_and_opens_in_spreadsheets(database: Database) -> None:
    team = team_health(3)
    team.documents[-1]["comments"] = {"note": ["=HYPERLINK(1)", "zwölf"]}
    town = await Town(database, team).founded()
    written = await town.get(f"{await town.link()}/report.csv")
    assert written.headers["content-type"] == "text/csv; charset=utf-8"
    assert written.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(written.content.decode("utf-8-sig"))))
    flow = team.documents[-1]["areas"]["flow"]["score"]
    assert ["3", "area", "flow", "score", str(flow)] in rows
    comments = [row[4] for row in rows if row[1] == "comment"]
    assert "zwölf" in comments
    assert not any(one.startswith("=") for one in comments)


async def test_without_the_database_the_page_comes_later() -> None:
    absent = open_database("postgresql://nobody@127.0.0.1:1/nothing", secret_key=SECRET)
    town = Town(absent)
    page = await town.get(f"/r/{_signed('abc', town.links.keys[0])}", language="de")
    assert page.status_code == 503
    assert page.headers["retry-after"] == "60"
    assert "Der Bericht kann gerade nicht gezeigt werden." in page.text
    # what is not signed does not even ask for it
    assert (await town.get("/r/abc.def")).status_code == 404
    await absent.close()


async def test_admins_see_teams_side_by_side_and_viewers_do_not(database: Database) -> None:
    town = await Town(database, admins=("slack:T1/UADMIN",)).founded()

    def another(connection: Connection) -> None:
        checkin(connection, "c2", flow="team-health", team="Support South")
        checkin(connection, "c3", flow="team-health", team="Support West")
        released(connection, town.team.flow, town.team.documents[0], checkin_id="c2", people="mnopqrstuvwx")

    await database.run(another)
    theirs = (await town.get(await town.link("UADMIN"))).text
    assert "Teams side by side" in theirs
    assert "Support South" in theirs
    assert "Support West</bdi>: <bdi>no report yet" in theirs
    assert "Support South" not in (await town.get(await town.link("UBOSS"))).text


async def test_a_team_from_which_others_could_be_worked_out_is_named_and_not_shown(
    database: Database,
) -> None:
    town = await Town(database, admins=("slack:T1/UADMIN",)).founded()

    def another(connection: Connection) -> None:
        checkin(connection, "c2", flow="team-health", team="Support South")
        released(
            connection,
            town.team.flow,
            town.team.documents[0],
            checkin_id="c2",
            people="abcdefghijk",
            after_days=99,
        )  # later, and of one fewer than the first team

    await database.run(another)
    page = (await town.get(await town.link("UADMIN"))).text
    assert "Support South</bdi>: <bdi>left out, because" in page
