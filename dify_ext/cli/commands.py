"""What all commands share: common options, examples in their help, and how errors end them."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, TypeVar, get_type_hints

import typer

from dify_ext.cli.exit_codes import ExitCode
from dify_ext.cli.failures import reported
from dify_ext.cli.invocation import Invocation

F = TypeVar("F", bound=Callable[..., Any])

_CONTEXT = {"help_option_names": ["--help", "-h"], "max_content_width": 100}


def _common(
    *,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    profile: Annotated[
        str | None,
        typer.Option(
            "--profile",
            metavar="NAME",
            help="Use this profile of `dify-ext login`, and ignore the environment.",
        ),
    ] = None,
    timeout: Annotated[
        float | None,
        typer.Option("--timeout", metavar="SECONDS", help="The time limit for a call or a run, in seconds."),
    ] = None,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show requests (without secrets) and tracebacks.")
    ] = False,
) -> None:
    """The options of every command. They may also come before the name of the command."""


def _parameters(function: Callable[..., Any]) -> list[inspect.Parameter]:
    hints = get_type_hints(function, include_extras=True)
    found = inspect.signature(function).parameters.values()
    return [parameter.replace(annotation=hints[parameter.name]) for parameter in found]


_COMMON = _parameters(_common)


def with_common_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function of a command, with the common options, whose errors are one line."""
    own = _parameters(function)

    @wraps(function)
    def run(**values: Any) -> None:
        ctx: typer.Context = values["ctx"]
        for name in (parameter.name for parameter in _COMMON):
            value = values.pop(name)
            if value is not None and value is not False:
                setattr(Invocation.of(ctx), name, value)
        with reported(ctx):
            function(**values)

    # typer makes the options of what it finds here.
    run.__signature__ = inspect.Signature([*own, *_COMMON])  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in (*own, *_COMMON)}
    del run.__wrapped__
    return run


def group(help: str, **settings: Any) -> typer.Typer:
    """A new group of commands. Its help is plain text: importing rich takes a third of a second."""
    made = typer.Typer(
        help=help,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings=_CONTEXT,
        **settings,
    )
    made.callback()(with_common_options(_before))
    return made


def _before(ctx: typer.Context) -> None:
    """Nothing is left to do here: the common options were handled."""


def command(app: typer.Typer, name: str, *examples: str, **settings: Any) -> Callable[[F], F]:
    """Add a function to a group, with examples at the end of its help.

    Args:
        app: The group.
        name: The name of the command.
        *examples: Lines for a shell.
        **settings: Other settings of typer's ``command``.
    """
    epilog = block("Examples:", examples) if examples else None

    def add(function: F) -> F:
        app.command(name, epilog=epilog, context_settings=_CONTEXT, **settings)(with_common_options(function))
        return function

    return add


def block(title: str, lines: tuple[str, ...] | list[str]) -> str:
    """Lines of a help text that are not wrapped."""
    return "\n".join(["\b", title, *(f"  {line}" for line in lines)])


def exit_codes() -> str:
    """The exit codes, for the help."""
    return block("Exit codes:", [f"{code:>3}  {code.meaning}" for code in ExitCode])
