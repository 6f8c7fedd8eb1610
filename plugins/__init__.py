"""The built-in plugins, each laid out exactly as a third party's."""
