"""Operations on tags: The tags of knowledge bases."""
