"""The agreed plan: frozen versions, who asked for a change and why, who agreed."""
