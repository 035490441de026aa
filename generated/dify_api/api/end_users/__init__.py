"""Operations on end_users: Who the app's end users are."""
