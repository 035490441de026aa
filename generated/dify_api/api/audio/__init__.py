"""Operations on audio: Turn text into speech, and speech into text."""
