"""Team check-ins, which run by themselves: when rounds open, who is asked, what is shown at the close."""
