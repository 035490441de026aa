"""Files and speech: uploads, previews, what is too large."""

from __future__ import annotations

from typing import Any

import pytest

from .caller import Caller

NOBODY = "11111111-1111-1111-1111-111111111111"


class TestFiles:
    def test_a_preview_needs_a_message(self, chat: Caller, chatflow: Caller) -> None:
        """404 until a message mentions the file; then its bytes, for that app alone."""
        file = chat.upload("图 pic.png", b"picture", "image/png")
        path = f"/v1/files/{file}/preview"
        assert chat("GET", path, 404).json()["code"] == "file_not_found"
        mention = {"type": "image", "transfer_method": "local_file", "upload_file_id": file}
        answer = chat.ask("look", files=[mention])
        shown = chat("GET", path)
        assert (shown.content, shown.headers["Content-Type"]) == (b"picture", "image/png")
        assert shown.headers["Content-Length"] == "7"
        assert "Content-Disposition" not in shown.headers
        saved = chat("GET", path, params={"as_attachment": "true", "user": chat.user})
        assert saved.headers["Content-Disposition"] == "attachment; filename*=UTF-8''%E5%9B%BE%20pic.png"
        assert saved.headers["Content-Type"] == "application/octet-stream"
        assert chatflow("GET", path, 403).json()["code"] == "file_access_denied"
        headers = {"Authorization": f"Bearer {chat.key}"}
        assert chat.client.get(path, params={"as_attachment": "maybe"}, headers=headers).status_code == 400
        query = {"user": chat.user, "conversation_id": answer["conversation_id"]}
        ((listed,),) = [
            row["message_files"] for row in chat("GET", "/v1/messages", params=query).json()["data"]
        ]
        assert chat.client.get(listed["url"]).content == b"picture"
        assert chat.client.get(listed["url"] + "x").status_code == 403

    def test_uploads_that_are_refused(self, chat: Caller) -> None:
        """Two files, none, one without a name, one too large."""
        path, user = "/v1/files/upload", {"user": chat.user}
        one = ("a.txt", b"x", "text/plain")
        refused = chat("POST", path, 400, files=[("file", one), ("more", one)], wrong=True).json()
        assert refused["code"] == "too_many_files"
        refused = chat("POST", path, 400, json=user, wrong=True).json()
        assert refused["code"] == "no_file_uploaded"
        large = {"file": ("a.txt", b"x" * (15 * 1024 * 1024 + 1), "text/plain")}
        assert chat("POST", path, 413, data=user, files=large).json()["code"] == "file_too_large"

    def test_a_refused_input_leaves_nothing(self, chatflow: Caller) -> None:
        """No conversation, no message."""
        missing = {"type": "document", "transfer_method": "local_file", "upload_file_id": NOBODY}
        assert chatflow.ask("look", 400, inputs={"attach": missing})["message"] == "Invalid upload file"
        assert chatflow.ask("look", 400, inputs={"attach": "notes"})["message"].endswith("must be a file")
        assert chatflow("GET", "/v1/conversations", params={"user": chatflow.user}).json()["data"] == []

    def test_large_enough_for_a_temporary_file(self, chat: Caller) -> None:
        """What does not stay in memory on its way leaves nothing open."""
        content = bytes(range(256)) * 8192
        file = chat.upload("big.bin", content, "image/png")
        mention = {"type": "image", "transfer_method": "local_file", "upload_file_id": file}
        chat.ask("look", files=[mention])
        assert chat("GET", f"/v1/files/{file}/preview").content == content

    @pytest.mark.parametrize(
        ("mention", "message"),
        [
            (
                {"type": "image", "transfer_method": "local_file", "upload_file_id": NOBODY},
                "Invalid upload file",
            ),
            ({"type": "image", "transfer_method": "remote_url"}, "Invalid file url"),
            ({"type": "image", "transfer_method": "remote_url", "url": "http://[x"}, "Invalid file url"),
        ],
    )
    def test_mentions_that_are_refused(self, mention: dict[str, Any], message: str, chat: Caller) -> None:
        """Files that are not there."""
        assert chat.ask("look", 400, files=[mention])["message"] == message


class TestAudio:
    def test_speech_of_a_message(self, chat: Caller) -> None:
        """Of its answer, in chunks without a length; of an unknown message: null."""
        message = chat.ask()["message_id"]
        spoken = chat("POST", "/v1/text-to-audio", json={"message_id": message, "user": chat.user})
        assert spoken.headers["Content-Type"] == "audio/mpeg"
        assert spoken.headers["Transfer-Encoding"] == "chunked"
        assert "Content-Length" not in spoken.headers
        assert len(spoken.content) == 10008
        assert spoken.content.startswith(b"\xff\xfb")
        assert (
            spoken.content == chat("POST", "/v1/text-to-audio", json={"text": "x", "user": chat.user}).content
        )
        nothing = chat("POST", "/v1/text-to-audio", json={"message_id": NOBODY, "user": chat.user})
        assert nothing.json() is None

    def test_hearing(self, chat: Caller) -> None:
        """It tells the bytes; nothing to hear and too much of it are refused."""
        path, data = "/v1/audio-to-text", {"user": chat.user}
        heard = chat("POST", path, data=data, files={"file": ("a.wav", b"xyz", "audio/wav")})
        assert heard.json() == {"text": "transcribed 3 bytes 转写"}
        refused = chat("POST", path, 400, data=data, files={"other": ("a", b"", "audio/wav")}, wrong=True)
        assert refused.json()["code"] == "no_audio_uploaded"
        large = {"file": ("a.wav", bytes(30 * 1024 * 1024 + 1), "audio/wav")}
        assert chat("POST", path, 413, data=data, files=large).json()["code"] == "audio_too_large"
