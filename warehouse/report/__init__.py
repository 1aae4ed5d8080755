"""The report: one HTML page made from a published warehouse, with everything in it and nothing asked of a network.

gather asks the file (sql/*.sql) · routes puts routes on the map · charts draws with Altair · markup and sections make HTML · build puts it
together. page/ holds the page's own HTML, CSS and JavaScript; basemap/ the countries.
"""
