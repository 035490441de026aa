"""Operations on completion: Have a completion app write a text and stop one that is under way."""
