"""What happens by itself because time goes by: reminders, invitations to repeat, the end of what was left."""
