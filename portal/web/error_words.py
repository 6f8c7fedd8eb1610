"""What an error page says: what happened, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from ..contracts import Text


@dataclass(frozen=True)
class ErrorWords:
    """A title, what happened (and was kept), and what to do next."""

    title: Text
    what: Text
    advice: Text


EXPIRED_FORM = ErrorWords(
    _l("Isian ini sudah terlalu lama dibuka"),
    _l("Demi keamanan, isian belum disimpan."),
    _l("Buka lagi halaman isiannya, lalu kirim sekali lagi."),
)

EXPIRED_SESSION = ErrorWords(
    _l("Anda perlu masuk lagi"),
    _l("Waktu masuk Anda habis sebelum isian ini terkirim, jadi isian belum disimpan."),
    _l("Masuk lagi, lalu kirim sekali lagi."),
)

_WORDS = {
    400: ErrorWords(
        _l("Permintaan tidak dapat dibaca"),
        _l("Ada bagian dari permintaan yang tidak lengkap atau salah tulis. Tidak ada yang berubah."),
        _l("Kembali ke halaman sebelumnya, periksa isiannya, lalu coba lagi."),
    ),
    403: ErrorWords(
        _l("Belum dapat dilakukan"),
        _l("Langkah ini belum boleh dilakukan, atau bukan wewenang jabatan yang sedang Anda pakai."),
        _l("Bila Anda memegang jabatan lain, ganti jabatan di halaman Akun. Tidak ada yang berubah."),
    ),
    404: ErrorWords(
        _l("Halaman tidak ditemukan"),
        _l("Alamat ini tidak ada, sudah dipindah, atau tidak terbuka untuk umum."),
        _l("Periksa lagi alamatnya, atau cari dari halaman depan."),
    ),
    405: ErrorWords(
        _l("Halaman ini tidak dibuka dengan cara ini"),
        _l("Alamat ini hanya menerima isian dari formulirnya. Tidak ada yang berubah."),
        _l("Buka halaman formulirnya, lalu kirim dari sana."),
    ),
    409: ErrorWords(
        _l("Sudah diubah orang lain"),
        _l("Selagi Anda mengisi, orang lain menyimpan perubahan pada data yang sama. Isian Anda belum disimpan."),
        _l("Buka lagi halaman tadi untuk melihat isi terbaru, lalu masukkan bagian Anda yang masih perlu."),
    ),
    413: ErrorWords(
        _l("Kiriman terlalu besar"),
        _l("Berkas atau isian melebihi batas, jadi belum disimpan."),
        _l("Perkecil berkas atau foto, atau kirim satu per satu."),
    ),
    415: ErrorWords(
        _l("Jenis kiriman tidak dikenal"),
        _l("Kiriman ini tidak dapat dibaca portal. Tidak ada yang berubah."),
        _l("Kirim dari formulir di portal."),
    ),
    422: ErrorWords(
        _l("Isian belum benar"),
        _l("Ada isian yang belum dapat diterima, jadi belum disimpan."),
        _l("Periksa isiannya, lalu kirim lagi."),
    ),
    429: ErrorWords(
        _l("Terlalu banyak percobaan"),
        _l("Untuk sementara percobaan berikutnya ditahan, demi keamanan."),
        _l("Tunggu beberapa menit, lalu coba lagi."),
    ),
    500: ErrorWords(
        _l("Ada gangguan di server"),
        _l("Ini kesalahan portal, bukan kesalahan Anda. Yang sudah tersimpan sebelumnya tetap aman."),
        _l("Coba lagi sebentar lagi. Bila terulang, hubungi pengelola portal."),
    ),
    503: ErrorWords(
        _l("Portal sedang sibuk"),
        _l("Banyak yang menyimpan pada saat yang sama, jadi isian ini belum tersimpan."),
        _l("Tunggu beberapa detik, lalu kirim lagi."),
    ),
    507: ErrorWords(
        _l("Ruang penyimpanan penuh"),
        _l("Server kehabisan ruang, jadi isian ini belum tersimpan. Data lama tetap dapat dibaca."),
        _l("Beri tahu pengelola portal agar ruang dikosongkan, lalu kirim lagi."),
    ),
}


def words_for(status: int) -> ErrorWords:
    """The words for a status; a neighbour's for one that has none of its own."""
    return _WORDS.get(status) or _WORDS[500 if status >= 500 else 400]
