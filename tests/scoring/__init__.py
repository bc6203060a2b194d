"""What answers mean: one respondent, then teams."""
