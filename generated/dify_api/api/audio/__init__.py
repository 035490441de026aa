"""Operations on audio: Text into speech and speech into text."""
