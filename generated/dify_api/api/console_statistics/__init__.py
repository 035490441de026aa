"""Operations on console_statistics: How an app was used, day by day."""
