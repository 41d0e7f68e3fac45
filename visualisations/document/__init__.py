"""The text of a document as its page shows it, and what its passages say."""
