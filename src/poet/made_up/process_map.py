"""A made-up process map: the steps from a first talk to a final budget, some of them done twice."""

from __future__ import annotations

PROCESS_MAP = "process_map.toml"

_MAP = """\
# The steps from a first talk to a final budget, in the order of the work. Every number in this file
# is made up. docs/process-map.md tells how to write a map of your own.

title = "From a first talk to a final budget"
source = "made up, to show what a map looks like"

# How many people go through these steps in a year, and how many hours a full-time worker works.
cases_a_year = 900
hours_a_year = 1500

[[stages]]
id = "indicative_budget"
name = "Indicative budget"

[[stages]]
id = "support_plan"
name = "Support plan"

[[stages]]
id = "validation"
name = "Validation"

[[stages]]
id = "final_budget"
name = "Final budget"

[[steps]]
id = "first_talk"
stage = "indicative_budget"
name = "First talk and advice"
who = "social worker"
minutes = 45
system = "case records"
topic = "information"

[[steps]]
id = "own_form"
stage = "indicative_budget"
name = "Fill in the needs form"
who = "person"
minutes = 90
forms = 1
system = "paper"
topic = "assessment"

[[steps]]
id = "needs_form"
stage = "indicative_budget"
name = "Go through the needs form"
who = "social worker"
minutes = 120
forms = 1
system = "case records"
topic = "assessment"

[[steps]]
id = "points"
stage = "indicative_budget"
name = "Work out the amount"
who = "social worker"
minutes = 40
forms = 1
system = "points system"
repeats = "needs_form"
topic = "understanding_amount"

[[steps]]
id = "plan_talk"
stage = "support_plan"
name = "Plan the support together"
who = "social worker"
minutes = 100
topic = "planning"

[[steps]]
id = "plan_read"
stage = "support_plan"
name = "Read the plan, and ask"
who = "person"
minutes = 45
topic = "planning"

[[steps]]
id = "plan_form"
stage = "support_plan"
name = "Write the plan down"
who = "social worker"
minutes = 75
forms = 2
system = "case records"
topic = "planning"

[[steps]]
id = "plan_check"
stage = "validation"
name = "Check plan and costs"
who = "team manager"
minutes = 25
sign_offs = 1
system = "case records"

[[steps]]
id = "panel"
stage = "validation"
name = "Present to the panel"
who = "social worker"
minutes = 60
share = 0.3
forms = 1
sign_offs = 2
system = "paper"
topic = "getting_support"

[[steps]]
id = "finance_check"
stage = "validation"
name = "Cost the plan again"
who = "finance officer"
minutes = 30
forms = 1
sign_offs = 1
system = "payments system"
repeats = "plan_check"

[[steps]]
id = "payments"
stage = "final_budget"
name = "Enter the plan again"
who = "finance officer"
minutes = 25
forms = 1
system = "payments system"
repeats = "plan_form"

[[steps]]
id = "agreement"
stage = "final_budget"
name = "Agree the final budget"
who = "social worker"
minutes = 30
forms = 1
sign_offs = 1
system = "case records"
topic = "control_of_money"

# What if some steps were no longer done? Each change names the steps by their ids.
[[what_if]]
name = "Without the panel"
without = ["panel"]

[[what_if]]
name = "Costs checked once"
without = ["finance_check"]

[[what_if]]
name = "Nothing done twice"
without = ["points", "finance_check", "payments"]
"""


def process_map_toml() -> bytes:
    """The file as UTF-8; the same for every made-up study."""
    return _MAP.encode()
