"""From released findings to paper: views to HTML to PDF. Alone knows Jinja, WeasyPrint, pikepdf."""

from poet.printing.build import Printed, files_of_each, print_reports
from poet.printing.file_names import FORMATS

__all__ = ["FORMATS", "Printed", "files_of_each", "print_reports"]
