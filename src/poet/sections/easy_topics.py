"""The topics of questions in the Easy Read edition: an everyday name, and the picture beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from poet.questionnaire import Question

# The short name of a topic, as charts print it, to one in everyday words. It must go with "said:
# better" or "said: easy", whoever answered. Where none does, the Easy Read question is put instead.
NAMES: Mapping[str, str] = {
    "Dignity in support": "Being treated with respect",
    "Support when it is needed": "Getting support at the right time",
    "Being independent": "Being independent",
    "Physical health": "The health of the body",
    "Mental wellbeing": "The health of the mind",
    "Control over important things": "Being in charge of life",
    "Control over support": "Being in charge of support",
    "Feeling safe": "Feeling safe",
    "Getting on with paid supporters": "Getting on with paid supporters",
    "Where and with whom to live": "Choosing where to live, and who with",
    "Family relationships": "Getting on with family",
    "Friendships": "Friends",
    "Getting and keeping a paid job": "Getting and keeping a paid job",
    "Taking part in the community": "Joining in with the community",
    "Quality of life": "Life as a whole",
    "Arranging support": "Setting up support",
    "Self-esteem": "How people feel about themselves",
    "Everyday activities": "Doing everyday things",
    "Carer staying well": "Carers staying well",
    "Being able to carry on caring": "Being able to carry on caring",
    "Carer's own quality of life": "The carer\u2019s own life as a whole",
    "Carer's choice and control": "Carers being in charge of their own lives",
    "Carer's paid work": "Paid jobs for carers",
    "Carer's family relationships": "How carers get on with family",
    "Carer's finances": "Carers\u2019 own money",
    "Support to care": "Support for carers",
    "Benefit in the years ahead": "Life in the years ahead",
    "Information and advice": "Getting information",
    "The assessment": "Being asked what support is needed",
    "Carer's own assessment": "Being asked what the carer needs",
    "Understanding the amount": "Understanding how much money there is",
    "Control of the money": "Being in charge of the money",
    "Planning and managing support": "Planning and managing support",
    "Getting the support wanted": "Getting the support people want",
    "Changing support": "Changing support",
    "Choosing between services": "Choosing between services",
    "Giving views and complaining": "Saying what people think, or complaining",
    "Forms people can fill in": "Filling in the forms",
}
# Topic to the name of a picture in report_templates/shared/pictures.
PICTURES: Mapping[str, str] = {
    "dignity": "listen",
    "support_when_needed": "clock",
    "independence": "person",
    "physical_health": "health",
    "mental_wellbeing": "mind",
    "control_over_life": "choice",
    "control_over_support": "choice",
    "feeling_safe": "safe",
    "paid_supporters": "practitioner",
    "where_to_live": "home",
    "family_relationships": "family",
    "friendships": "friends",
    "paid_job": "work",
    "community": "community",
    "quality_of_life": "person",
    "arranging_support": "plan",
    "self_esteem": "mind",
    "everyday_activity": "home",
    "carer_staying_well": "health",
    "carry_on_caring": "carer",
    "carer_quality_of_life": "carer",
    "carer_stress": "mind",
    "carer_choice_and_control": "choice",
    "carer_paid_work": "work",
    "carer_family_relationships": "family",
    "carer_finances": "money",
    "support_to_care": "help",
    "expected_benefit": "calendar",
    "information": "read",
    "assessment": "talk",
    "carer_assessment": "talk",
    "understanding_amount": "money",
    "control_of_money": "money",
    "planning": "plan",
    "getting_support": "help",
    "changing_support": "change",
    "choosing_services": "choice",
    "views_and_complaints": "voice",
    "bureaucracy": "form",
    "time_with_people": "clock",
    "assessment_paperwork": "form",
    "amount_explained_to_people": "money",
    "amount_explained_to_staff": "money",
    "training_community": "group",
    "training_local_services": "group",
    "creative_practice": "choice",
    "trust_in_judgement": "yes",
    "funding": "money",
    "views_included": "voice",
    "knew_amount": "money",
    "deciding_spending": "choice",
    "who_helped": "help",
    "asked_about_caring": "listen",
    "age": "calendar",
    "gender": "people",
    "ethnicity": "people",
    "religion": "people",
    "sexual_orientation": "people",
    "main_need": "help",
    "how_held": "money",
    "what_it_buys": "money",
    "time_held": "calendar",
    "weekly_amount": "money",
    "previous_support": "help",
    "filled_in_by": "pencil",
    "format": "form",
    "person_cared_for": "family",
    "lives_with": "home",
    "caring_hours": "clock",
    "in_paid_work": "work",
    "job_role": "work",
    "years_in_social_care": "calendar",
    "main_group": "group",
    "about_the_budget": "talk",
    "about_the_process": "talk",
    "about_this_questionnaire": "question",
    "person_id": "form",
    "authority": "council",
}
# Part of a word to a picture, for topics of a council's own; the first that fits is taken.
OF_WORDS: Mapping[str, str] = {
    "friend": "friends",
    "famil": "family",
    "health": "health",
    "money": "money",
    "job": "work",
    "work": "work",
    "home": "home",
    "safe": "safe",
    "time": "clock",
    "form": "form",
    "inform": "read",
    "help": "help",
    "caring": "carer",
    "caregiving": "carer",
    "carer": "carer",
    "support": "help",
}
OF_A_ROLE: Mapping[str, str] = {
    "outcome": "person",
    "process": "form",
    "involvement": "voice",
    "background": "people",
    "comment": "talk",
    "admin": "form",
}
OF_AN_AUDIENCE: Mapping[str, str] = {
    "budget_holder": "person",
    "carer": "carer",
    "practitioner": "practitioner",
}


def name_of(question: Question) -> str:
    """What is asked about, to stand above an answer: a few words, or the Easy Read question."""
    return NAMES.get(question.short, question.easy_read)


def picture_of(question: Question) -> str:
    """The picture of what is asked about; one for all questions of the role where none is known."""
    known = PICTURES.get(question.topic)
    return known or _picture_of_words(question.short) or OF_A_ROLE[question.role]


def _picture_of_words(words: str) -> str:
    """The picture of the first word that is known, from its beginning; "" where none is."""
    of_each = (
        picture
        for word in words.casefold().split()
        for beginning, picture in OF_WORDS.items()
        if word.startswith(beginning)
    )
    return next(of_each, "")


def picture_of_audience(audience: str) -> str:
    """The picture of who was asked."""
    return OF_AN_AUDIENCE.get(audience, "people")
