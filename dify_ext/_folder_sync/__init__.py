"""The plan of a folder sync, without network I/O: which files, their documents' names, what to do, the report."""
