"""Grade sheets of a session, their signatures, and the students' results."""
