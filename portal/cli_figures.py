"""Commands about figures: data to measure with, and whether summaries agree with what was reported."""

from __future__ import annotations

import sys

import click

from .cli_app import opened_app


@click.command("bench-data")
@click.option("--measurements", default=1_000_000, show_default=True, type=click.IntRange(1, 10_000_000))
@click.option("--partnerships", default=20_000, show_default=True, type=click.IntRange(1, 200_000))
@click.option("--seed", default=1, show_default=True, help="Benih: angka yang sama membuat data yang sama.")
def bench_data(measurements: int, partnerships: int, seed: int) -> None:
    """Isi pemasangan kosong dengan data ukur; hanya untuk mengukur kecepatan."""
    from .ops.bench_data import Size, generate

    with opened_app():
        for sentence in generate(Size(measurements, partnerships), seed):
            click.echo(sentence)


@click.group()
def monitoring() -> None:
    """Hasil kerja sama."""


@monitoring.command("check")
@click.option("--repair", is_flag=True, help="Hitung ulang semua ringkasan dari laporan yang sudah diperiksa.")
def check_monitoring(repair: bool) -> None:
    """Bandingkan ringkasan hasil dengan laporan yang sudah diperiksa; sebut yang tidak sama."""
    from .monitoring.rollups import checking

    with opened_app():
        if repair:
            click.echo("{} hasil tahunan dan {} angka wilayah dihitung ulang.".format(*checking.rebuild()))
        found = checking.differences()
    for sentence in found:
        click.echo(sentence, err=True)
    if found:
        sys.exit(1)
    click.echo("Ringkasan hasil sama dengan laporan yang sudah diperiksa.")
