"""The report page of a check-in: one HTML document, whole without a script, from what was released.

    material = gather(connection, library, checkin, number)
    page = report_page(material, reading)          the document
    told_page(told, language)                      a page instead of it

Nothing here computes figures: everything shown stands in a `RoundDocument` of the ledger.
"""

from bot.reports.page.material import Material, gather
from bot.reports.page.render import POLICY, Reading, report_page, told_page

__all__ = ["POLICY", "Material", "Reading", "gather", "report_page", "told_page"]
