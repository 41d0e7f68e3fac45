"""Lists of things: what filters keep of them, in order and counted."""
