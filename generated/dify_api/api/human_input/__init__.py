"""Operations on human_input: The forms that runs put before a person."""
