"""Operations on app: What the app is, how it is set up and what its users thought of its answers."""
