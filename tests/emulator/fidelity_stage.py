"""What a recorded request speaks of, made in an emulator: in general, by the ids in the request."""

from __future__ import annotations

import base64
import re
from typing import Any
from uuid import uuid4

import httpx
from starlette.applications import Starlette

from dify_ext.emulator import ADMIN_PASSWORD
from dify_ext.emulator._console.config import DEFAULTS
from dify_ext.emulator._console.state import Change, Key, console_of
from dify_ext.emulator._knowledge.indexing import Indexing, pieces
from dify_ext.emulator._knowledge.state import (
    ChildChunk,
    Dataset,
    Document,
    MetadataField,
    Rule,
    Source,
    Tag,
)
from dify_ext.emulator._state import (
    Annotation,
    App,
    Conversation,
    Feedback,
    Mention,
    Message,
    ReplyJob,
    StoredFile,
    User,
    Variable,
    state_of,
)

UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SHORT = {"chat": "chat", "agent-chat": "agent", "completion": "completion", "advanced-chat": "chatflow"}


class Stage:
    """What every stage has."""

    def __init__(self, app: Starlette, client: httpx.AsyncClient, recording: Any) -> None:
        self.state, self.console, self.client = state_of(app), console_of(app), client
        self.recording = recording
        self.request, self.status = recording.request, recording.response["status"]
        self.case = recording.name.rpartition("--")[2]
        self.path: str = recording.request["path"]
        self.body = recording.request.get("json")
        self.given = self.body if isinstance(self.body, dict) else {}
        self.query = recording.request.get("query") or {}
        headers = recording.request.get("headers", {})
        self.key: str = headers.get("Authorization", "").removeprefix("Bearer ")

    def ids(self) -> list[str]:
        """The ids in the path."""
        return UUID.findall(self.path)

    def after(self, word: str) -> str | None:
        """The part of the path that follows a word."""
        found = re.search(rf"/{word}/([^/]+)", self.path)
        return found[1] if found else None

    def real(self, text: str, header: str = "") -> str:
        """The text of the request with what the recording has masked."""
        return text

    def directed(self, body: Any) -> Any:
        """The body of the request."""
        return body


class ServiceStage(Stage):
    """Apps: their users, conversations, messages, files, runs."""

    def __init__(
        self, app: Starlette, client: httpx.AsyncClient, recording: Any, modes: dict[str, str]
    ) -> None:
        super().__init__(app, client, recording)
        self.mode = modes.get(self.key, "chat")

    async def set(self) -> None:
        """Make it."""
        name = next(
            name for name, app in ((a.name, a) for a in self.state.apps.values()) if app.mode == self.mode
        )
        self.app = self.state.apps[f"app-emulator-{name}"]
        form = next(
            (value for field, value in self.request.get("form", {}).get("fields", ()) if field == "user"),
            None,
        )
        self.user = self.app.user(self.given.get("user") or self.query.get("user") or form)
        if self.key.startswith("app-") and self.status != 401:
            self.state.apps[self.key] = self.app
        elif self.key.startswith("dataset-"):
            self.state.knowledge.keys.add(self.key)
        said = str(self.recording.response.get("json"))
        for feature, words in (
            ("text_to_speech", "TTS is not enabled"),
            ("speech_to_text", "Speech to text is not enabled"),
            ("suggested_questions_after_answer", "Suggested Questions Is Disabled"),
        ):
            if words in said:
                self.app.parameters[feature] = {"enabled": False}
        if "not-published" in self.case or "unpublished" in self.case:
            self.app.published = False
        if "rate-limit" in self.case and "Too many" in str(self.recording.response.get("json")):
            self.app.max_active_requests, self.app.active = 1, 1
        await self.make_ids()

    def directed(self, body: Any) -> Any:
        """The body, with a directive in place of what the recorded app did by itself."""
        said = "".join(self.recording.response.get("chunks", ()))
        for event, directive in (
            ("iteration_started", "[[iterate:2]]"),
            ("loop_started", "[[loop:2]]"),
            ("human_input_required", "[[pause]]"),
            ("message_replace", "[[moderation]]"),
        ):
            if f'"{event}"' in said and isinstance(body, dict) and self.request["method"] == "POST":
                if "query" in body:
                    return {**body, "query": f"{body['query']} {directive}"}
                return {**body, "inputs": {**body["inputs"], "text": directive}}
        return body

    async def make_ids(self) -> None:
        """What the ids of the request name."""
        talk = (
            self.after("conversations")
            or self.given.get("conversation_id")
            or self.query.get("conversation_id")
        )
        for found in (talk, self.query.get("last_id") if self.path.endswith("/conversations") else None):
            if found and UUID.fullmatch(found) and self.status != 404:
                await self.talk(found)
        if self.path.endswith("/variables"):
            self.number_variables()
        if self.after("variables") and self.status != 404:
            self.number_variables(self.after("variables"))
        for found in (self.after("messages"), self.query.get("first_id"), self.given.get("message_id")):
            if self.status == 404 and found and "first_id" in self.query:
                await self.talk(talk or str(uuid4()))
            elif (
                self.status != 404
                and found
                and UUID.fullmatch(found)
                and self.recording.response.get("text", "").strip() != "null"
            ):
                await self.talk(talk or str(uuid4()), found)
        if (
            "/messages/" in self.path
            and self.path.endswith("/feedbacks")
            and self.status == 200
            and self.given.get("rating") is None
        ):
            now = self.state.now()
            self.app.messages[self.after("messages")].feedback = Feedback("f", "like", None, now, now)
        if self.path.endswith("/app/feedbacks"):
            await self.talk(str(uuid4()), "m")
            now = self.state.now()
            self.app.messages["m"].feedback = Feedback("f", "like", None, now, now)
        if self.path.endswith("/v1/conversations"):
            await self.talk(str(uuid4()))
        self.make_files()
        if (annotation := self.after("annotations")) and self.status != 404:
            self.app.annotations[annotation] = Annotation(annotation, "q", "a", 1.0)
        if "annotation-hit" in self.case or "annotation-enabled" in self.case:
            self.app.annotations["a"] = Annotation("a", self.given.get("query", ""), "An answer", 1.0)
            self.app.parameters["annotation_reply"] = {
                "id": str(uuid4()),
                "enabled": True,
                "score_threshold": 0.9,
                "embedding_model": {"embedding_provider_name": "p", "embedding_model_name": "m"},
            }
        self.app.annotations.setdefault("z", Annotation("z", "q1", "a", 1.0))
        if (job := self.after("status")) and self.status == 200:
            self.app.reply_jobs[job] = ReplyJob(job, self.after("annotation-reply") or "", "completed")
        if (user := self.after("end-users")) and self.status == 200:
            self.app.users["x"] = User(user, "x")
        await self.make_runs()

    async def talk(self, conversation: str, message: str | None = None) -> None:
        """A conversation of one message, with these ids."""
        app, now = self.app, self.state.now()
        asked = {
            "query": "hi",
            "inputs": {"query": "hi"},
            "user": self.user.name,
            "response_mode": "streaming",
        }
        path = "completion-messages" if app.mode == "completion" else "chat-messages"
        if app.mode == "workflow":
            return
        key = next(key for key, known in self.state.apps.items() if known is app)
        published, app.published, limit, app.max_active_requests = (
            app.published,
            True,
            app.max_active_requests,
            None,
        )
        await self.client.post(f"/v1/{path}", json=asked, headers={"Authorization": f"Bearer {key}"})
        app.published, app.max_active_requests = published, limit
        made = app.messages.pop(list(app.messages)[-1])
        if message:
            made.id = message
        app.messages[made.id] = made
        if made.conversation_id:
            known = app.conversations.pop(made.conversation_id)
            if conversation in app.conversations:
                app.conversations[conversation].messages.append(made)
            else:
                known.id = conversation
                app.conversations[conversation] = known
            made.conversation_id = conversation
        theirs = self.recording.response.get("json")
        if isinstance(theirs, dict) and "message_files" in str(theirs.get("data"))[:5000]:
            stored = StoredFile(str(uuid4()), app.id, self.user.id, "a.png", "image/png", b"x", now)
            if any(row.get("message_files") for row in theirs["data"]):
                made.mentions = [Mention("m", "image", "local_file", "a.png", "image/png", 1, stored, "")]
            if any(row.get("feedback") for row in theirs["data"]):
                made.feedback = Feedback("f", "like", None, now, now)

    def number_variables(self, id_: str | None = None) -> None:
        """Variables, with this id for one of the recorded type."""
        theirs = self.recording.response.get("json")
        row = theirs if isinstance(theirs, dict) else {}
        name, kind = row.get("name", "history"), row.get("value_type", "array[string]")
        for conversation in self.app.conversations.values():
            if id_:
                now = self.state.now()
                conversation.variables[id_] = Variable(id_, name, kind, None, "d", now, now)
            elif last := self.query.get("last_id"):
                first = next(iter(conversation.variables.values()), None)
                if first is not None and self.status == 200:
                    first.id = last

    def make_files(self) -> None:
        """Files that the request mentions."""
        stored_ids = re.findall(r"'upload_file_id': '([^']+)'", str(self.body))
        if (shown := self.after("files")) and UUID.fullmatch(shown):
            stored_ids.append(shown)
        for id_ in stored_ids:
            if "Invalid upload file" not in str(self.recording.response.get("json")) and self.status != 404:
                app, user = self.app, self.user
                self.state.files[id_] = StoredFile(id_, app.id, user.id, "a.png", "image/png", b"x" * 70, 1.0)
                self.state.used_files[id_] = "other" if self.status == 403 else app.id

    async def make_runs(self) -> None:
        """Runs of workflows, and forms."""
        if (
            self.path.startswith("/v1/workflows/")
            and self.path.endswith("/run")
            and self.path != "/v1/workflows/run"
        ) and self.status != 404:
            self.app.workflow_id = self.after("workflows") or ""
        if (wanted := self.given.get("workflow_id")) and self.status == 200:
            self.app.workflow_id = wanted
        token = self.after("human_input")
        run_id = (
            (self.after("run") or self.after("workflow")) if self.path.startswith("/v1/workflow") else None
        )
        if (token and self.status != 404) or run_id or self.path.endswith("logs"):
            pause = token or "paused" in self.case or "resume" in self.case or "snapshot" in self.case
            chat = self.app.mode == "advanced-chat"
            if not chat and self.app.mode != "workflow":
                return
            text = "ask [[pause]]" if pause and "finished" not in self.case else "hi"
            key = next(key for key, known in self.state.apps.items() if known is self.app)
            asked = {"inputs": {} if chat else {"text": text}, "query": text, "user": self.user.name}
            path = "/v1/chat-messages" if chat else "/v1/workflows/run"
            sent = {**asked, "response_mode": "streaming"}
            await self.client.post(path, json=sent, headers={"Authorization": f"Bearer {key}"})
            if run_id and UUID.fullmatch(run_id) and self.status != 404 and "unknown" not in self.case:
                flow = self.app.flow_runs.pop(list(self.app.flow_runs)[-1])
                flow.id = run_id
                self.app.flow_runs[run_id] = flow
            if token and self.state.forms:
                form = self.state.forms.pop(list(self.state.forms)[-1])
                form.token = token
                self.state.forms[token] = form
                if self.status == 412:
                    form.action = {"id": "approve", "title": "Approve"}
            if pause and "resume" in self.case and self.state.forms:
                form = list(self.state.forms.values())[-1]
                form.action, form.inputs = {"id": "approve", "title": "Approve"}, {"comment": "x"}
                form.flow.run.directives = form.flow.run.directives
                if form.flow.run is not None:
                    form.flow.run.go_on()


class KnowledgeStage(Stage):
    """Knowledge bases."""

    async def set(self) -> None:
        """Make it."""
        if self.status != 401:
            self.state.knowledge.keys.add(self.key)
        now = self.state.time() - 1000
        dataset = self.dataset(now)
        if self.status == 409 or "exists" in str(self.recording.response.get("json")):
            self.taken(dataset, now)
        self.tags(dataset)
        if (field := self.after("metadata")) and UUID.fullmatch(field) and "unknown" not in self.case:
            dataset.fields[field] = MetadataField("author", "string", field)
        if self.path.endswith("/metadata"):
            dataset.fields["f"] = MetadataField("other", "string", "f")
        for item in re.findall(r"'metadata_list': \[(.*?)\]", str(self.body)):
            for id_, name in re.findall(r"'id': '([^']+)', 'name': '([^']+)'", item):
                dataset.fields[id_] = MetadataField(name, "string", id_)

    def taken(self, dataset: Dataset, now: float) -> None:
        """A name that is taken."""
        name = self.given.get("name", "")
        if "/metadata" in self.path:
            dataset.fields["t"] = MetadataField(name, "string", "t")
        elif "/tags" in self.path:
            self.state.knowledge.tags["t"] = Tag(name, "t")
        else:
            other = Dataset(name, "", "vendor", "only_me", None, None, None, None, now, now)
            self.state.knowledge.datasets[other.id] = other

    def dataset(self, now: float) -> Dataset:
        """The knowledge base, with the document of the request."""
        technique = "high_quality"
        theirs = self.recording.response.get("json")
        if "economy" in str(theirs)[:3000] or "economy" in str(self.request)[:3000]:
            technique = "economy"
        if "early" in self.case or "no-technique" in self.case:
            technique = technique
        models = (
            ("emulator-embedding", "emulator/models/models") if technique == "high_quality" else (None, None)
        )
        dataset = Dataset("base", "", "vendor", "only_me", technique, *models, None, now, now)
        if "pipeline" in self.path and "unknown" not in self.case and "not-pipeline" not in self.case:
            dataset.pipeline_id = str(uuid4())
        ids = self.ids()
        if ids and f"/v1/datasets/{ids[0]}" in self.path:
            dataset.id = ids[0]
        missing = self.status == 404 and len(ids) < 2 and "/documents/" not in self.path
        if (
            "Dataset not found" in str(theirs)
            or "Dataset does not exist" in str(theirs)
            or "Dataset is not exist" in str(theirs)
        ):
            missing = True
        if target := self.given.get("target_id"):
            dataset.id = target
        if self.path == "/v1/datasets" and isinstance(theirs, dict) and theirs.get("data") == []:
            missing = True
        if not missing:
            self.state.knowledge.datasets[dataset.id] = dataset
        self.documents(dataset, now, ids[1:])
        return dataset

    def documents(self, dataset: Dataset, now: float, ids: list[str]) -> None:
        """The documents of the request."""
        theirs = str(self.recording.response.get("json"))
        form = (
            "qa_model"
            if "'qa_model'" in theirs
            else "hierarchical_model"
            if "child" in self.path or "hierarchical_model" in theirs
            else "text_model"
        )
        wanted = [ids[0]] if ids and "/documents/" in self.path else []
        wanted += re.findall(r"'document_id': '([^']+)'", str(self.body))
        wanted += [str(id_) for id_ in self.given.get("document_ids") or ()]
        if "Document not found" in theirs or "Document Not Exists" in theirs:
            wanted = []
        for id_ in wanted or ["other"]:
            self.document(dataset, now, id_, form, ids)
            batch = self.after("documents")
            if batch and batch.isdigit() and self.status == 200:
                dataset.rename(dataset.documents[id_], "a.txt", batch)

    def document(self, dataset: Dataset, now: float, id_: str, form: str, ids: list[str]) -> None:
        """One document."""
        text = str(self.given.get("query") or "") + " the sky is blue\n\nanother line"
        spaces = [{"id": "remove_extra_spaces", "enabled": True}]
        rule = Rule(
            "automatic",
            {"pre_processing_rules": spaces, "segmentation": {"delimiter": "\n", "max_tokens": 50}},
        )
        stored = StoredFile(str(uuid4()), "", "", "a.txt", "text/plain", text.encode(), now)
        self.state.files[stored.id] = stored
        dataset.last_position += 1
        document = Document(
            dataset.last_position,
            "a.txt",
            "batch",
            Source(stored, "txt", len(text), text),
            rule,
            form,
            "English",
            "api",
            now,
            now,
            Indexing(float("inf"), 0.0, fails=False),
        )
        document.id = id_
        economy = dataset.indexing_technique == "economy"
        document.enabled = "Document is disabled" not in str(self.recording.response.get("json"))
        document.index(Indexing(now, 1.0, fails=False), pieces(text, rule.mode, rule.rules, form), economy)
        said = str(self.recording.response.get("json"))
        if (
            "not completed" in said
            or "not available" in said
            or "being-indexed" in self.case
            or "ndexing status" in said
        ):
            document.indexing = Indexing(self.state.time(), 1000.0, fails=False)
        if "archived" in said and self.status == 403:
            document.archived = True
        dataset.latest_rule = rule
        dataset.add(document)
        if len(ids) > 1 and "Segment not found" not in said:
            segment = next(iter(document.segments.values()))
            segment.id = ids[1]
            document.segments = {segment.id: segment}
            if "enable" in self.case or self.case == "disabled":
                segment.enabled = self.case == "disable"
            if "segment is indexing" in said.lower() or "deleting" in said:
                segment.busy_until = self.state.time() + 60
            if len(ids) > 2 and "hild chunk not found" not in said:
                segment.children[ids[2]] = ChildChunk(1, "c", "customized", now, now, ids[2])
        if "'doc_metadata': [{" in said and not self.path.endswith("metadata"):
            dataset.fields["a"] = MetadataField("author", "string", "a")
            document.metadata, document.bindings = {"author": "me"}, {"a"}

    def tags(self, dataset: Dataset) -> None:
        """The tags of the request."""
        if "Tag not found" in str(self.recording.response.get("json")):
            return
        for id_ in [self.given.get("tag_id"), *(self.given.get("tag_ids") or ())]:
            if id_ and "unknown" not in self.case:
                self.state.knowledge.tags[id_] = Tag("t " + id_, id_)
                dataset.tags.add(id_)
        theirs = self.recording.response.get("json")
        if (
            self.request["method"] == "GET"
            and self.path.endswith("/tags")
            and (
                theirs
                if isinstance(theirs, list)
                else isinstance(theirs, dict) and (theirs.get("data") or self.status == 400)
            )
        ):
            self.state.knowledge.tags["t"] = Tag("t", "t")
            dataset.tags.add("t")


class ConsoleStage(Stage):
    """Apps of the console, and the sign-in."""

    async def set(self) -> None:
        """Make it."""
        console = self.console
        console.owner.last_login_at = self.state.now()
        self.issued = console.tokens.issue(console.owner.id)
        ids = self.ids()
        said = str(self.recording.response.get("json"))
        unknown = "not found" in said.lower() and "supported list" not in said and "key not found" not in said
        unknown = unknown or ("mode" in self.case and "No valid workflow" in said)
        if ids and "/apps/" in self.path and "imports" not in self.path and not unknown:
            self.app(ids[0], said)
        if ids and "/datasets/" in self.path and "api-keys" not in self.path and "not found" not in said:
            data = next(iter(console.datasets.values()))
            console.datasets = {ids[0]: data}
            if ids[1:]:
                known = next(iter(data.documents.values()))
                known.id = ids[1]
                data.documents[known.id] = known
        if "api-keys/" in self.path and "/datasets/" in self.path and "key not found" not in said:
            console.dataset_keys.append(Key("dataset", "dataset-x", 1.0, ids[-1]))
        if "max_keys" in said:
            keys = console.dataset_keys if "/datasets" in self.path else console.records[ids[0]].keys
            keys.extend(console.new_key("app") for _ in range(10))
        if "api-keys" in self.path and self.request["method"] == "GET" and "/datasets" in self.path:
            console.dataset_keys.append(console.new_key("dataset"))
        if self.status == 429 and "email" in self.given:
            console.bad_attempts[self.given["email"]] = 6
        if "confirm" in self.path and self.status == 200:
            raise LookupError("a pending import")

    def app(self, id_: str, said: str) -> None:
        """The app of the request."""
        mode = APP_MODES.get((self.recording.release, id_))
        path = self.path
        if mode is None:
            mode = "workflow" if "/workflow" in path else "chat"
            for word, found in (
                ("completion", "completion"),
                ("chatflow", "advanced-chat"),
                ("agent", "agent-chat"),
                ("workflow", "workflow"),
                ("chat-app", "chat"),
            ):
                if word in self.case:
                    mode = found
            if path.endswith("average-response-time") and self.status == 200:
                mode = "completion"
            if "supported list" in said:
                mode = next(m for m in ("completion", "workflow", "chat") if f"'{m}'" not in said)
            if path.endswith("average-app-interactions") and self.status == 200:
                mode = "workflow"
        app = App("T", mode)
        app.id = id_
        app.info.update(name="T", mode=mode)
        record = self.console.add(app, self.console.owner)
        record.icon_type, record.icon, record.icon_background = "emoji", "x", "#FFEAD5"
        if mode in ("workflow", "advanced-chat"):
            if "No valid workflow" not in said and "Missing draft" not in said:
                record.draft = {"graph": {}}
            record.published = Change(self.console.owner.id, self.state.now())
        else:
            record.model_config = DEFAULTS
        now, user = self.state.now(), app.user("user-1")
        talk = Conversation(str(uuid4()), user, "Title", {}, "", now, now)
        chats = mode not in ("completion", "workflow")
        message = Message("m", talk.id if chats else None, user, {}, "hi", now, [], "Echo", latency=0.2)
        message.question_tokens, message.answer_tokens, message.price = 5, 4, "0.0000390"
        message.feedback = Feedback("f", "like", None, now, now)
        app.messages["m"] = message
        if chats:
            app.conversations[talk.id], talk.messages = talk, [message]
        for key in self.ids()[1:] if "/apps/" in self.path else ():
            if "key not found" not in said:
                record.keys.append(Key("app", "app-x", now, key))
        if self.path.endswith("api-keys") and not record.keys and self.request["method"] == "GET":
            record.keys.append(self.console.new_key("app"))

    def real(self, text: str, header: str = "") -> str:
        """Real tokens and passwords, or wrong ones if the recorded server refused them."""
        good = self.status != 401
        text = re.sub(r"csrf_token=jwt-\w+", f"csrf_token={self.issued.csrf if good else 'x'}", text)
        if header.lower() == "x-csrf-token" and text:
            return self.issued.csrf if good else "x"
        text = re.sub(r"jwt-\w+", self.issued.access if good else "x.y.z", text)
        text = re.sub(r"refresh-(?!token)\w+", self.issued.refresh if good else "x", text)
        right = ADMIN_PASSWORD if self.status == 200 else "Wrong12345"
        text = re.sub(r"password-b64-\w+", base64.b64encode(right.encode()).decode(), text)
        return re.sub(r"password-\w+", right, text)


#: The kinds of the recorded apps, by release and id.
APP_MODES: dict[tuple[str, str], str] = {}


def learn_modes(release: str, value: Any) -> None:
    """Note the kind of each app that an answer tells."""
    if isinstance(value, dict):
        id_, mode = value.get("id") or "", value.get("mode")
        if (mode and "author_name" in value) or (mode and "model_config" in value):
            APP_MODES[release, id_] = mode
        if value.get("app_id") and value.get("app_mode"):
            APP_MODES[release, value["app_id"]] = value["app_mode"]
        for item in value.values():
            learn_modes(release, item)
    elif isinstance(value, list):
        for item in value:
            learn_modes(release, item)
