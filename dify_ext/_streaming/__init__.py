"""What a streamed run is, without I/O.

Bytes become server-sent events, these become typed events, and accumulators add the events up to an answer. The run
protocol decides what to do when a connection breaks, a run waits for a human, or a stream ends too early.
"""
