"""Operations on console_statistics: The statistics of an app for each day."""
