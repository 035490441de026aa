"""Operations on app: The app's name, mode and settings, and the feedback of its users."""
