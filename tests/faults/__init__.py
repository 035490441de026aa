"""A server that fails on purpose, over real sockets;
what the client makes of it is tested in tests/client.
"""
