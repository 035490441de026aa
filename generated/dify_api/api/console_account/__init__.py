"""Operations on console_account: The account that is signed in and its workspaces."""
