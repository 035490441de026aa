"""Operations on chat: Ask a chat, agent or chatflow app and stop an answer that is under way."""
