"""Who answered: totals of every council, and no group that may not be shown."""

from __future__ import annotations

from poet.sections.who_answered import answered, view


def test_totals_are_the_people_used(found, three_councils) -> None:
    totals = found["who_answered"].query("level == 'everyone'")
    for survey in three_councils.surveys:
        mine = totals[totals["audience"].eq(survey.audience)]
        people = survey.by_person["authority"].value_counts().to_dict()
        people["all"] = len(survey.by_person)
        assert dict(zip(mine["authority"], mine["people"], strict=True)) == people
        assert mine["base"].eq(mine["people"]).all()
    assert totals[["share", "low", "high"]].isna().all(axis=None)
    assert totals["people"].sum() == 2 * three_councils.people_used


def test_an_authority_without_answers_has_a_total_of_nought(small_study) -> None:
    from poet.sections.who_answered import find

    frame = find(small_study({"council": ["north"] * 3, "life": ["better"] * 3}))
    totals = frame[frame["level"].eq("everyone")].set_index("authority")["people"]
    assert totals.to_dict() == {"north": 3, "south": 0}


def test_the_number_is_told_as_coarsely_as_it_was_released(reports) -> None:
    report = reports[0]
    for survey in report.surveys:
        frame = report.released["who_answered"]
        row = frame[frame["audience"].eq(survey.audience) & frame["level"].eq("everyone")]
        people = int(row["people"].item())
        assert people % 5 == 0
        assert answered(report, survey.audience) == f"about {people} people"
        assert answered(report, survey.audience, "carers") == f"about {people} carers"


def test_tables_hold_shown_groups_only(reports) -> None:
    report = reports[0]
    frame = report.released["who_answered"]
    for block, survey in zip(view(report)["blocks"], report.surveys, strict=True):
        mine = frame[frame["audience"].eq(survey.audience) & frame["level"].eq("answer")]
        shown = mine[mine["share"].notna()]
        labels = [row["label"] for table in block["tables"] for row in table["rows"]]
        assert set(labels) <= set(shown["label"])
        assert block["some_hidden"] == bool(
            mine.loc[mine["question"].isin(_adjusted(survey)), "hidden"].ne("").any()
        )


def _adjusted(survey) -> list[str]:
    return [q.key for q in survey.questionnaire.with_role("background") if q.adjust]
