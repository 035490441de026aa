"""Operations on chat: Ask a chat, agent or chatflow app, and stop an answer while it is written."""
