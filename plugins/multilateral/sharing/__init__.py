"""Costs and benefits: the scheme that all see before they sign, and each payout and levy with its calculation."""
