"""A streamed run, without I/O.

Bytes become server-sent events, these become typed events, and accumulators add them up to an
answer. The run protocol decides what to do if a connection breaks, a run waits for a human, or a
stream ends too early.
"""
