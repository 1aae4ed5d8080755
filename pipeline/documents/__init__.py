"""Raw files → documents and quarantine: list, read, decode, split, date, tell the language, mark copies.

files = list_files(root)
for documents, quarantine in stage_batches(files): ...
copies = find_copies(sketch(documents), known_sketches)
"""
