"""What people want of team check-ins, taken in a turn: those who are asked, and those who ask."""
