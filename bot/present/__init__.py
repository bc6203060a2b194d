"""Pure: events into finished words. All wording decisions of the product live here."""
