"""Words for people: what happens in this room, and what each action of the permissions is."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from ..permissions import Action

EVENTS = {
    "invitation.accepted": _l("Undangan diterima"),
    "invitation.created": _l("Undangan dibuat"),
    "invitation.reset_created": _l("Tautan kata sandi baru dibuat"),
    "invitation.withdrawn": _l("Tautan ditarik"),
    "office.created": _l("Jabatan dibuat"),
    "office.given": _l("Jabatan diisi"),
    "office.term_ended": _l("Masa jabatan diakhiri"),
    "person.corrected": _l("Data diri dibetulkan"),
    "person.created": _l("Akun dibuat"),
    "person.disabled": _l("Akun dinonaktifkan"),
    "person.enabled": _l("Akun diaktifkan lagi"),
    "person.left_everywhere": _l("Keluar dari semua perangkat"),
    "person.password_changed": _l("Kata sandi diganti"),
    "person.recovery_code_used": _l("Kode cadangan dipakai"),
    "person.second_step_off": _l("Masuk dengan dua langkah dimatikan"),
    "person.second_step_on": _l("Masuk dengan dua langkah dinyalakan"),
    "person.second_step_removed": _l("Langkah kedua dihapus administrator"),
    "person.sign_in_slowed": _l("Percobaan masuk ditahan sementara"),
    "person.signed_out": _l("Dikeluarkan dari semua perangkat"),
}

FIELDS = {
    "counter": _l("Yang dihitung"),
    "decree_number": _l("Nomor SK"),
    "ends_on": _l("Sampai"),
    "fields": _l("Isian"),
    "is_acting": _l("Penjabat sementara (Pj.)"),
    "office": _l("Jabatan"),
    "person": _l("Nomor orang"),
    "recovery_codes_left": _l("Sisa kode cadangan"),
    "seat": _l("Kursi jabatan"),
    "second_step": _l("Dua langkah"),
    "starts_on": _l("Mulai menjabat"),
    "username": _l("Nama pengguna"),
}

ACTIONS = {
    Action.ACCOUNT_USE: _l("Memakai akun sendiri"),
    Action.ADMIN_ALL: _l("Mengelola orang, jabatan dan plugin"),
    Action.AREA_VIEW: _l("Melihat wilayah"),
    Action.BODY_EDIT: _l("Membentuk badan kerja sama dan menetapkan aturannya"),
    Action.BODY_FILL_SEAT: _l("Mengisi dan mengakhiri kursi di badan kerja sama"),
    Action.DISCUSSION_POST: _l("Menulis di percakapan kemitraan"),
    Action.OFFICE_INVITE: _l("Mengundang orang dan membuat tautan kata sandi baru"),
    Action.ORGANISATION_CREATE: _l("Mendaftarkan lembaga"),
    Action.ORGANISATION_EDIT: _l("Mengubah data lembaga"),
    Action.ORGANISATION_VIEW: _l("Melihat lembaga"),
    Action.SHEET_IMPORT: _l("Memasukkan daftar dari lembar kerja"),
    Action.VILLAGE_PREPARE: _l("Mengisi data desa di wilayahnya dari daftar"),
    Action.PARTNERSHIP_PREPARE: _l("Mencatat kerja sama di wilayahnya dari register, menunggu dibenarkan"),
    Action.PAGE_VIEW: _l("Membuka halaman umum"),
    Action.PARTNERSHIP_ANSWER: _l("Menjawab ajakan bergabung, atau berhenti mengamati"),
    Action.PARTNERSHIP_CREATE: _l("Memulai kemitraan"),
    Action.PARTNERSHIP_EDIT: _l("Mengubah isi kemitraan"),
    Action.PARTNERSHIP_EVALUATE: _l("Menilai kemitraan bersama para pihaknya"),
    Action.PARTNERSHIP_IMPORT: _l("Menyalin kemitraan dari portal lain"),
    Action.PARTNERSHIP_OVERSEE: _l("Mengisi evaluasi kecamatan"),
    Action.PARTNERSHIP_PUBLISH: _l("Membuka kemitraan untuk umum"),
    Action.PARTNERSHIP_RECORD_COUNCIL: _l("Mencatat keputusan musyawarah"),
    Action.PARTNERSHIP_SETTLE: _l("Menyelesaikan perselisihan"),
    Action.PARTNERSHIP_SIGN: _l("Menandatangani kesepakatan"),
    Action.PARTNERSHIP_STEP: _l("Membawa kemitraan ke langkah berikutnya"),
    Action.PARTNERSHIP_VIEW: _l("Melihat kemitraan"),
    Action.PARTNERSHIP_WORK: _l("Mengerjakan kemitraan"),
    Action.SCOPE_VIEW: _l("Melihat daftar kemitraan di wilayahnya"),
    Action.TEMPLATE_EDIT: _l("Mengunggah templat dokumen bagi wilayahnya"),
    Action.VILLAGE_EDIT: _l("Mengubah data desa"),
    Action.VILLAGE_VIEW: _l("Melihat data desa"),
}
