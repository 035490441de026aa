"""Operations on console_datasets: The keys for knowledge bases, and the indexing state of documents."""
