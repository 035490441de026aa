"""Operations on console_datasets: The keys of a workspace's knowledge bases and how far their
documents are.
"""
