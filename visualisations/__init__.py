"""Pictures and pages: style as data, layouts, networks, and the templates that show them."""
