"""The state of the emulator: apps, users, conversations, messages, files.

It ends with the process.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

from starlette.applications import Starlette

from ._data import copied, load
from ._knowledge.state import Knowledge
from ._options import Options

if TYPE_CHECKING:
    from ._directives import Cut, Kind
    from ._faults import FaultRules
    from ._flow_runs import FlowRun
    from ._human import Form
    from ._request_log import RequestLog
    from ._respond import Responder, RespondError

#: The apps: short name → mode in `info`.
APPS = {
    "chat": "chat",
    "agent": "agent-chat",
    "completion": "completion",
    "chatflow": "advanced-chat",
    "workflow": "workflow",
}

#: The key that opens an app of the kind that a call needs; only emulators for tests have it.
ANY_APP = "emulator-any"
#: The beginning of the keys of the apps that are always there.
BUILT_IN = "app-emulator-"
#: The kinds of apps that have conversations, and those that run a workflow, in the server's order.
CHATS = ("chat", "agent-chat", "advanced-chat")
FLOWS = ("workflow", "advanced-chat")
#: The kinds of apps that calls need, by the beginnings of their paths.
_NEEDED = {
    "/v1/workflows/run/": FLOWS,
    "/v1/workflows/": ("workflow",),
    "/v1/workflow/": FLOWS,
    "/v1/form/": FLOWS,
    "/v1/completion-messages": ("completion",),
    "/v1/chat-messages": CHATS,
    "/v1/messages": CHATS,
    "/v1/conversations": CHATS,
}

#: The end user of requests that name none.
DEFAULT_USER = "DEFAULT-USER"


@dataclass(slots=True)
class User:
    """An end user of an app. `name` is the name in requests."""

    id: str
    name: str
    created_at: float = field(default_factory=time.time)

    @property
    def anonymous(self) -> bool:
        """Whether the request named no end user."""
        return self.name == DEFAULT_USER


@dataclass(slots=True)
class StoredFile:
    """An uploaded file."""

    id: str
    app_id: str
    user_id: str
    name: str
    mime_type: str
    content: bytes
    created_at: float

    @property
    def extension(self) -> str:
        """The extension in lower case, without the dot."""
        return self.name.rpartition(".")[2].lower() if "." in self.name else ""


@dataclass(slots=True)
class Mention:
    """A file that a message mentions: an uploaded one (`stored`), or one at a URL."""

    id: str
    type: str
    transfer_method: str
    filename: str
    mime_type: str
    size: int
    stored: StoredFile | None
    url: str

    @property
    def content(self) -> bytes | None:
        """Its bytes, if it was uploaded."""
        return self.stored.content if self.stored else None


@dataclass(slots=True)
class Variable:
    """A conversation variable of a chatflow."""

    id: str
    name: str
    value_type: str
    value: Any
    description: str
    created_at: float
    updated_at: float


@dataclass(slots=True)
class Feedback:
    """A user's rating of a message."""

    id: str
    rating: str
    content: str | None
    created_at: float
    updated_at: float


@dataclass(slots=True)
class Message:
    """A question and its answer, which is empty until the run has ended."""

    id: str
    conversation_id: str | None
    user: User
    inputs: dict[str, Any]
    query: str
    created_at: float
    mentions: list[Mention]
    answer: str = ""
    status: str = "normal"
    error: str | None = None
    feedback: Feedback | None = None
    latency: float = 0.0  # seconds
    question_tokens: int = 0
    answer_tokens: int = 0
    price: str = "0"  # in USD, as a decimal number
    agent_thoughts: list[dict[str, Any]] = field(default_factory=list)
    retriever_resources: list[dict[str, Any]] = field(default_factory=list)
    extra_contents: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True)
class Conversation:
    """The messages of one user that follow each other."""

    id: str
    user: User
    name: str
    inputs: dict[str, Any]
    introduction: str
    created_at: float
    updated_at: float
    variables: dict[str, Variable] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)


@dataclass(slots=True)
class Annotation:
    """An answer to a question, written by hand."""

    id: str
    question: str
    answer: str
    created_at: float
    hit_count: int = 0


@dataclass(slots=True)
class ReplyJob:
    """A change of the annotation reply setting. It waits until its status was asked for once."""

    id: str
    action: str
    status: str = "waiting"


class App:
    """An app and its data. Without a mode it is the one of `APPS` with this name."""

    def __init__(self, name: str, mode: str | None = None) -> None:
        self.name = name
        self.mode = mode or APPS[name]
        self.id = str(uuid4())
        self.workflow_id = str(uuid4())
        self.published = True  # whether its workflow can run
        self.max_active_requests: int | None = None
        # The version of its workflow is the time of its publication.
        self.version = datetime.now(UTC).replace(tzinfo=None).isoformat(" ")
        recorded = copied(load(f"apps/{self.mode}"))
        self.info: dict[str, Any] = recorded["info"]
        self.parameters: dict[str, Any] = recorded["parameters"]
        self.meta: dict[str, Any] = recorded["meta"]
        self.site: dict[str, Any] = recorded["site"]
        # Every conversation of the app has the same ids of variables.
        self.variable_ids = [str(uuid4()) for _ in range(4)]
        self.users: dict[str, User] = {}
        self.conversations: dict[str, Conversation] = {}
        self.messages: dict[str, Message] = {}
        self.flow_runs: dict[str, FlowRun] = {}
        self.annotations: dict[str, Annotation] = {}
        self.reply_jobs: dict[str, ReplyJob] = {}
        self.active = 0
        self.responder: Responder | None = None  # None: the recorded answers
        self.any_inputs = False  # whether its form takes all inputs
        self.untyped: frozenset[str] = frozenset()  # inputs that take values of any type

    @property
    def chats(self) -> bool:
        """Whether it has conversations."""
        return self.mode in CHATS

    @property
    def flows(self) -> bool:
        """Whether it runs a workflow."""
        return self.mode in FLOWS

    @property
    def annotation_reply(self) -> dict[str, Any]:
        """The setting; ``{"enabled": False}`` if there is none."""
        setting: dict[str, Any] = self.parameters["annotation_reply"]
        return setting

    def user(self, name: str | None) -> User:
        """The user of that name, created if it is new."""
        name = name or DEFAULT_USER
        if name not in self.users:
            self.users[name] = User(str(uuid4()), name)
        return self.users[name]


class State:
    """The whole state of one emulator."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.tenant_id = str(uuid4())
        self.account_id = str(uuid4())
        self.apps = {f"{BUILT_IN}{name}": App(name) for name in APPS}
        self.files: dict[str, StoredFile] = {}
        self.knowledge = Knowledge()
        self.used_files: dict[str, str] = {}  # id of a file → id of the app whose message mentioned it
        self.stops: dict[
            str, tuple[User, asyncio.Event]
        ] = {}  # task id → its user, and the event that stops it
        self.forms: dict[str, Form] = {}  # by token
        self.clock_ahead = options.clock_ahead  # seconds
        self.on_close: set[Callable[[], None]] = set()  # what ends answers that would not end
        self.any_app = False  # whether `ANY_APP` is a key
        self.cuts: dict[Kind, tuple[Cut, int | None]] = {}  # and how many streams they break, None: all
        self.requests: RequestLog
        self.rules: FaultRules
        self.problems: list[RespondError] = []  # of the functions that answer
        self.runs_started = self.forms_submitted = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._clock = 0.0

    def app_for(self, key: str, path: str) -> App | None:
        """The app that a key opens for a call, or None."""
        if key != ANY_APP or not self.any_app:
            return self.apps.get(key)
        needed = next((modes for start, modes in _NEEDED.items() if path.startswith(start)), APPS.values())
        # The newest app that a test has added; else the first of those that are always there.
        fitting = [(name, app) for name, app in self.apps.items() if app.mode in needed]
        added = [app for name, app in fitting if not name.startswith(BUILT_IN)]
        return added[-1] if added else next((app for _, app in fitting), None)

    def next_cut(self, kind: Kind) -> Cut | None:
        """The way in which the next stream of this kind breaks."""
        cut, left = self.cuts.get(kind, (None, 0))
        if cut is None or left == 0:
            return None
        self.cuts[kind] = cut, None if left is None else left - 1
        return cut

    def now(self) -> float:
        """The time in seconds. Each call gives a later one, so that the order is certain."""
        self._clock = max(self.time(), self._clock + 1e-6)
        return self._clock

    def time(self) -> float:
        """The time in seconds of this server's clock, which may be ahead."""
        return time.time() + self.clock_ahead

    def spawn(self, run: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Let a run go on by itself: it does not end when its client disconnects."""
        task = asyncio.get_running_loop().create_task(run)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def close(self) -> None:
        """End all runs and all streams."""
        for end in list(self.on_close):
            end()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def state_of(app: Starlette) -> State:
    """The state of an app that `create_app` made."""
    return cast("State", app.state.emulator)
