"""Networks: what a picture shows, where it stands, and the files it leaves as."""
