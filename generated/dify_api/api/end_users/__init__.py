"""Operations on end_users: The end users of the app."""
