"""Operations on child_chunks: The pieces that find a segment of a hierarchical document."""
