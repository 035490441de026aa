"""The page of the emulator, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from dify_ext.testing import Answer, DifyEmulator

from .browser import CHROMIUM, Browser
from .conftest import Connect

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium: install the package")


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("chromium")) as started:
        yield started


@pytest.fixture(scope="module")
def emulator() -> Iterator[DifyEmulator]:
    with DifyEmulator(version="1.14.2") as running:
        yield running


def text(browser: Browser, part: str = "body") -> str:
    return str(browser.evaluate(f"document.querySelector({part!r}).innerText"))


def test_what_happens_is_shown(browser: Browser, emulator: DifyEmulator, connect: Connect) -> None:
    """A request appears without a reload, with its events; a question is shown as text, not as HTML."""
    emulator.dataset("Manual", {"on.txt": "Press the green button."})
    app = emulator.app(
        "chat", name="Support", respond=Answer("Press <i>it</i>.", pieces=["Press ", "<i>it</i>."])
    )
    browser.open(f"{emulator.base_url}/_emulator/")
    assert "No request has arrived yet." in text(browser, "#requests")
    assert app.api_key in text(browser, "#apps")
    asked = connect(emulator, app.api_key).chat.send("<b>How?</b>")
    browser.wait("document.querySelectorAll('#requests tbody tr').length === 1")
    assert "POST /v1/chat-messages" in text(browser, "#requests")
    browser.evaluate("document.querySelector('#requests a').click()")
    browser.wait("document.title.startsWith('POST /v1/chat-messages')")
    assert browser.evaluate("document.querySelectorAll('#answer li').length") == 4
    assert '"query": "<b>How?</b>"' in text(browser, "#request")
    browser.evaluate("document.querySelector('#answer summary').click()")
    assert '"event": "message"' in text(browser, "#answer details[open]")
    browser.open(f"{emulator.base_url}/_emulator/apps/{app.id}/conversations/{asked.conversation_id}")
    assert "<b>How?</b>" in text(browser, "#messages")
    assert browser.evaluate("document.querySelectorAll('main i, main b').length") == 0
    browser.open(f"{emulator.base_url}/_emulator/")
    browser.evaluate("document.querySelector('#knowledge a').click()")
    browser.wait("document.querySelector('#documents') !== null")
    assert "on.txt" in text(browser, "#documents")


def test_faults_by_keyboard(browser: Browser, emulator: DifyEmulator) -> None:
    """A fault is added, switched off and removed without a mouse; the focus stays where it was."""
    emulator.mend()
    info = {"headers": {"Authorization": f"Bearer {emulator.api_key}"}}
    browser.open(f"{emulator.base_url}/_emulator/")
    browser.press("Tab")
    assert browser.evaluate("document.activeElement.className") == "skip"
    browser.evaluate("document.querySelector('input[name=operation]').value = 'GET /v1/info'")
    browser.evaluate("document.querySelector('input[name=status]').value = '503'")
    browser.evaluate("document.querySelector('input[name=times]').value = '3'")
    browser.evaluate("document.querySelector('input[name=times]').focus()")
    browser.press("Tab")
    browser.press("Enter")
    browser.wait("document.querySelectorAll('#faults tbody tr').length === 1")
    assert httpx.get(f"{emulator.base_url}/v1/info", **info).status_code == 503
    browser.wait("document.querySelector('#faults').innerText.includes('1 of 3')")
    browser.evaluate("document.querySelector('#faults button').focus()")
    browser.press("Enter")
    browser.wait("document.querySelector('#faults').innerText.includes('Switch on')")
    assert httpx.get(f"{emulator.base_url}/v1/info", **info).status_code == 200
    browser.evaluate("document.querySelectorAll('#faults button')[1].focus()")
    httpx.get(f"{emulator.base_url}/v1/info", **info)
    browser.wait("document.querySelectorAll('#requests tbody tr').length > 2")
    assert "Remove" in browser.evaluate("document.activeElement.innerText")
    browser.press("Enter")
    browser.wait("document.querySelector('#faults').innerText.includes('Nothing fails.')")
    assert not list(emulator.faults)


def test_light_and_dark(browser: Browser, emulator: DifyEmulator) -> None:
    """Both have enough contrast, and nothing is loaded from elsewhere."""
    browser.open(f"{emulator.base_url}/_emulator/")
    grounds = {}
    for scheme in ("light", "dark"):
        browser.scheme(scheme)
        style = "getComputedStyle(document.body)"
        style = "getComputedStyle(document.body)"
        colours: Any = browser.evaluate(f"[{style}.color, {style}.backgroundColor]")
        ink, ground = (luminance(colour) for colour in colours)
        grounds[scheme] = ground
        assert (max(ink, ground) + 0.05) / (min(ink, ground) + 0.05) > 7
    assert grounds["light"] > 0.8 > 0.1 > grounds["dark"]
    loaded: Any = browser.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert {name for name in loaded if not name.startswith((emulator.base_url, "data:"))} == set()
    assert browser.evaluate("[...document.querySelectorAll('input, select')].every(one => one.labels.length)")


def luminance(colour: str) -> float:
    """The relative luminance of ``rgb(…)``, as in WCAG."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_picture(browser: Browser, emulator: DifyEmulator, tmp_path: Path) -> None:
    """The page can be drawn."""
    browser.open(f"{emulator.base_url}/_emulator/")
    (tmp_path / "page.png").write_bytes(browser.picture())
    assert (tmp_path / "page.png").stat().st_size > 10_000
