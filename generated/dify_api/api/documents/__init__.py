"""Operations on documents: The documents of a knowledge base, from texts or files, and the state of
their indexing.
"""
