"""Operations on datasets: The knowledge bases of a workspace, and searches in them."""
