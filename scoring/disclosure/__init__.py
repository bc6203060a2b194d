"""What of a team may be shown, so that nobody is singled out (scoring §9.4).

`k` is the fewest answers something is shown from: 5, or what the round was opened with, never below 3.
Thresholds alone don't do: totals minus groups give the rest away, so every release is audited too.
"""
