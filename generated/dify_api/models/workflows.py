from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from ..types import (
    Model,
    as_object,
    either,
    optional,
    optional_list,
    required,
    required_list,
)
from .file_mention import FileMention
from .workflow_completion_data import WorkflowCompletionData

if TYPE_CHECKING:
    from .enums import ResponseMode, WorkflowStatus


@define(kw_only=True, repr=False, eq=False)
class RunAccount(Model):
    """The console account that started a run.

    Attributes:
        id: The account's id.
        name: The account's name.
        email: The account's e-mail address.
    """

    id: str | None = None
    name: str | None = None
    email: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = d.pop("id", None)
        self.name = d.pop("name", None)
        self.email = d.pop("email", None)


@define(kw_only=True, repr=False, eq=False)
class RunEndUser(Model):
    """The end user for whom a run was started, as the log knows them.

    Attributes:
        id: The server's id of the end user.
        type: By which way the end user came, such as `service-api`.
        is_anonymous: Whether the server does not know who it is.
        session_id: The id of the end user that the calling program chose.
    """

    id: str | None = None
    type: str | None = None
    is_anonymous: bool | None = None
    session_id: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = d.pop("id", None)
        self.type = d.pop("type", None)
        self.is_anonymous = d.pop("is_anonymous", None)
        self.session_id = d.pop("session_id", None)


@define(kw_only=True, repr=False, eq=False)
class WorkflowCompletion(Model):
    """A run in one piece.

    Attributes:
        task_id: The task of the run; what `stop` wants.
        workflow_run_id: The run's id.
        data: How the run ended, or how far it has come.
    """

    task_id: str | None = None
    workflow_run_id: str | None = None
    data: WorkflowCompletionData | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.task_id = d.pop("task_id", None)
        self.workflow_run_id = d.pop("workflow_run_id", None)
        self.data = optional(d, "data", WorkflowCompletionData.from_dict)


@define(kw_only=True, repr=False, eq=False)
class WorkflowLog(Model):
    """One run in the log of a workflow app.

    Attributes:
        id: The entry's id, not the run's.
        workflow_run: The run.
        details: What else the server knows of the run. (Dify since 1.11.4)
        created_from: By which way the run was started, such as `service-api`.
        created_by_role: What started it, `end_user` or `account`.
        created_by_account: The console account that started it; null where it was an end user.
        created_by_end_user: The end user for whom it was started; null where it was an account.
        created_at: When it was logged, in seconds since 1970.
    """

    id: str
    workflow_run: WorkflowRunSummary | None = None
    details: dict[str, Any] | None = None
    created_from: str | None = None
    created_by_role: str | None = None
    created_by_account: RunAccount | None = None
    created_by_end_user: RunEndUser | None = None
    created_at: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = required(d, "id")
        self.workflow_run = optional(d, "workflow_run", WorkflowRunSummary.from_dict)
        self.details = optional(d, "details", as_object)
        self.created_from = d.pop("created_from", None)
        self.created_by_role = d.pop("created_by_role", None)
        self.created_by_account = optional(d, "created_by_account", RunAccount.from_dict)
        self.created_by_end_user = optional(d, "created_by_end_user", RunEndUser.from_dict)
        self.created_at = d.pop("created_at", None)


@define(kw_only=True, repr=False, eq=False)
class WorkflowLogPage(Model):
    """One page of the log of a workflow app.

    Attributes:
        data: The entries, newest first.
        page: Number of the page, from 1.
        limit: How many entries a page may hold.
        total: How many entries there are on all pages.
        has_more: Whether there is a page after it.
    """

    data: list[WorkflowLog]
    page: int | None = None
    limit: int | None = None
    total: int | None = None
    has_more: bool | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required_list(d, "data", WorkflowLog.from_dict)
        self.page = d.pop("page", None)
        self.limit = d.pop("limit", None)
        self.total = d.pop("total", None)
        self.has_more = d.pop("has_more", None)


@define(kw_only=True, repr=False, eq=False)
class WorkflowRun(Model):
    """A run as it stands. All of it is null if a server up to 1.12.1 knows no such run.

    Attributes:
        id: The run's id.
        workflow_id: The version of the workflow that runs.
        status: How the run stands.
        inputs: The run's inputs by their names, those of the system starting with `sys.`: a JSON
            object in a string.
        outputs: What the run gives, by the names its end node has for it; `{}` until it has ended.
            1.8.1 gives a JSON object in a string.
        error: Why the run failed or was stopped; null where it was not.
        total_steps: How many nodes ran so far.
        total_tokens: Tokens of all its models so far.
        created_at: When the run began, in seconds since 1970.
        finished_at: When the run ended, in seconds since 1970; null until then.
        elapsed_time: Seconds it took; 0 until it has ended.
    """

    id: str | None = None
    workflow_id: str | None = None
    status: WorkflowStatus | None = None
    inputs: str | None = None
    outputs: dict[str, Any] | str | None = None
    error: str | None = None
    total_steps: int | None = None
    total_tokens: int | None = None
    created_at: int | None = None
    finished_at: int | None = None
    elapsed_time: float | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = d.pop("id", None)
        self.workflow_id = d.pop("workflow_id", None)
        self.status = d.pop("status", None)
        self.inputs = d.pop("inputs", None)
        self.outputs = optional(d, "outputs", either(object=as_object))
        self.error = d.pop("error", None)
        self.total_steps = d.pop("total_steps", None)
        self.total_tokens = d.pop("total_tokens", None)
        self.created_at = d.pop("created_at", None)
        self.finished_at = d.pop("finished_at", None)
        self.elapsed_time = d.pop("elapsed_time", None)


@define(kw_only=True, repr=False, eq=False)
class WorkflowRunRequest(Model):
    """What a workflow is to run with.

    Attributes:
        inputs: Values of the workflow's input variables by their names; a file is a `FileMention`.
            `{}` if there are none.
        user: The end user: an id that your program chooses, up to 255 characters.
        response_mode: How the answer comes. Default: `blocking`.
        files: Files of the run as a whole, `sys.files`; those of a file variable belong in
            `inputs`.
        trace_id: The trace id of your program, which the server passes on to its own tracing; 1 to
            128 letters, digits, `-` and `_`. Header `X-Trace-Id` and query parameter `trace_id` do
            the same and go before it.
    """

    inputs: dict[str, Any]
    user: str
    response_mode: ResponseMode | None = None
    files: list[FileMention] | None = None
    trace_id: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.inputs = required(d, "inputs", as_object)
        self.user = required(d, "user")
        self.response_mode = d.pop("response_mode", None)
        self.files = optional_list(d, "files", FileMention.from_dict)
        self.trace_id = d.pop("trace_id", None)


@define(kw_only=True, repr=False, eq=False)
class WorkflowRunSummary(Model):
    """A run without its inputs and outputs.

    Attributes:
        id: The run's id.
        version: The version of the workflow: when it was published.
        status: How the run stands.
        triggered_from: What it was started by, such as `app-run`. (Dify since 1.11.4)
        error: Why the run failed; null where it did not.
        elapsed_time: Seconds it took.
        total_tokens: Tokens of all its models.
        total_steps: How many nodes ran.
        created_at: When the run began, in seconds since 1970.
        finished_at: When the run ended, in seconds since 1970; null until then.
        exceptions_count: How many nodes failed, those that were tried again included.
    """

    id: str | None = None
    version: str | None = None
    status: WorkflowStatus | None = None
    triggered_from: str | None = None
    error: str | None = None
    elapsed_time: float | None = None
    total_tokens: int | None = None
    total_steps: int | None = None
    created_at: int | None = None
    finished_at: int | None = None
    exceptions_count: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = d.pop("id", None)
        self.version = d.pop("version", None)
        self.status = d.pop("status", None)
        self.triggered_from = d.pop("triggered_from", None)
        self.error = d.pop("error", None)
        self.elapsed_time = d.pop("elapsed_time", None)
        self.total_tokens = d.pop("total_tokens", None)
        self.total_steps = d.pop("total_steps", None)
        self.created_at = d.pop("created_at", None)
        self.finished_at = d.pop("finished_at", None)
        self.exceptions_count = d.pop("exceptions_count", None)
