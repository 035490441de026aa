"""Operations on documents: The documents of a knowledge base, by text or by file, and how far their
indexing is.
"""
