"""Members, workspaces, documents and the command line of the emulated console."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from dify_ext.emulator import ADMIN_EMAIL, ADMIN_PASSWORD, OTHER_EMAIL, OTHER_PASSWORD

from .console_caller import DIALECTS, ConsoleCaller, encoded, signed_in

NOBODY = "11111111-1111-1111-1111-111111111111"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(params=DIALECTS)
def console(request: pytest.FixtureRequest) -> Iterator[ConsoleCaller]:
    """The console of an emulator of this test's own, signed in."""
    with signed_in(request.param) as caller:
        yield caller


class TestPeople:
    def test_the_profile(self, console: ConsoleCaller) -> None:
        """Says when the account was last here."""
        profile = console("GET", "/account/profile").json()
        assert (profile["email"], profile["is_password_set"]) == (ADMIN_EMAIL, True)
        assert profile["last_login_at"] >= profile["created_at"]

    def test_the_workspace(self, console: ConsoleCaller) -> None:
        """One, and the account's role in it."""
        listed = console("GET", "/workspaces").json()["workspaces"]
        assert [(row["id"], row["current"]) for row in listed] == [(console.emulator.workspace_id, True)]
        method, other = ("GET", "POST") if console.dialect == "1.8" else ("POST", "GET")
        path = "/console/api/workspaces/current"
        current = console.send(method, path, headers=console.headers).json()
        assert (current["id"], current["role"]) == (console.emulator.workspace_id, "owner")
        assert console.send(other, path, headers=console.headers).status_code == 405

    def test_members(self, console: ConsoleCaller) -> None:
        """Both accounts; whoever is invited waits among them, and cannot sign in."""
        rows = console("GET", "/workspaces/current/members").json()["accounts"]
        assert [(row["email"], row["role"], row["status"]) for row in rows] == [
            (ADMIN_EMAIL, "owner", "active"),
            (OTHER_EMAIL, "admin", "active"),
        ]
        path, body = (
            "/workspaces/current/members/invite-email",
            {"emails": ["new+1@example.com", "x"], "role": "editor"},
        )
        results = [console("POST", path, 201, json=body).json()["invitation_results"] for _ in range(2)]
        assert [row["status"] for row in results[0]] == ["success", "success"]
        assert "/activate?email=new%2B1%40example.com&token=" in results[0][0]["url"]
        assert results[0][0]["url"] != results[1][0]["url"]
        rows = console("GET", "/workspaces/current/members").json()["accounts"]
        assert [(row["name"], row["role"], row["status"]) for row in rows[2:]] == [
            ("new+1", "editor", "pending"),
            ("x", "editor", "pending"),
        ]
        console.sign_in("new+1@example.com", status=401)

    def test_inviting_a_member(self, console: ConsoleCaller) -> None:
        """Gives them the way to sign in."""
        body = {"emails": [OTHER_EMAIL], "role": "editor", "language": "en-US"}
        result = console("POST", "/workspaces/current/members/invite-email", 201, json=body).json()
        assert result["invitation_results"][0]["url"].endswith("/signin")

    def test_roles(self, console: ConsoleCaller) -> None:
        """Nobody is invited as the owner, or as nothing."""
        path = "/workspaces/current/members/invite-email"
        for role in ("owner", "king"):
            body = console(
                "POST", path, 400, wrong=True, json={"emails": ["a@example.com"], "role": role}
            ).json()
            assert body == {"code": "invalid-role", "message": "Invalid role"}
        console("POST", path, 400, wrong=True, json={"emails": ["a@example.com"]})
        console("POST", path, 400, wrong=True, json={"emails": "a@example.com", "role": "editor"})


class TestDocuments:
    def rows(self, console: ConsoleCaller, path: str) -> list[dict[str, Any]]:
        """The documents, when all are ready or have failed."""
        while True:
            rows: list[dict[str, Any]] = console("GET", path).json()["data"]
            if {row["indexing_status"] for row in rows} <= {"completed", "error"}:
                return rows
            time.sleep(0.01)

    def test_how_far_they_are(self, console: ConsoleCaller) -> None:
        """One is ready, one gets ready in the time of an indexing, one has failed."""
        path = f"/datasets/{console.emulator.dataset_id}/indexing-status"
        rows = self.rows(console, path)
        assert [row["indexing_status"] for row in rows] == ["completed", "completed", "error"]
        assert (rows[0]["completed_segments"], rows[0]["error"]) == (4, None)
        assert (rows[2]["completed_segments"], rows[2]["error"]) == (0, "The document could not be indexed.")

    def test_once_more(self, console: ConsoleCaller) -> None:
        """What has failed can be tried again, and works then; what has not is passed over."""
        root = f"/datasets/{console.emulator.dataset_id}"
        listed = console("GET", f"{root}/error-docs").json()
        assert (listed["total"], len(listed["data"])) == (1, 1)
        failed = listed["data"][0]["id"]
        ready = console("GET", f"{root}/indexing-status").json()["data"][0]["id"]
        console("POST", f"{root}/retry", 204, json={"document_ids": [failed, ready, NOBODY]})
        assert console("GET", f"{root}/error-docs").json() == {"data": [], "total": 0}
        rows = self.rows(console, f"{root}/indexing-status")
        assert [row["indexing_status"] for row in rows] == ["completed"] * 3
        assert (
            console("GET", f"{root}/documents/{ready}/indexing-status").json()["indexing_status"]
            == "completed"
        )

    def test_that_are_not_there(self, console: ConsoleCaller) -> None:
        """An unknown knowledge base has no states, and else is a 404."""
        assert console("GET", f"/datasets/{NOBODY}/indexing-status").json() == {"data": []}
        console("GET", f"/datasets/{NOBODY}/documents/{NOBODY}/indexing-status", 404)
        console("GET", f"/datasets/{console.emulator.dataset_id}/documents/{NOBODY}/indexing-status", 404)
        console("GET", f"/datasets/{NOBODY}/error-docs", 404)
        console("POST", f"/datasets/{NOBODY}/retry", 404, json={"document_ids": []})
        console("POST", f"/datasets/{NOBODY}/retry", 400, wrong=True, json={})
        console("POST", f"/datasets/{NOBODY}/retry", 400, wrong=True, json={"document_ids": "x"})


def test_everything_needs_a_sign_in(console: ConsoleCaller) -> None:
    """401, before anything else is looked at."""
    for method, path in (
        ("GET", "/apps"),
        ("POST", "/apps"),
        ("GET", f"/apps/{NOBODY}"),
        ("GET", "/workspaces"),
    ):
        response = console.send(method, f"/console/api{path}")
        assert (response.status_code, response.json()["message"]) == (401, "Invalid Authorization token.")
        assert response.headers["WWW-Authenticate"] == 'Bearer realm="api"'


@pytest.mark.parametrize(("dialect", "release"), [("1.8", "1.8.1"), ("1.10", "1.10.1"), ("1.13", "1.13.2")])
def test_the_command(dialect: str, release: str) -> None:
    """Says who may sign in, and lets them in."""
    arguments = ["--port", "0", "--dialect", dialect, "--access-lifetime", "60", "--admin-key", "k"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    with subprocess.Popen(
        [sys.executable, "-m", "dify_ext.emulator", *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        assert process.stdout is not None
        lines = list(iter(process.stdout.readline, "Ctrl-C stops it.\n"))
        begin = lines.index("Accounts of the console, each with its password:\n") + 1
        accounts = dict(line.split() for line in lines[begin : begin + 2])
        url = lines[0].split()[-1]
        assert lines[0] == f"Dify emulator {release} on {url}\n"
        assert accounts == {ADMIN_EMAIL: ADMIN_PASSWORD, OTHER_EMAIL: OTHER_PASSWORD}
        password = encoded(ADMIN_PASSWORD) if dialect == "1.13" else ADMIN_PASSWORD
        answer = httpx.post(f"{url}/console/api/login", json={"email": ADMIN_EMAIL, "password": password})
        assert answer.json()["result"] == "success"
        if dialect == "1.13":
            headers = {"Authorization": "Bearer k", "X-WORKSPACE-ID": lines[begin + 2].split()[-1]}
            assert httpx.get(f"{url}/console/api/account/profile", headers=headers).status_code == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(100) == 0
