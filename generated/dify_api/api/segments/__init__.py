"""Operations on segments: The segments (pieces of text) that a document of a knowledge base is split
into.
"""
