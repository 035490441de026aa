"""Operations on metadata: The metadata fields of a knowledge base and the values its documents have
for them.
"""
