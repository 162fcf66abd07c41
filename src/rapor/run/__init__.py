"""Running the stages: by command, by notebook, and for a whole project."""
