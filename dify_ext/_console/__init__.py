"""The sign-in to the console, without network I/O.

It has the exchange of requests and answers that gives tokens, on every release of Dify, and the
entries in which token stores keep them.
"""
