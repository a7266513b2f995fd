"""The small words of English that tell how a sentence is built."""


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Words that begin a clause: a denial before them does not reach behind them.
CLAUSE_OPENERS = _listed("""
    and but nor so because while whereas although though when if then until since which who therefore however
    otherwise yet as even means
""")

# Words in "n't", as they are typed in haste.
HASTY_DENIALS = _listed("""
    cant wont dont doesnt dosnt dosent doesent didnt didint isnt arent wasnt werent wouldnt shouldnt couldnt
    mustnt neednt havent havnt hasnt hadnt
""")

# Words that deny what follows, besides every word in "n't".
NEGATORS = HASTY_DENIALS | _listed("""
    not never no nobody none nothing neither nor nowhere hardly unable cannot
    avoid avoids avoided avoiding prevent prevents prevented preventing stop stops stopped stopping
""")

# What may stand between a denial and what is not known: "no one really knows", "haven't the faintest idea".
BETWEEN_DENIAL_AND_KNOWING = _listed("""
    a an the any one at all can could have got had been be really quite entirely exactly actually very
    completely totally slightest faintest
""")

# Function words and light verbs, which prose cannot do without. "And" and "or" are not among them:
# they tie keywords together just as well.
GLUE = HASTY_DENIALS | _listed("""
    a an the this that these those it its he she they them their you your we our us i my me his her one
    everyone everybody someone somebody nobody anyone each every some any all
    no not never can't cannot don't doesn't didn't won't isn't aren't
    is are was were be been being am it's that's they're you're has have had having do does did doing done
    can could will would should may might must need needs let lets letting make makes making made
    get gets getting got give gives given take takes taking took keep keeps keeping kept put puts putting
    go goes going gone come comes run runs stay stays
    to of in on at by for from with without into out over through behind before after until while during
    under up off about as so because if when then than but which who what where there
    instead also only just still too very more
""")

# Words that are one letter away from others which learners write about: never read as a misspelling of those.
REAL_WORDS = _listed("""
    wanted wanting wasted wasting retire retires retired retiring retried massage massages quietly quitely
    sever severe casual casually thorough through throughout treats threat threats contest content contents
    context former format planner planned planed filling failing falling sailing mailing emailing
    signing singing string strung starting staring staying stating coping copying hoping hopping
    loading leading lending sending spending tending reading heading handing hanging landing
    prices prince process progress prefer answered lately latency worked workable
""")
