"""Operations on completion: Let a completion app write a text, and stop it while it is written."""
