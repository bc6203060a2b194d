"""What each platform can show, and how what people send there is read. No channel knows another."""
