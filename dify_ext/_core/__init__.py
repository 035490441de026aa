"""The parts of every call, without I/O: options, calls, retries, errors, paging, uploads."""
