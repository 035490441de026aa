# Made from dify_ext/_async/resources/workflows.py by scripts/regenerate: change that one.
"""``client.workflows``: what is made from the spec, and many rows at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from dify_ext._sync.resources._resource import Rows
from dify_ext._sync.resources.made.workflows import WorkflowsBase

if TYPE_CHECKING:
    from dify_ext.batch import BatchOptions, BatchReport


class Workflows(WorkflowsBase):
    """Run a workflow app, stop a run, look at runs and take up their streams again."""

    def run_many(
        self,
        rows: Rows,
        **options: Unpack[BatchOptions],
    ) -> BatchReport:
        """Run the workflow once for each row of a table.

        With a journal nothing runs twice and nothing is lost, whenever the program is killed: call
        it again with the same rows and journal. A row that is done never runs again; one that was
        begun is looked up, by its run, else by its own end user. A row with other values is a new
        row. Too many requests are waited out.

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
            rows = [{"text": "Paris"}, {"text": "Rome"}]
            report = dify.workflows.run_many(rows, journal="runs.db")
            report.to_csv("results.csv")

        POST /v1/workflows/run, for each row
        """
        from dify_ext._sync.batch import Batch

        return Batch(self._session, "workflow", rows, options).run()
