"""What all commands share: common options, examples in their help, and how errors end them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from dify_ext.cli.exit_codes import ExitCode
from dify_ext.cli.failures import reported
from dify_ext.cli.invocation import Invocation

F = TypeVar("F", bound=Callable[..., Any])


def _store(ctx: typer.Context, param: Any, value: Any) -> Any:
    if value:
        setattr(Invocation.of(ctx), param.name, value)
    return value


def _common_options() -> list[TyperOption]:
    """The options of every command; they may stand before its name, too."""
    return [
        TyperOption(
            param_decls=["--json"],
            is_flag=True,
            default=False,
            expose_value=False,
            callback=_store,
            help="Print JSON.",
        ),
        TyperOption(
            param_decls=["--profile"],
            metavar="NAME",
            type=str,
            expose_value=False,
            callback=_store,
            help="A profile of `dify-ext login`, instead of the environment.",
        ),
        TyperOption(
            param_decls=["--timeout"],
            metavar="SECONDS",
            type=float,
            expose_value=False,
            callback=_store,
            help="The most seconds that a call, or a run, may take.",
        ),
        TyperOption(
            param_decls=["--debug"],
            is_flag=True,
            default=False,
            expose_value=False,
            callback=_store,
            help="Show requests, without secrets, and tracebacks.",
        ),
    ]


class Command(TyperCommand):
    """A command with the common options, whose errors are one line."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.params += _common_options()

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        with reported(ctx):
            return super().invoke(ctx)


class Group(TyperGroup):
    """A group of commands, with the common options."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.params += _common_options()


def group(help: str, **settings: Any) -> typer.Typer:
    """A new group of commands; its help is plain, for rich would take a third of a second."""
    return typer.Typer(
        cls=Group,
        help=help,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
        **settings,
    )


def command(app: typer.Typer, name: str, *examples: str, **settings: Any) -> Callable[[F], F]:
    """Add a function to a group, with examples at the end of its help.

    Args:
        app: The group.
        name: The name of the command.
        *examples: Lines for a shell.
        **settings: Other settings of typer's ``command``.
    """
    epilog = block("Examples:", examples) if examples else None
    context = {"help_option_names": ["--help", "-h"], "max_content_width": 100}
    return app.command(name, cls=Command, epilog=epilog, context_settings=context, **settings)


def block(title: str, lines: tuple[str, ...] | list[str]) -> str:
    """Lines of a help text that are not wrapped."""
    return "\n".join(["\b", title, *(f"  {line}" for line in lines)])


def exit_codes() -> str:
    """The exit codes, for the help."""
    return block("Exit codes:", [f"{code:>3}  {code.meaning}" for code in ExitCode])
