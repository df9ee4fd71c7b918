"""HTML to a tagged PDF/UA-1, the same bytes for the same input, without file or network access."""

from __future__ import annotations

import logging

from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.printing.finish import finish

VARIANT = "pdf/ua-1"


def pdf(html: str) -> bytes:
    """The document as PDF/UA-1. Raises PoetError when the printer reports an error."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    from poet.printing.fonts import only_fonts

    complaints = _Complaints()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(complaints)
    try:
        page = weasyprint.HTML(string=html, url_fetcher=only_fonts())
        document = page.render(font_config=FontConfiguration())
        raw = document.write_pdf(pdf_variant=VARIANT, pdf_identifier=b"poet")
    finally:
        logger.removeHandler(complaints)
    if complaints.errors:
        raise PoetError(
            "the printer",
            complaints.errors[0],
            cure="A template asks for something that cannot be printed",
            exit_code=CANNOT_READ_OR_WRITE,
        )
    return finish(raw)


class _Complaints(logging.Handler):
    """Keeps what WeasyPrint logs as an error: a page that it could not make as asked."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.errors: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message."""
        self.errors.append(record.getMessage())
