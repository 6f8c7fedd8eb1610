"""When three or more parties need a body of their own, and what that asks of them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.sdk import Advice, Answers

SHARED = 25  # each thing that only a joint body keeps in order
BASE, TOP, FEW_HANDS = 55, 98, 10


def advise(answers: Answers) -> Advice:
    """Three or more with pooled things, lasting work or several fields; two are too few."""
    if answers.parties < 3:
        return Advice(
            "multilateral", 5, (_l("Untuk dua pihak, mengurus badan bersama lebih berat daripada kerjanya."),)
        )
    needs = _why_a_body(answers)
    reasons = [
        _l("Pihaknya tiga atau lebih: satu kesepakatan bersama lebih ringkas daripada banyak kesepakatan berdua.")
    ]
    fit = min(TOP, BASE + SHARED * len(needs) + (3 if answers.parties > 5 else 0))
    if answers.capacity == "weak":
        fit -= FEW_HANDS
    return Advice("multilateral", fit, (*reasons, *needs), _demands(answers))


def _why_a_body(answers: Answers) -> list[object]:
    needs: list[object] = []
    if answers.resources:
        needs.append(_l("Barang atau uang bersama butuh daftar, jadwal pakai, dan pembagian biaya yang disepakati."))
    if answers.legal == "lasting":
        needs.append(_l("Pekerjaan bertahun-tahun butuh badan dan aturan yang tetap meskipun pejabatnya berganti."))
    if answers.breadth == "several_fields":
        needs.append(_l("Beberapa bidang butuh satu meja untuk menyelaraskan rencana dan anggaran."))
    return needs


def _demands(answers: Answers) -> tuple[object, ...]:
    steps = [_l("Musyawarah Desa di setiap desa, diselenggarakan BPD, lalu musyawarah antar desa.")]
    if answers.third_party:
        steps += [
            _l("Perjanjian Bersama, bukan Peraturan Bersama Kepala Desa, karena ada pihak yang bukan desa."),
            _l("Lembaga yang ikut menunjuk wakilnya dengan surat kuasa."),
        ]
    else:
        steps += [
            _l("Peraturan Bersama Kepala Desa yang ditandatangani semua kepala desa dan diundangkan di tiap desa."),
            _l("BKAD: SK, pengurus, satu wakil atau lebih dari setiap desa, dan aturan mengambil keputusan."),
        ]
    if answers.resources:
        steps.append(_l("Daftar barang bersama dan hitungan bagian tiap pihak, sebelum naskah ditandatangani."))
    steps.append(_l("Laporan setiap tahun kepada para kepala desa, BPD, dan bupati melalui camat."))
    if answers.capacity == "weak":
        steps.append(
            _l("Tenaga terbatas: mulai dengan tiga desa dan satu kegiatan, dan minta pendamping desa menemani.")
        )
    return tuple(steps)
