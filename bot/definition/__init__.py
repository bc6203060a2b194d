"""Pure: what is asked. From the bytes of a flow file to a checked `Flow`, and what two versions differ in."""
