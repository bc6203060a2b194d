"""Those who ask in team check-ins, and those who are asked, through whole turns."""
