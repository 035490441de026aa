"""The console of the emulator: accounts that sign in, and what they see and change of the apps."""
