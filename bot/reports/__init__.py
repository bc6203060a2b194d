"""What people are given to look at after the questions: so far the page of a team."""
