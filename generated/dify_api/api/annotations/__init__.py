"""Operations on annotations: Prepared answers of an app and the job that switches them on or off."""
