"""The plugin keeps the portal's contract."""

from portal.testing import check_plugin


def test_the_plugin_keeps_the_contract(tmp_path):
    check_plugin("kembaran_kampus", tmp_path)
