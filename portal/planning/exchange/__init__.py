"""The plan out of the portal and into it: spreadsheets and calendars."""
