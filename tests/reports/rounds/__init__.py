"""What is shown of rounds."""
