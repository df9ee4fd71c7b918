"""From released findings to paper: views to HTML to PDF. Alone knows Jinja, WeasyPrint, pikepdf."""

from poet.printing.asked import codes_with_answers
from poet.printing.build import print_reports
from poet.printing.file_names import FORMATS
from poet.printing.ledger import Printed

__all__ = ["FORMATS", "Printed", "codes_with_answers", "print_reports"]
