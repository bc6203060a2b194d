"""Teams: figures of a round, how sure they are, what may be said about a change (scoring §9).

Statistics are floats here; scores of people stay exact fractions. What may be shown at all is decided by
`scoring.disclosure`.
"""
