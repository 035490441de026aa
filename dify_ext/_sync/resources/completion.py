# Made from dify_ext/_async/resources/completion.py by scripts/regenerate: change that one.
"""``client.completion``: what is made from the spec, and many rows at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from dify_ext._sync.resources._resource import Rows
from dify_ext._sync.resources.made.completion import CompletionBase

if TYPE_CHECKING:
    from dify_ext.batch import BatchOptions, BatchReport


class Completion(CompletionBase):
    """Have a completion app write a text and stop one that is under way."""

    def send_many(
        self,
        rows: Rows,
        **options: Unpack[BatchOptions],
    ) -> BatchReport:
        """Have a text written for each row of a table.

        With a journal nothing runs twice and nothing is lost, whenever the program is killed: call
        it again with the same rows and journal. A row that is done never runs again; one that was
        begun is looked up, by its run, else by its own end user. A row with other values is a new
        row. Too many requests are waited out.

        Servers do not give the answer of a completion app again: a row whose worker was killed
        while it was written is unknown.

        Args:
            rows: Mappings of names to values (any iterable; all of it is read first), or the path
                of a file in CSV, JSONL or Parquet (needs pyarrow). Files to upload are a ``Path``,
                bytes, an open binary file or ``(name, content)``; each is uploaded once.
            **options: See :class:`BatchOptions`.

        Returns:
            The report, with the result of each row. Rows that failed do not raise.

        Raises:
            ConfigurationError: A row cannot be read, or the journal is of another batch.
            AuthenticationError: The key is wrong. This and what else every row would get ends the
                batch.
            TransportError: The server cannot be reached for a minute.

        Example:
            report = dify.completion.send_many([{"query": "Paris"}, {"query": "Rome"}])
            print([row.result.answer for row in report.results()])

        POST /v1/completion-messages, for each row
        """
        from dify_ext._sync.batch import Batch

        return Batch(self._session, "completion", rows, options).run()
