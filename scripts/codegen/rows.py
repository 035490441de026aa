"""A method that makes an operation's call for each row of a table: ``run_many``, ``send_many``."""

from __future__ import annotations

import textwrap

from .hints import Method
from .words import docstring

# Each paragraph is wrapped anew.
_DOC = """\
{summary}

With a journal nothing runs twice and nothing is lost, whenever the program is killed: call it \
again with the same rows and journal. A row that is done never runs again; one that was begun is \
looked up, by its run, else by its own end user. A row with other values is a new row. Too many \
requests are waited out.
{doc}
Args:
    rows: Mappings of names to values (any iterable; all of it is read first), or the path of a \
file in CSV, JSONL or Parquet (needs pyarrow). Files to upload are a ``Path``, bytes, an open \
binary file or ``(name, content)``; each is uploaded once.
{query}\
    **options: See :class:`BatchOptions`.

Returns:
    The report, with the result of each row. Rows that failed do not raise.

Raises:
    ConfigurationError: A row cannot be read, or the journal is of another batch.
    AuthenticationError: The key is wrong. This and what else every row would get ends the batch.
    TransportError: The server cannot be reached for a minute.

Example:
{example}

{http} {path}, for each row"""
_QUERY = "    query: The column of the question, which is no input then; or a function of the row.\n"
_METHOD = """\
    async def {name}(self, rows: Rows, {query}**options: Unpack[BatchOptions]) -> BatchReport:
        {doc}
        from dify_ext._async.batch import AsyncBatch

        return await AsyncBatch({arguments}).run()
"""


def rows_method(method: Method) -> str:
    """The method; for a chat each row has a question, too."""
    hints, is_chat = method.hints, method.hints["events"] == "chat"
    example = textwrap.indent(hints["example"].strip(), "    ").replace(" ", "\0")  # code is not wrapped
    text = _DOC.format(
        summary=hints["summary"],
        doc=f"\n{hints['doc']}\n" if "doc" in hints else "",
        query=_QUERY if is_chat else "",
        example=example,
        http=method.http.upper(),
        path=method.path,
    )
    arguments = ["self._session", f'"{hints["events"]}"', "rows", "options"]
    return _METHOD.format(
        name=method.name,
        query='*, query: ByRow = "query", ' if is_chat else "",
        doc=docstring(text, 8).replace("\0", " "),
        arguments=", ".join([*arguments, "query"] if is_chat else arguments),
    )
