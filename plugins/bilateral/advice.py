"""When two parties are enough, and what they then have to do."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.sdk import Advice, Answers

WEAK = _l("Tenaga terbatas: mulai dari satu kegiatan kecil, dan minta satu pendamping desa menemani.")


def advise(answers: Answers) -> Advice:
    """Two parties fit best; of more, two can make a small beginning."""
    if answers.parties > 2:
        return _a_small_beginning(answers)
    reasons = [_l("Pihaknya dua: cukup satu kesepakatan, tanpa badan yang rumit.")]
    if answers.resources:
        reasons.append(_l("Barang atau uang bersama dapat diatur di satu naskah: siapa memberi apa, siapa merawat."))
    if answers.breadth == "several_fields":
        reasons.append(_l("Beberapa bidang dapat masuk satu naskah. Pilih satu untuk dijalankan lebih dulu."))
    return Advice("bilateral", 95 if answers.breadth == "one_field" else 90, tuple(reasons), _demands(answers))


def _a_small_beginning(answers: Answers) -> Advice:
    """With few hands two parties may go ahead and show the others how it works."""
    weak = answers.capacity == "weak"
    reason = (
        _l("Dua pihak yang paling siap dapat mulai lebih dulu; yang lain menyusul dengan kemitraan banyak desa.")
        if weak
        else _l("Membuat beberapa kesepakatan berdua memakan lebih banyak rapat daripada satu kesepakatan bersama."),
    )
    return Advice("bilateral", 45 if weak else 15, (reason,), _demands(answers))


def _demands(answers: Answers) -> tuple[object, ...]:
    if answers.third_party:
        steps = [
            _l("Musyawarah Desa di desa yang ikut, diselenggarakan BPD."),
            _l("Surat penawaran dan jawabannya; wakil lembaga membawa surat kuasa."),
            _l("Perjanjian Bersama dengan lembaga itu, bukan Peraturan Bersama Kepala Desa."),
        ]
    else:
        steps = [
            _l("Musyawarah Desa di kedua desa, diselenggarakan BPD."),
            _l("Surat penawaran, surat jawaban, dan musyawarah antar desa."),
            _l("Peraturan Bersama Kepala Desa: ditandatangani keduanya, lalu diundangkan di tiap desa."),
        ]
    steps.append(_l("Satu kunjungan lapangan bersama, dan tulisan tentang apa yang diberikan tiap pihak."))
    return (*steps, WEAK) if answers.capacity == "weak" else tuple(steps)
