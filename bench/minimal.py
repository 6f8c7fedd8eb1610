"""What the portal is measured against: the smallest Flask page with a row from SQLite, on the same server."""

from __future__ import annotations

import socket
import sqlite3
import sys
from pathlib import Path

from flask import Flask, render_template
from jinja2 import DictLoader
from waitress import serve

PAGE = """<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{{ name }}</title></head>
<body><h1>{{ name }}</h1><p>{{ code }}</p><ul>{% for row in rows %}<li>{{ row[0] }} {{ row[1] }}</li>{% endfor %}</ul>
</body></html>"""


def make(database: Path) -> Flask:
    """The app: one page, two statements."""
    app = Flask("minimal")
    app.jinja_loader = DictLoader({"page.html": PAGE})  # type: ignore[assignment]

    @app.get("/")
    def show() -> str:
        connection = sqlite3.connect(database)
        try:
            code, name = connection.execute("SELECT code, name FROM area WHERE code = '35.02.19.2007'").fetchone()
            rows = connection.execute("SELECT code, name FROM area WHERE parent_code = '35.02.19'").fetchall()
        finally:
            connection.close()
        return render_template("page.html", code=code, name=name, rows=rows)

    return app


def main() -> None:
    """`python -m bench.minimal DATABASE`: serves on a free port and prints it."""
    listener = socket.create_server(("127.0.0.1", 0))
    print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
    serve(make(Path(sys.argv[1])), sockets=[listener], threads=16, _quiet=True)


if __name__ == "__main__":
    main()
