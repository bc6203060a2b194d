"""What is shown of a team's rounds: one document at each close, kept in the ledger as it was shown."""
