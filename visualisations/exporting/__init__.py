"""Views taken away as files: the sheet around a picture, tables as pictures, spreadsheets, and files that open offline."""
