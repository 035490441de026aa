"""Operations on segments: The pieces that a document of a knowledge base is cut into."""
