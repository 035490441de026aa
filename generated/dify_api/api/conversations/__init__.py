"""Operations on conversations: The conversations of an end user and the variables a chatflow keeps in
them.
"""
