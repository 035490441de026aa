"""Operations on console_apps: The apps of a workspace, their keys, conversations and DSL."""
