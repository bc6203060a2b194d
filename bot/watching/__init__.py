"""What operators watch a process by: what is counted and timed, what log lines are about, and traces.

Everybody above may say what happened; nothing here knows what a tap, a turn or a delivery is. Labels are from
closed lists: no ids, no names, nothing that anybody typed.
"""
