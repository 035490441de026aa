"""Operations on files: Upload files to mention in a message and fetch them again."""
