"""What every call is made of, without I/O.

The options of a client, a call of an operation and how its answer is read, when a request is tried again, what an error
answer says, how a list is paged, how a file is sent, and what may be logged. Nothing here opens a socket.
"""
