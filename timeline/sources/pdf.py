"""A PDF with a text layer as a source. A scan has none, and no PDF says when it was published."""

from __future__ import annotations

import io
import logging

from timeline.model.problems import Problem, ProblemError
from timeline.sources.found import Stated, Text, one_line
from timeline.sources.records import Records

MOST_PAGES = 2000
_AS_TEXT = "save its text as a .txt file in UTF-8 and read that"


def read_pdf(data: bytes, where: str) -> Records:
    """The text of all pages, in order, and the title that the document states.

    Its day of making is told but is no publication date. Raises ProblemError where it is broken,
    locked, too long or a scan.
    """
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it mends what it can, and tells each mending
    try:
        document = pypdf.PdfReader(io.BytesIO(data))
        if document.is_encrypted and not document.decrypt(""):
            raise ProblemError(Problem("is locked with a password", where, _AS_TEXT))
        if len(document.pages) > MOST_PAGES:
            raise ProblemError(Problem(f"has {len(document.pages)} pages; {MOST_PAGES} at most", where, "split it"))
        pages = [page.extract_text().strip() for page in document.pages]
        said = document.metadata
        title, made = (said.title, said.creation_date) if said else (None, None)
    except pypdf.errors.DependencyError:
        raise ProblemError(Problem("is locked in a way that is not supported", where, _AS_TEXT)) from None
    except pypdf.errors.PyPdfError as error:
        reason = one_line(str(error)) or type(error).__name__
        raise ProblemError(Problem(f"is a broken PDF: {reason[:150].rstrip('.')}", where, _AS_TEXT)) from None
    if not any(pages):
        raise ProblemError(Problem("has no text in its pages, only pictures of it", where, _AS_TEXT))
    found = Records()
    blank = [str(number) for number, page in enumerate(pages, 1) if not page]
    if blank:
        told = f"page{'s' if len(blank) > 1 else ''} {', '.join(blank[:10])}{' ...' if len(blank) > 10 else ''}"
        found.notes.append(Problem(f"{told}: no text there", where))
    no_date = "says no publication date" + (f", only that the file was made on {made.date()}" if made else "")
    text = "\n\n".join(filter(None, pages))
    found.texts.append(Text(where, text, Stated(title=one_line(str(title or ""))), no_date))
    return found
