"""Whether a partnership of three hundred villages opens like one of three, for one of its heads."""

from __future__ import annotations

from sqlalchemy import select

from bench.cost import cost
from portal import create_app, testing
from portal.db import db
from portal.settings import load_settings
from portal.villages.models import Area
from tests.large_partnership import put_on_record

NGEBEL, TYPE = "35.02.19.2007", "multilateral"
PAGES = (("page", ""), ("list, 50 a page", "/pihak"), ("list, last page", "/pihak?halaman=6"))


def measure(environ: dict[str, str]) -> None:
    """Print statements, bytes and the processor's time of each page, with three parties and with three hundred."""
    app = create_app(load_settings({**environ, "PORTAL_DEMO": "0"}))
    with app.app_context():
        near = select(Area.code).where(Area.code.startswith("35.02."), Area.kind == "village", Area.code != NGEBEL)
        villages = list(db.session.scalars(near.order_by(Area.code).limit(299)))
        few = put_on_record(TYPE, [NGEBEL, *villages[:2]], 1)
        many = put_on_record(TYPE, [NGEBEL, *villages], 9)
    client = app.test_client()
    testing.sign_in(client, "village_head")
    for name, path in PAGES:
        (least, small, quick), (most, large, slow) = (
            cost(app, client, f"/kemitraan/{number}{path}") for number in (few, many)
        )
        print(
            f"parties, {name:<20}3: {least:2} statements {small:6,} bytes {quick * 1000:5.1f} ms   "
            f"300: {most:2} statements {large:6,} bytes {slow * 1000:5.1f} ms"
        )
