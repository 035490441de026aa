"""What a folder sync is, without network I/O.

Which files are meant, what their documents are called, what is to be done with each, and the report. The client does
what is decided here.
"""
