"""When one field in common is the best bond, and what it asks of those who share it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.sdk import Advice, Answers

ONE_FIELD, SEVERAL_FIELDS, FEW_HANDS = 75, 20, 10


def advise(answers: Answers) -> Advice:
    """One field fits, also between two; several fields do not."""
    several = answers.breadth == "several_fields"
    fit = SEVERAL_FIELDS if several else ONE_FIELD
    if answers.capacity == "weak":
        fit -= FEW_HANDS
    return Advice("sector", fit, tuple(_reasons(answers, several)), _demands(answers))


def _reasons(answers: Answers, several: bool) -> list[object]:
    if several:
        return [_l("Jenis ini untuk satu bidang; beberapa bidang sekaligus lebih baik di satu kemitraan yang luas.")]
    reasons: list[object] = [
        _l("Bidangnya satu: isian, ukuran hasil, dan contoh kegiatannya sudah tersedia untuk bidang itu.")
    ]
    if answers.third_party:
        reasons.append(_l("Lembaga yang ahli di bidang itu dapat ikut sebagai pihak."))
    if answers.parties == 2:
        reasons.append(_l("Dapat dimulai berdua; desa lain di bidang yang sama dapat menyusul."))
    if answers.resources:
        reasons.append(_l("Pasal contoh untuk bidang itu mengatur barang, tarif, dan perawatannya."))
    return reasons


def _demands(answers: Answers) -> tuple[object, ...]:
    steps = [_l("Musyawarah Desa di setiap desa, diselenggarakan BPD.")]
    if answers.third_party:
        steps.append(_l("Perjanjian Bersama, bukan Peraturan Bersama Kepala Desa; lembaga membawa surat kuasa."))
    else:
        steps.append(_l("Musyawarah antar desa, lalu Peraturan Bersama Kepala Desa yang diundangkan di tiap desa."))
    steps += [
        _l("Data awal bidang itu, dan pasal yang harus diatur, misalnya debit dan tarif untuk air."),
        _l("Orang yang tahu bidangnya di tiap pihak, dan ukuran hasil yang dicatat berkala."),
    ]
    if answers.capacity == "weak":
        steps.append(_l("Tenaga terbatas: mulai dari satu kegiatan bidang itu, dan minta pendamping desa menemani."))
    return tuple(steps)
