"""``client.chat``: what is made from the spec, and many rows at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from dify_ext._async.resources._resource import Rows
from dify_ext._async.resources.made.chat import AsyncChatBase

if TYPE_CHECKING:
    from dify_ext.batch import BatchOptions, BatchReport, ByRow


class AsyncChat(AsyncChatBase):
    """Ask a chat, agent or chatflow app and stop an answer that is under way."""

    async def send_many(
        self,
        rows: Rows,
        *,
        query: ByRow = "query",
        **options: Unpack[BatchOptions],
    ) -> BatchReport:
        """Ask once for each row of a table, each in a conversation of its own.

        With a journal nothing runs twice and nothing is lost, whenever the program is killed: call
        it again with the same rows and journal. A row that is done never runs again; one that was
        begun is looked up, by its run, else by its own end user. A row with other values is a new
        row. Too many requests are waited out.

        A plain chat has no run to ask for: after a kill, its answer is looked up in the messages of
        the row's end user.

        Args:
            rows: Mappings of names to values (any iterable; all of it is read first), or the path
                of a file in CSV, JSONL or Parquet (needs pyarrow). Files to upload are a ``Path``,
                bytes, an open binary file or ``(name, content)``; each is uploaded once.
            query: The column of the question, which is no input then; or a function of the row.
            **options: See :class:`BatchOptions`.

        Returns:
            The report, with the result of each row. Rows that failed do not raise.

        Raises:
            ConfigurationError: A row cannot be read, or the journal is of another batch.
            AuthenticationError: The key is wrong. This and what else every row would get ends the
                batch.
            TransportError: The server cannot be reached for a minute.

        Example:
            report = await dify.chat.send_many([{"query": "Where is Paris?"}], concurrency=4)
            print([row.result.answer for row in report.results()])

        POST /v1/chat-messages, for each row
        """
        from dify_ext._async.batch import AsyncBatch

        return await AsyncBatch(self._session, "chat", rows, options, query).run()
