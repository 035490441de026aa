"""The console of the emulator: accounts that sign in and manage the apps."""
