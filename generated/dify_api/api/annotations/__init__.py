"""Operations on annotations: The annotations (prepared answers) of an app, and the job that switches
them on or off.
"""
