"""A method that makes an operation's call for each row of a table: ``run_many``, ``send_many``."""

from __future__ import annotations

import textwrap

from .hints import Method
from .words import docstring

# Each paragraph is wrapped anew.
_DOC = """\
{summary}

If the program is interrupted or killed, call it again with the same rows and the same journal: \
no row runs twice, and none is lost. A row that is done never runs again; one that was started is \
looked up on the server, by its run or by its own end user. A row whose values have changed is a \
new row. If there are too many requests, the batch waits.
{doc}
Args:
    rows: An iterable of mappings of input names to values (read completely before the first run), \
or the path of a CSV, JSONL or Parquet file (Parquet needs pyarrow). A file in a row is a \
``Path``, bytes, an open binary file or ``(name, content)``; each content is uploaded once.
{query}\
    **options: Options of the batch: see :class:`BatchOptions`.

Returns:
    The report, with the result of each row. Rows that failed do not raise.

Raises:
    ConfigurationError: A row cannot be read, or the journal belongs to another batch.
    AuthenticationError: The key is wrong. Every error that all rows would get ends the batch.
    TransportError: The server could not be reached for a minute.

Example:
{example}

{http} {path}, for each row"""
_QUERY = "    query: The column of the question (it is then not an input), or a function of the row.\n"
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
