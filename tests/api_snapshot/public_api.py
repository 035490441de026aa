"""Writes down what ``dify_ext`` offers, so that no change of it goes unseen.

``python tests/api_snapshot/public_api.py --check`` compares with public_api.txt beside this file, ``--write``
writes it; ``scripts/check`` and ``scripts/check --fix`` do the same. What is read is the source, not the
running objects: the text is the same under every version of Python.
"""

from __future__ import annotations

import ast
import difflib
import importlib
import inspect
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

SNAPSHOT = Path(__file__).with_name("public_api.txt")
MODULES = ("dify_ext", "dify_ext.errors", "dify_ext.events")
PACKAGE = "dify_ext"

HEADER = """\
# What dify_ext offers: written by `scripts/check --fix`, compared by `scripts/check` and the tests.
# A line that goes or changes breaks somebody's program: say so in CHANGELOG.md.
"""

# Special methods that users rely on without naming them.
SPECIAL = {
    *("__init__", "__call__", "__len__", "__getitem__", "__iter__", "__next__", "__enter__", "__exit__"),
    *("__aiter__", "__anext__", "__aenter__", "__aexit__", "__await__"),
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Source:
    """A module's syntax tree, and where the names in it come from."""

    def __init__(self, module: ModuleType) -> None:
        self.module = module
        self.tree = ast.parse(inspect.getsource(module))
        self.imports: dict[str, str] = {}
        package = module.__name__ if hasattr(module, "__path__") else module.__name__.rpartition(".")[0]
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom):
                parents = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
                home = ".".join([*parents, *([node.module] if node.module else [])])
                self.imports.update(
                    {alias.asname or alias.name: f"{home}.{alias.name}" for alias in node.names}
                )

    def definition(self, name: str) -> ast.ClassDef | Function | None:
        """The class or function of that name."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ClassDef | Function) and node.name == name:
                return node
        return None

    def home(self, name: str) -> str:
        """The full name of what a name in this module stands for."""
        return self.imports.get(name, f"{self.module.__name__}.{name}")


@cache
def source(module: str) -> Source:
    """The source of a module."""
    return Source(importlib.import_module(module))


def names_in(node: ast.AST | None) -> Iterator[str]:
    """The names an annotation is made of; one that is quoted is read, too."""
    if node is None:
        return
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            yield part.id
        elif isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


class Listing:
    """Collects the lines. A class that only an attribute or a result leads to is listed as well: resources
    are.
    """

    def __init__(self, modules: Iterable[str]) -> None:
        self.public: dict[str, object] = {}
        for name in modules:
            module = importlib.import_module(name)
            self.public.update({public: getattr(module, public) for public in module.__all__})
        self.public.pop("__version__", None)
        self.reached: dict[str, type] = {}

    def lines(self) -> list[str]:
        """All of it, a block for each name."""
        blocks = {name: self.block(name, value) for name, value in self.public.items()}
        listed: set[str] = set()
        while todo := set(self.reached) - listed:
            for name in sorted(todo):
                blocks[name] = self.block(name, self.reached[name])
                listed.add(name)
        return [line for name in sorted(blocks) for line in [*blocks[name], ""]]

    def block(self, name: str, value: object) -> list[str]:
        """The lines of one name."""
        if inspect.isclass(value):
            return self.class_block(name, value)
        if inspect.isfunction(value):
            node = source(value.__module__).definition(value.__name__)
            return [self.signature(source(value.__module__), node)] if isinstance(node, Function) else [name]
        return [f"{name} = {value}"]

    def class_block(self, name: str, kind: type) -> list[str]:
        """A class, its bases, and its public members with those of bases that nobody can name."""
        found = source(kind.__module__)
        node = found.definition(kind.__name__)
        assert isinstance(node, ast.ClassDef), f"no source of {name}"
        bases = ", ".join(ast.unparse(base) for base in node.bases)
        fields: dict[str, str] = {}
        methods: dict[str, list[str]] = {}
        for ancestor in reversed(kind.__mro__):
            is_ours = ancestor.__module__.startswith((f"{PACKAGE}.", "dify_api."))
            hidden = is_ours and ancestor.__name__ not in self.public
            if ancestor is kind or hidden:
                self.collect(ancestor, fields, methods)
        members = [*fields.values(), *(line for key in sorted(methods) for line in methods[key])]
        return [f"class {name}({bases})" if bases else f"class {name}", *(f"    {line}" for line in members)]

    def collect(self, kind: type, fields: dict[str, str], methods: dict[str, list[str]]) -> None:
        """Add the members that one class defines itself."""
        found = source(kind.__module__)
        node = found.definition(kind.__name__)
        assert isinstance(node, ast.ClassDef)
        own: dict[str, list[str]] = {}
        for item in node.body:
            if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
                if not item.target.id.startswith("_"):
                    self.follow(found, item.annotation)
                    fields[item.target.id] = ast.unparse(item)
            elif isinstance(item, Function) and (not item.name.startswith("_") or item.name in SPECIAL):
                if item.name == "__init__":
                    fields.update(self.set_by(item))
                    if not self.is_for_users(found, item):
                        continue
                own.setdefault(item.name, []).append(self.signature(found, item))
        methods.update(own)

    def set_by(self, init: Function) -> dict[str, str]:
        """The public attributes that a constructor sets."""
        fields: dict[str, str] = {}
        for node in ast.walk(init):
            if isinstance(node, ast.Assign | ast.AnnAssign):
                hint = f": {ast.unparse(node.annotation)}" if isinstance(node, ast.AnnAssign) else ""
                for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                    name = ast.unparse(target)
                    if name.startswith("self.") and not name.startswith("self._"):
                        fields[name] = f"{name.removeprefix('self.')}{hint}"
        return fields

    def is_for_users(self, found: Source, init: Function) -> bool:
        """Whether a user can call the constructor: it takes nothing that only this package can make."""
        arguments = [*init.args.posonlyargs, *init.args.args, *init.args.kwonlyargs]
        return all(self.hidden(found, name) is None for a in arguments for name in names_in(a.annotation))

    def hidden(self, found: Source, name: str) -> type | None:
        """The class of this package that a name in a module stands for, where it has no public name."""
        module, _, attribute = found.home(name).rpartition(".")
        if not module.startswith(f"{PACKAGE}.") or attribute in self.public:
            return None
        kind = getattr(importlib.import_module(module), attribute, None)
        return kind if inspect.isclass(kind) else None

    def signature(self, found: Source, node: Function) -> str:
        """A function as its first line says it; a property as an attribute."""
        decorators = [ast.unparse(decorator) for decorator in node.decorator_list]
        result = f" -> {ast.unparse(node.returns)}" if node.returns else ""
        self.follow(found, node.returns)
        if any(decorator.rpartition(".")[2] in ("property", "cached_property") for decorator in decorators):
            return f"{node.name}: {result.removeprefix(' -> ')}  (property)"
        for default in [*node.args.defaults, *(default for default in node.args.kw_defaults if default)]:
            # A constant's value is what users get, whatever it is called.
            if (
                isinstance(default, ast.Name)
                and (value := getattr(found.module, default.id, None)) is not None
            ):
                default.id = repr(value)
        kinds = "".join(
            f"{name} " for name in ("classmethod", "staticmethod", "overload") if name in decorators
        )
        flavour = "async " if isinstance(node, ast.AsyncFunctionDef) else ""
        return f"{kinds}{flavour}def {node.name}({ast.unparse(node.args)}){result}"

    def follow(self, found: Source, annotation: ast.AST | None) -> None:
        """List the class of an attribute or a result where it is this package's and has no public name."""
        for name in names_in(annotation):
            if (kind := self.hidden(found, name)) is not None:
                self.reached[kind.__name__] = kind


def current() -> str:
    """What the package offers now."""
    return "\n".join([HEADER, *Listing(MODULES).lines()])


def check() -> list[str]:
    """The lines in which the snapshot and the package differ: none where they agree."""
    kept = SNAPSHOT.read_text("utf-8") if SNAPSHOT.exists() else ""
    return list(
        difflib.unified_diff(
            kept.splitlines(), current().splitlines(), "the snapshot", "the package now", lineterm=""
        )
    )


def write() -> list[str]:
    """Write the snapshot."""
    SNAPSHOT.write_text(current(), "utf-8")
    return []


def main(arguments: list[str]) -> int:
    """The command: 0 where all is as it was, 1 where not, 2 for a wrong call."""
    actions: dict[str, Callable[[], list[str]]] = {"--check": check, "--write": write}
    if len(arguments) != 1 or arguments[0] not in actions:
        print(__doc__)
        return 0 if arguments in (["--help"], ["-h"]) else 2
    difference = actions[arguments[0]]()
    if difference:
        print("\n".join(difference))
        print("If this is meant: scripts/check --fix writes it down; and a line in CHANGELOG.md.")
    return 1 if difference else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
