"""Operations on datasets: The knowledge bases of a workspace and searching them."""
