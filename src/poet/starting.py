"""`study.toml` to begin with: every setting with a comment."""

from __future__ import annotations

from pathlib import Path

from poet import definition
from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.study import STUDY_FILE
from poet.study_rules import TO_FILL_IN
from poet.writing import prepare_folder, write_whole

TEMPLATE = """\
# A study: whose answers, from when, asked with what.
# Fill in what is in capitals. A line that begins with # is not read.

title = "{title}"

# Whose people answered: one council ...
authority = "{authority}"
# ... or several, named in a column of the files. Give the heading of that column:
# authority_column = "Council"

# Where readers can ask for other formats. Printed on the last page.
contact = "{contact}"

# The language of reports, when it is not English: cy is Welsh. See docs/languages.md.
# language = "cy"

# A table for each file of answers: CSV, Excel, OpenDocument, SPSS, Stata or Parquet.
# Questionnaires: {questionnaires}
[[responses]]
file = "BUDGET_HOLDERS.xlsx"
questionnaire = "budget_holder"
# wave = "2026"                  # which round of asking, when there are several
# sheet = "Sheet1"               # when a workbook has several sheets with answers
# heading_row = 3                # when the headings are not found by themselves
# map = "answers.map.toml"       # a column map (see: poet map), when it has another name
# ignore_columns = ["Notes"]     # columns that are no question
# not_asked = ["paid_job"]       # questions that were not put

# [[responses]]
# file = "CARERS.csv"
# questionnaire = "carer"

# Rounds of asking, the oldest first. Reports are about the last.
# [[waves]]
# id = "2026"
# name = "Spring 2026"

# Rows that may not be one person's finished answers: what becomes of them. Each is counted either
# way. These are the safe values; take the # away from [rows] and a line to change it.
# [rows]
# partial = "use"                      # did not reach the end; or "set aside"
# test = "set aside"                   # the survey tool calls it a test; or "use"
# preview = "set aside"                # the survey tool calls it a preview; or "use"
# duplicate_id = "keep first"          # the person id of another row; or "keep last", "use"
# duplicate_content = "use"            # all answers as in an earlier row; or "set aside"
# other_audience = "set aside"         # names another questionnaire; or "use"
# older_questionnaire = "set aside"    # names an older version of it; or "use"

# Small numbers: "local" hides them; "internal" shows all and marks every page "not for sharing".
[disclosure]
profile = "local"

# Comments are only printed from this file, once somebody has read them and put their name to it.
# Its columns: authority, questionnaire, question, text, released_by, released_on
# released_comments = "released_comments.csv"

# How many people there are in each group, and how many were asked: who is missing, and weights.
# docs/weights.md tells its columns.
# population = "population.csv"

# What lies beside the answers. Take the # away from both lines of what you have.
# First figures and final budgets: docs/budgets.md.
# [budgets]
# file = "budgets.csv"
# Returns by year, on work and staff: docs/activity.md.
# [activity]
# file = "activity.csv"
# The steps to a budget: docs/process-map.md.
# [process_map]
# file = "process_map.toml"
# Comments that two people coded: docs/themes.md.
# [themes]
# file = "codes.csv"

# Other councils to stand next to, and tables that somebody published: docs/comparing-councils.md.

# Your own look, on every page. Take the # away from [look] and the lines that you fill in.
# docs/look.md tells more: colours, pages and templates of your own, a look for each of several.
# [look]
# name = "NAME AS IT IS PRINTED"
# logo = "logo.svg"                    # in the folder of the study: SVG, PNG or JPEG, at most 1 MB
# logo_words = "WHAT STANDS ON THE LOGO"  # for those who do not see it
# heading_colour = "#12436D"           # must be dark enough to be read on white
# box_colour = "#4D96D5"               # the bar beside boxes
# bar_colours = ["#12436D", "#4D96D5", "#DF7320", "#6B2A00"]  # best, good, bad, worst answers
# contact = ["ADDRESS", "TELEPHONE"]   # printed in "About this report"
# extra_pages = ["our-offer.md"]       # text files in Markdown
# templates = "templates"              # a folder with sections of your own
# pictures = "pictures"                # a folder with pictures of your own for Easy Read
"""


def start_study(folder: Path) -> Path:
    """Write a commented study.toml into the folder (made if need be); returns its path.

    Raises PoetError when there is one already, or the folder cannot be written.
    """
    prepare_folder(folder, [], force=False)
    if (folder / STUDY_FILE).exists():
        raise PoetError(
            str(folder / STUDY_FILE),
            "this file is there already",
            cure="Fill it in, or choose another folder",
            exit_code=CANNOT_READ_OR_WRITE,
        )
    text = TEMPLATE.format(questionnaires=", ".join(definition.available()), **TO_FILL_IN)
    write_whole(folder / STUDY_FILE, text.encode())
    return folder / STUDY_FILE
