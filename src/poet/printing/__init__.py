"""From released findings to paper: views to HTML to PDF. Alone knows Jinja, WeasyPrint, pikepdf."""

from poet.printing.build import Printed, print_reports

__all__ = ["Printed", "print_reports"]
