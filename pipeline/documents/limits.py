"""How much of one raw file is read, all in one place. Sizes are in bytes, unpacked; what goes beyond is a row of quarantine.

`docs/OPERATIONS.md` tells the user what each bound means.
"""

from __future__ import annotations

MIB = 1024**2

MAX_DOCUMENT_BYTES = 64 * MIB  # of one article: a thousand-page book has 3 MB
MAX_FILE_BYTES = 256 * MIB  # of a text file with many articles; JSON lines have no bound
MAX_PAGE_BYTES = 32 * MIB  # of a web page, whose tree takes many times its size
MAX_PAGE_DEPTH = 2000  # elements left open inside each other: the extractor's time grows with the square
MAX_PDF_BYTES = 128 * MIB
MAX_PDF_PAGES = 5000
MAX_MAIL_BYTES = 64 * MIB
MAX_XML_BYTES = 128 * MIB  # of the text part of a .docx
MAX_FEED_BYTES = 16 * MIB
MAX_XML_DEPTH = 500
MAX_MAIL_DEPTH = 20  # parts inside parts of one mail

MAX_DEPTH = 4  # containers inside containers: an article in a .pdf on a mail in a .zip in a .tar.gz has three around it
MAX_MEMBERS = 100_000  # of one archive
MAX_NESTED_BYTES = 128 * MIB  # of an archive or other container inside an archive, which is held in memory
MAX_RATIO = 250  # unpacked bytes for each byte on disk: news packs to a tenth, the densest logs to a fiftieth
FREE_BYTES = 32 * MIB  # so much may be unpacked whatever the ratio
MAX_UNPACKED_BYTES = 32 * 1024 * MIB  # of one file, with all that is nested in it

MAX_SECONDS = 20  # of processor time for one file, and
MAX_SECONDS_PER_MIB = 4  # so much more for each MiB of it
MAX_MEMORY_BYTES = 640 * MIB  # of the process that reads pages, mails, archives and the like
