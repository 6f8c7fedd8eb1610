"""The `portal` command. Imports are inside the commands, so that each starts quickly."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from .cli_app import check_ready as _check_ready
from .cli_app import opened_app as _app
from .cli_app import settings as _settings
from .cli_figures import bench_data, monitoring
from .cli_partnerships import partnership
from .cli_plugins import new_plugin


class Portal(click.Group):
    """The command group: what an operator did wrong is one sentence, never a trace."""

    def invoke(self, ctx: click.Context) -> Any:
        from .errors import Busy
        from .ops import OperationRefused
        from .settings import UnsafeSetting

        try:
            return super().invoke(ctx)
        except UnsafeSetting as error:
            click.echo(str(error), err=True)
            ctx.exit(2)
        except OperationRefused as error:
            click.echo(str(error), err=True)
            ctx.exit(1)
        except Busy:
            click.echo("Portal sedang sibuk menyimpan: coba lagi sebentar.", err=True)
            ctx.exit(1)


@click.group(cls=Portal, commands=[new_plugin, bench_data, monitoring, partnership])
@click.option("--no-plugins", is_flag=True, help="Mode aman: jalankan tanpa plugin apa pun.")
@click.pass_context
def main(ctx: click.Context, no_plugins: bool) -> None:
    """Portal Kemitraan Desa: memasang, menjalankan dan merawat portal."""
    ctx.obj = () if no_plugins else None


@main.command()
def init() -> None:
    """Siapkan pemasangan baru: kunci, basis data, wilayah resmi. Aman dijalankan lagi."""
    from .ops import setup

    for sentence in setup.initialise():
        click.echo(sentence)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Alamat untuk mendengarkan.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Jumlah proses.")
@click.option("--threads", default=16, show_default=True, type=click.IntRange(1, 128), help="Utas tiap proses.")
@click.pass_obj
def serve(plugins: Any, host: str, port: int, workers: int, threads: int) -> None:
    """Jalankan portal dengan server produksi sampai dihentikan."""
    from .ops import serve as server

    settings = _check_ready()
    if settings.demo:
        _show_demo_accounts()
    server.serve(settings, server.Address(host, port, workers, threads), click.echo, plugins)


@main.command("create-admin")
@click.option("--username", help="Nama pengguna untuk masuk; ditanyakan bila tidak disebut.")
@click.option("--name", help="Nama lengkap; ditanyakan bila tidak disebut.")
@click.option("--password-stdin", is_flag=True, help="Baca kata sandi dari masukan baku, satu baris.")
def create_admin(username: str | None, name: str | None, password_stdin: bool) -> None:
    """Buat akun pengelola yang pertama."""
    _check_ready()
    username = username or click.prompt("Nama pengguna")
    name = name or click.prompt("Nama lengkap")
    if password_stdin:
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = click.prompt("Kata sandi", hide_input=True, confirmation_prompt="Ulangi kata sandi")
    with _app() as app:
        from .accounts.service import create_administrator
        from .errors import Invalid

        try:
            with app.test_request_context():  # messages are translated for somebody
                create_administrator(name=name, username=username, password=password)
        except Invalid as error:
            raise click.ClickException(" ".join(str(sentence) for sentence in error.errors.values())) from None
    click.echo(f"Akun pengelola '{username}' siap. Masuk di halaman /masuk.")


@main.group()
def areas() -> None:
    """Wilayah resmi Indonesia (kode Kemendagri)."""


@areas.command("load")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
def load_areas(folder: Path | None) -> None:
    """Muat wilayah dari FOLDER, atau rilis yang dibawa portal. Aman diulang."""
    with _app():
        from .villages import areas as loader

        try:
            summary = loader.load(folder)
        except loader.AreaFileFault as fault:
            raise click.ClickException(str(fault)) from None
        click.echo("\n".join(summary.sentences()))


@main.command()
@click.option("--reset", is_flag=True, help="Buang semua data contoh, lalu muat dari awal.")
def demo(reset: bool) -> None:
    """Muat data contoh ke portal yang masih kosong."""
    from .ops import setup

    settings = _settings()
    if reset:
        setup.empty_demo(settings)
        for sentence in setup.initialise():
            click.echo(sentence)
    else:
        with _app() as app:
            click.echo("\n".join(setup.load_demo(app)))
    _show_demo_accounts()


@main.command()
def plugins() -> None:
    """Daftar plugin yang terpasang: nama, versi, kait, dan gangguannya."""
    with _app() as app:
        found = app.extensions["portal.registry"].installed
    if not found:
        click.echo("Tidak ada plugin.")
    for plugin in found:
        click.echo(f"{plugin.name:<16}{plugin.version or '-':<10}{', '.join(plugin.hooks) or '-'}")
        for fault in plugin.faults:
            click.echo(f"{'':<16}bermasalah: {fault}")


@main.group()
def audit() -> None:
    """Riwayat yang berantai."""


@audit.command("verify")
def verify_audit() -> None:
    """Periksa seluruh riwayat dan naskah yang ditandatangani; sebut yang pertama kali diubah."""
    with _app() as app:
        from . import events

        verdict = events.verify()
        faults = [] if verdict.intact else [f"Peristiwa nomor {verdict.broken_at}: {verdict.reason}."]
        for check in app.extensions.get("portal.audit_checks", ()):
            faults += check()
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        sys.exit(1)
    click.echo(f"Riwayat utuh: {verdict.checked} peristiwa. Ujung: {verdict.checked} {verdict.head[:12]}.")


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Buat cadangan lengkap di FILE sambil portal tetap berjalan."""
    from .ops.backup import backup as make

    made = make(_settings(), file)
    number, digest = made.manifest.audit_head
    click.echo(f"Cadangan {made.path} sudah dibaca kembali dan utuh: {made.size / 1e6:.1f} MB.")
    click.echo(f"{sum(made.manifest.rows.values())} baris, ujung riwayat {number} {digest[:12]}.")
    click.echo("Cadangan ini memuat kunci rahasia portal dan data pribadi: simpan di tempat yang terkunci.")


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Ganti data yang ada tanpa bertanya.")
def restore(file: Path, yes: bool) -> None:
    """Pulihkan cadangan FILE. Data yang ada disimpan di samping, tidak dihapus."""
    from .ops.archive import Manifest
    from .ops.restore import restore as put_back
    from .settings import load_settings, make_keys

    def may_replace(manifest: Manifest) -> bool:
        return yes or click.confirm(f"Ganti semua data di sini dengan cadangan tanggal {manifest.made_at}?")

    make_keys(_instance())
    restored = put_back(load_settings(), file, may_replace)
    click.echo(f"Cadangan tanggal {restored.manifest.made_at} dipulihkan dan sudah dibandingkan.")
    if restored.kept:
        click.echo(f"Data sebelumnya disimpan di {restored.kept}.")
    click.echo("Jalankan 'portal init' sebelum 'portal serve'.")


@main.group("db")
def database() -> None:
    """Basis data."""


@database.command("upgrade")
def upgrade() -> None:
    """Sesuaikan basis data dengan versi portal ini."""
    from . import migrate

    settings = _settings()
    applied = migrate.upgrade(settings.database_url, settings.instance / "write.gate")
    for revision in applied:
        click.echo(f"Basis data: {revision} dipasang.")
    if not applied:
        click.echo("Basis data sudah sesuai.")


@main.command()
def assets() -> None:
    """Buat salinan htmx di server ini, untuk saat CDN tidak terjangkau."""
    from .ops import setup

    click.echo(setup.make_assets())


@main.command()
def housekeeping() -> None:
    """Sisihkan berkas tak bertuan dan lupakan catatan masuk yang lama; 'portal serve' melakukannya tiap hari."""
    from .ops.housekeeping import tidy

    with _app() as app:
        click.echo(tidy(app).sentence)


@main.group()
def notices() -> None:
    """Kabar untuk orang, di kotak masuk dan di luar portal."""


@notices.command("send")
def send_notices() -> None:
    """Tulis kabar baru dan kirim yang menunggu; 'portal serve' melakukannya sendiri, server lain memakai cron."""
    from .coordination.notices.worker import run

    with _app() as app:
        done = run(app)
    click.echo("Proses lain sedang mengirim." if done is None else f"{done[0]} kabar ditulis, {done[1]} terkirim.")


@main.command()
def doctor() -> None:
    """Periksa pemasangan ini dan sebut apa yang perlu dibetulkan."""
    from .ops.doctor import examine, worst

    with _app() as app:
        findings = list(examine(app))
    for finding in findings:
        click.echo(f"{finding.level:<10}{finding.subject:<20}{finding.found}")
        if finding.advice:
            click.echo(f"{'':<30}{finding.advice}")
    sys.exit(worst(findings))


def _instance() -> Path:
    import os

    return Path(os.environ.get("PORTAL_INSTANCE", "instance")).resolve()


def _show_demo_accounts() -> None:
    from importlib import import_module
    from importlib.util import find_spec

    if find_spec("portal.demo") is None:
        return
    click.echo("Akun contoh (peran, nama pengguna, kata sandi):")
    for role, username, password in import_module("portal.demo").accounts():
        click.echo(f"  {role:<36}{username:<22}{password}")


if __name__ == "__main__":
    main()
