"""Operations on messages: The messages of a conversation, feedback on them and what to ask next."""
