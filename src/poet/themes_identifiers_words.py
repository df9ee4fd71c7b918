"""Words by which a name or an address is told: titles, relations, streets, and what is no name."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = (
    *("mr", "mrs", "ms", "mx", "miss", "dr", "doctor", "prof", "professor", "sir", "dame", "lord"),
    *(
        "lady",
        "rev",
        "reverend",
        "cllr",
        "councillor",
        "nurse",
        "sister",
        "auntie",
        "aunt",
        "uncle",
    ),
    *("pc", "father"),
)
# Of whom a name follows: "my carer Ann". Of words such as "social worker", the last.
RELATIONS = (
    *("mother", "mum", "mam", "father", "dad", "sister", "brother", "son", "daughter", "wife"),
    *("husband", "partner", "friend", "neighbour", "nan", "gran", "granny", "grandad", "grandson"),
    *("granddaughter", "aunt", "uncle", "niece", "nephew", "cousin", "carer", "pa", "assistant"),
    *("worker", "advocate", "manager", "doctor", "gp", "nurse", "therapist", "planner", "broker"),
)
STREETS = (
    "street|st|road|rd|avenue|ave|lane|close|drive|court|crescent|terrace|gardens|grove|square|row"
    "|walk|mews|rise|way"
)
# Usual in the United Kingdom, and no other word of English, so that small letters do as well.
FIRST_NAMES = _words("""
    aisha alan albert alexander alice alison amanda andrew angela ann anna anne anthony arthur
    ashley barbara barry benjamin bernard beryl beth betty brenda brian bronwen bryan callum carl
    caroline catherine charlotte chloe christine christopher claire clare claudia clive colin
    connor craig cynthia daniel danielle darren dave david dean deborah debbie denise dennis derek
    diana diane donald donna doreen doris dorothy douglas duncan dylan edith edward eileen elaine
    eleanor elizabeth ellen elsie emily emma eric ethan ethel evelyn fatima fiona frances freda
    gareth gary gavin geoff geoffrey george georgia gerald gillian gladys glenys gordon graham
    gwen gwyneth hannah harriet harry heather helen henry hilda howard hugh ian irene isabel
    jacqueline jake james jane janet janice jasmine jason jayne jeffrey jennifer jeremy jessica
    jill joan joanna joanne jodie john jonathan jordan joseph joshua joyce judith julia julian
    julie karen kate katherine kathleen katie keith kelly kenneth kevin kieran kim kirsty kyle
    laura lauren lawrence leanne lee lesley leslie lewis liam linda lisa lorraine louise lucy luke
    lynn lynne malcolm margaret maria marion marjorie martin mary matthew maureen megan melanie
    melissa michael michelle mohammed molly monica muhammad muriel nadia naomi natalie natasha
    nathan neil nicholas nicola nigel nora norman oliver olivia omar owen pamela patricia patrick
    paul paula pauline peter philip phyllis priya rachel ralph raymond rebecca rhys richard robert
    roger ronald rosemary ross russell ruth ryan sally samantha samuel sandra sara sarah shannon
    sharon sheila shirley sian simon sophie stacey stanley stephanie stephen steven stuart susan
    suzanne sylvia teresa terence theresa thomas timothy tina toby tony tracey tracy valerie
    vanessa vera victoria vincent vivien walter wendy wilfred winifred yasmin yvonne zoe
""")
# Many people write these with a capital letter in the middle of a sentence.
COMMON_WITH_A_CAPITAL = _words("""
    i i'm i've i'd i'll a the this it he she they we you my our your his her their there then so
    and but or if no not yes please thank thanks very good great happy ok okay all also because
    when what how why who where
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december christmas easter covid covid-19 brexit
    english welsh scottish irish british england wales scotland britain uk europe god
    personal budget budgets direct payment payments social services service care carer carers
    worker workers adult adults health council councils local authority government department
    assessment review support plan planner planning panel team manager assistant assistants act
    allowance attendance independence independent living pip dla esa universal credit pension
    pensions tax housing benefit benefits mental physical learning disability disabilities disabled
    autism autistic dementia alzheimer alzheimer's parkinson parkinson's down down's ms nhs gp pa
    pas hospital day centre easy read indicative resource allocation system ras poet survey
    questionnaire internet facebook google zoom email mum dad mam nan gran grandad mother father
    sister brother son daughter wife husband partner doctor nurse police school college university
    agency agencies provider providers company section education ehcp chc continuing healthcare
    individual fund isf card prepaid account accounts bank form forms finance charity charging
    occupational therapy therapist ot district community respite short break breaks home homes
""")
