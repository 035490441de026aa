"""Operations on human_input: The forms that people fill in while a run waits."""
