"""What `council_meant` says, case by case."""

from __future__ import annotations

import pytest

from poet.register import council_meant

SENTENCES = {
    "Bristol": "City of Bristol (E06000023).",
    "e06 000023": "City of Bristol (E06000023).",
    "Gloucester": "Gloucester (E07000081), a district: adult social care is with Gloucestershire "
    "(E10000013).",
    "Belfast": "Belfast (N09000003), a district of Northern Ireland: adult social care is with the "
    "health and social care trusts.",
    "West Midlands": "West Midlands (E47000007), a combined authority: adult social care is with "
    "the councils in it.",
    "Greater London": "Greater London (E61000001), not a council: adult social care is with the "
    "councils in it.",
    "Bournemouth": "Bournemouth Borough Council ended in 2019 and was replaced by Bournemouth, "
    "Christchurch and Poole (E06000058).",
    "Waveney": "Waveney District Council ended in 2019 and was replaced by East Suffolk "
    "(E07000244), a district: adult social care is with Suffolk (E10000029).",
    "E10000021": "Northamptonshire County Council ended in 2021 and was split into North "
    "Northamptonshire (E06000061) and West Northamptonshire (E06000062): write the code of the "
    "one meant.",
    "Newcastle": "It could be Newcastle upon Tyne (E08000021) or Newcastle-under-Lyme "
    "(E07000195): write the code of the one meant.",
    "Sussex": "It could be East Sussex (E10000011), West Sussex (E10000032) or Mid Sussex "
    "(E07000228): write the code of the one meant.",
    "Brsitol City Council": "No authority of the register is called so. Nearest: City of Bristol "
    "(E06000023).",
    "xyz": "No authority of the register is called so.",
}
WAYS = {
    "E06000023": "code",
    "Hackney LBC": "name",
    "Ynys M\u00f4n": "other name",
    "BCP Council": "other name",
    "E08000020": "former code",
    "E06000028": "former code: merged into",
    "E10000006": "former code: split into",
    "Cumbria": "former name: split into",
    "Derry City Council": "former name: merged into",
    "Kingston": "could be several",
    "Kensington": "not known",
}
SAME = {
    "E06000052": ["Cornwall County Council", "cornwall ua"],
    "E06000010": ["Hull", "Hull City Council", "Kingston-upon-Hull", "Kingston upon Hull, City of"],
    "E06000033": ["Southend City Council", "Southend on Sea", "Southend-on-Sea Borough Council"],
    "E06000047": ["Durham", "County Durham", "Co. Durham", "Durham CC"],
    "E06000020": ["Telford & Wrekin", "Telford and the Wrekin"],
    "E08000013": ["St Helens", "St. Helens MBC", "Saint Helen\u2019s", "ST HELENS COUNCIL"],
    "E09000001": ["City of London", "Corporation of London", "City of London Corporation"],
    "E09000020": ["RBKC", "RB Kensington & Chelsea", "Kensington & Chelsea, Royal Borough of"],
    "E09000033": ["Westminster", "City of Westminster", "Westminster City Council"],
    "E06000053": ["Isles of Scilly", "Council of the Isles of Scilly"],
    "E06000022": ["Bath & North East Somerset", "B&NES", "BANES"],
    "E10000015": ["Herts", "Herts CC", "Hertfordshire County Council"],
    "E06000025": ["S Glos", "South Gloucestershire"],
    "E06000038": ["Reading", "Reading Borough Council", "READING BC"],
    "E06000014": ["York", "City of York Council"],
    "S12000013": ["Western Isles", "Na h-Eileanan Siar", "Comhairle nan Eilean Siar"],
}
# "Leicester County Council" is what some call Leicestershire, and no name of Leicester.
SEVERAL = {
    "Leicester County Council": ["E06000016", "E10000018"],
    "Nottingham County": ["E06000018", "E10000024"],
    "Derbyshire City Council": ["E06000015", "E10000007"],
    "Gloucester County Council": ["E07000081", "E10000013"],
    "Northampton County Council": ["E06000061", "E06000062"],
    "Aberdeen County Council": ["S12000033", "S12000034"],
    "Newcastle Borough Council": ["E07000195", "E08000021"],
    "Newcastle Council": ["E07000195", "E08000021"],
    "Kingston": ["E06000010", "E09000021"],
    "Cheshire": ["E06000049", "E06000050"],
    "Yorkshire": ["E06000011", "E06000065"],
}
DIFFERENT = [
    ("Leicester", "Leicestershire"),
    ("Nottingham", "Nottinghamshire"),
    ("Derby", "Derbyshire"),
    ("Gloucester", "Gloucestershire"),
    ("York", "North Yorkshire"),
    ("Lincoln", "Lincolnshire"),
    ("Newcastle upon Tyne", "Newcastle-under-Lyme"),
    ("Bedford", "Central Bedfordshire"),
]


@pytest.mark.parametrize(("text", "sentence"), SENTENCES.items())
def test_the_sentence(text: str, sentence: str) -> None:
    assert council_meant(text).sentence == sentence


@pytest.mark.parametrize(("text", "how"), WAYS.items())
def test_how_it_was_found(text: str, how: str) -> None:
    assert council_meant(text).how == how


@pytest.mark.parametrize(
    ("text", "code"), [(text, code) for code, texts in SAME.items() for text in texts]
)
def test_the_same_council_in_other_words(text: str, code: str) -> None:
    meant = council_meant(text)
    assert meant.council, meant.sentence
    assert meant.council.code == code


@pytest.mark.parametrize(("text", "codes"), SEVERAL.items())
def test_a_text_that_fits_several_means_none_of_them(text: str, codes: list[str]) -> None:
    meant = council_meant(text)
    assert (meant.council, meant.how) == (None, "could be several")
    assert sorted(council.code for council in meant.candidates) == codes


@pytest.mark.parametrize(("first", "second"), DIFFERENT)
def test_names_that_are_alike_mean_different_councils(first: str, second: str) -> None:
    one, other = council_meant(first).council, council_meant(second).council
    assert one
    assert other
    assert one != other


@pytest.mark.parametrize("text", ["Durham City Council", "Reading MBC", "Kent Borough Council"])
def test_a_kind_that_the_place_never_had_is_not_taken(text: str) -> None:
    meant = council_meant(text)
    assert (meant.council, meant.how, len(meant.candidates)) == (None, "not known", 1)


@pytest.mark.parametrize("text", ["London", "London Council", "North", "West Council"])
def test_words_of_many_names_have_no_nearest(text: str) -> None:
    assert council_meant(text).candidates == ()


def test_the_nearest_are_looked_for_only_if_wanted() -> None:
    assert [one.code for one in council_meant("Bristool").candidates] == ["E06000023"]
    assert council_meant("Bristool", near=False).candidates == ()
