"""Operations on files: Upload files for messages and runs, and download them."""
