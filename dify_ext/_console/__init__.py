"""The sign-in to the console, without network I/O.

The exchange of requests and answers that gives tokens, on every release of Dify; the table that token stores keep them
in, and how the tokens look in a file or in Redis.
"""
