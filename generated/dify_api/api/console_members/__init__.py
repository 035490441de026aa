"""Operations on console_members: The members of a workspace."""
