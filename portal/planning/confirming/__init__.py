"""What one party writes and another confirms or objects to, with both sides' words: promises, deliveries, spendings."""
