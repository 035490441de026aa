"""Operations on console_auth: Sign in to the console, stay signed in and sign out."""
