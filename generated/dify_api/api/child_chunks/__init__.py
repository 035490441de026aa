"""Operations on child_chunks: The child chunks (smaller pieces) by which a segment of a hierarchical
document is found.
"""
