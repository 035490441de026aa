"""The sync of a folder, without network I/O: files, documents' names, the plan, the report."""
