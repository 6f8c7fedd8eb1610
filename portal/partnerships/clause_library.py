"""A word on each content that the law asks for, and wordings that parties may take over into their text.

Wordings are Indonesian, as papers are, with the words of the place for offices and meetings. They are put below what
stands already, and are the parties' own from then on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from ..contracts import LegalBasis, Terms, Text, say
from .agreement_clauses import CLAUSES, ClauseView
from .agreement_rules import ITEMS
from .rules import JOINT_AGREEMENT, JOINT_REGULATION, Case

LEAST = LegalBasis("Permendagri 96/2017", "isi paling sedikit")


@dataclass(frozen=True)
class Wording:
    """One way to write a content; `field` is where it goes in the text.

    `many` is True for more than two parties, False for two, None for both; `instrument` likewise. `use` says when
    it fits.
    """

    key: str
    field: str
    use: Text
    text: str
    many: bool | None = None
    instrument: str = ""

    def fits(self, case: Case) -> bool:
        """Whether it reads right for these parties."""
        right_number = self.many is None or self.many == (len(case.parties) > 2)
        return right_number and self.instrument in ("", case.instrument)

    def said(self, terms: Terms) -> str:
        """The wording with the words of the place."""
        return self.text.format(**asdict(terms))


@dataclass(frozen=True)
class Content:
    """One content: what the law wants of it and why, where that stands, and how it may be written."""

    name: str
    label: Text
    help: Text
    basis: tuple[LegalBasis, ...]
    wordings: tuple[Wording, ...] = ()


_CONTENTS = (
    Content(
        "scope",
        ITEMS["scope"],
        say("Apa yang dikerjakan bersama, dan apa yang tidak. Batas yang jelas mencegah saling menunggu dan menuduh."),
        (LEAST, LegalBasis("UU 6/2014", "Pasal 92 ayat (1)")),
        (
            Wording(
                "kegiatan",
                "scope",
                say("Satu kegiatan bersama"),
                "Ruang lingkup kerja sama ini meliputi perencanaan, pelaksanaan, pemeliharaan, dan pengawasan kegiatan "
                "yang disepakati para pihak di wilayah masing-masing.",
            ),
            Wording(
                "aset",
                "scope",
                say("Memakai atau merawat aset bersama"),
                "Ruang lingkup kerja sama ini meliputi pemakaian, perawatan, dan perbaikan aset yang dipakai bersama. "
                "Kepemilikan aset tetap pada pihak yang memilikinya sebelum kerja sama ini.",
            ),
        ),
    ),
    Content(
        "fields",
        ITEMS["fields"],
        say(
            "Bidang kewenangan desa yang dikerjasamakan: pilih dari empat bidang. Di luar kewenangan desa tidak boleh."
        ),
        (LEAST,),
    ),
    Content(
        "implementation_terms",
        ITEMS["implementation_terms"],
        say("Siapa melaksanakan, bagaimana diputuskan, dan kepada siapa dilaporkan. Tanpa ini tidak ada yang mulai."),
        (LEAST,),
        (
            Wording(
                "bkad",
                "implementation_terms",
                say("Dilaksanakan badan kerja sama"),
                "(1) Kerja sama dilaksanakan oleh badan kerja sama antar-desa yang dibentuk para {village_head}.\n"
                "(2) Badan menyusun rencana kerja tiap tahun dan melaporkan pelaksanaannya kepada para {village_head}, "
                "dengan tembusan kepada {village_council} masing-masing.",
                instrument=JOINT_REGULATION,
            ),
            Wording(
                "sendiri",
                "implementation_terms",
                say("Dilaksanakan tiap pihak di tempatnya"),
                "(1) Masing-masing pihak melaksanakan kegiatan di wilayahnya menurut rencana kerja bersama.\n"
                "(2) Para pihak bertemu paling sedikit dua kali setahun untuk memeriksa kemajuan dan memutuskan "
                "langkah berikutnya.",
            ),
        ),
    ),
    Content(
        "duration",
        ITEMS["duration"],
        say("Kapan mulai dan berakhir. Tanggalnya diisi pada naskah; di sini hanya kalimat perpanjangannya."),
        (LEAST,),
        (
            Wording(
                "diperpanjang",
                "renewal_terms",
                say("Dapat diperpanjang"),
                "Kerja sama ini dapat diperpanjang atas kesepakatan tertulis para pihak, yang dibicarakan paling "
                "lambat tiga bulan sebelum berakhir.",
            ),
            Wording(
                "sekali",
                "renewal_terms",
                say("Tidak diperpanjang"),
                "Kerja sama ini berakhir pada tanggal yang ditetapkan dan tidak diperpanjang. Sisa pekerjaan "
                "diselesaikan paling lambat tiga bulan sesudahnya.",
            ),
        ),
    ),
    Content(
        "rights_and_obligations",
        ITEMS["rights_and_obligations"],
        say("Apa yang didapat dan apa yang harus diberikan tiap pihak. Hak satu pihak adalah kewajiban pihak lain."),
        (LEAST,),
        (
            Wording(
                "hak-sama",
                "common_rights",
                say("Hak yang sama bagi semua"),
                "Setiap pihak berhak atas manfaat kerja sama secara adil, keterangan tentang pelaksanaan dan keuangan "
                "kerja sama, serta satu suara dalam setiap keputusan.",
            ),
            Wording(
                "wajib-sama",
                "common_obligations",
                say("Kewajiban yang sama bagi semua"),
                "Setiap pihak wajib menjalankan bagiannya menurut rencana kerja, menganggarkan biaya yang disepakati, "
                "dan memberi tahu pihak lain bila ada hambatan paling lambat tujuh hari sejak diketahui.",
            ),
        ),
    ),
    Content(
        "funding",
        ITEMS["funding"],
        say("Dari mana biayanya dan siapa menanggung berapa. Bila tanpa uang, tulis bagaimana bebannya dibagi."),
        (LEAST,),
        (
            Wording(
                "apbdes",
                "funding_note",
                say("Dengan uang"),
                "Biaya dibebankan pada anggaran masing-masing pihak menurut rincian dalam naskah ini, dan dicairkan "
                "sesudah ditetapkan dalam APB {village} tahun yang bersangkutan.",
                instrument=JOINT_REGULATION,
            ),
            Wording(
                "dua",
                "funding_note",
                say("Dengan uang"),
                "Masing-masing pihak menanggung biaya menurut rincian dalam naskah ini. Biaya di luar rincian hanya "
                "dikeluarkan atas persetujuan tertulis para pihak.",
                instrument=JOINT_AGREEMENT,
            ),
            Wording(
                "tanpa",
                "funding_note",
                say("Tanpa uang"),
                "Kerja sama ini tidak memerlukan pengeluaran bersama. Setiap pihak menyediakan tenaga, tempat, dan "
                "peralatan bagi kegiatannya sendiri.",
            ),
        ),
    ),
    Content(
        "change_terms",
        ITEMS["change_terms"],
        say("Bagaimana naskah diubah, ditunda, atau dibatalkan. Keadaan berubah; caranya disepakati sejak awal."),
        (LEAST, LegalBasis("PP 43/2014", "Pasal 146 dan 147", confirmed=False)),
        (
            Wording(
                "dua-pihak",
                "change_terms",
                say("Dua pihak"),
                "(1) Pihak yang menghendaki perubahan, penundaan, atau pembatalan memberitahukannya secara tertulis "
                "kepada pihak lainnya dengan alasannya.\n"
                "(2) Para pihak membicarakannya paling lambat tiga puluh hari sesudah pemberitahuan, dan hasilnya "
                "dituangkan dalam berita acara.",
                many=False,
            ),
            Wording(
                "banyak-pihak",
                "change_terms",
                say("Lebih dari dua pihak"),
                "(1) Usul perubahan, penundaan, atau pembatalan disampaikan secara tertulis kepada semua pihak dengan "
                "alasannya.\n"
                "(2) Usul dibicarakan bersama semua pihak paling lambat tiga puluh hari sesudah diterima.\n"
                "(3) Pihak yang tidak dapat meneruskan kerja sama tetap menyelesaikan kewajiban yang sudah berjalan.",
                many=True,
            ),
        ),
    ),
    Content(
        "dispute_terms",
        ITEMS["dispute_terms"],
        say("Bagaimana berselisih diselesaikan: selalu musyawarah dulu, lalu siapa yang menengahi."),
        (LEAST, LegalBasis("PP 43/2014", "Pasal 148", confirmed=False)),
        (
            Wording(
                "antar-desa",
                "dispute_terms",
                say("Antar-desa"),
                "(1) Perselisihan diselesaikan dengan musyawarah untuk mufakat.\n"
                "(2) Bila tidak tercapai mufakat, penyelesaian difasilitasi oleh {district_head} atau Bupati/Wali Kota "
                "menurut letak para pihak, dan dituangkan dalam berita acara.",
                instrument=JOINT_REGULATION,
            ),
            Wording(
                "pihak-ketiga",
                "dispute_terms",
                say("Dengan pihak ketiga"),
                "(1) Perselisihan diselesaikan dengan musyawarah untuk mufakat paling lama tiga puluh hari.\n"
                "(2) Bila tidak tercapai mufakat, para pihak menyelesaikannya melalui jalur hukum.",
                instrument=JOINT_AGREEMENT,
            ),
        ),
    ),
)
_BY_NAME: Mapping[str, Content] = {content.name: content for content in _CONTENTS}


def contents_for(case: Case, clauses: tuple[ClauseView, ...]) -> list[Content]:
    """The eight contents in the law's order with the wordings that fit these parties, then the sector's clauses."""
    return [*(_fitting(content, case) for content in _BY_NAME.values()), *(_of_clause(view) for view in clauses)]


def taken_over(standing: str | None, wording: str) -> str:
    """What stands in a field with a wording below it; unchanged when it holds that wording already."""
    before = (standing or "").strip()
    if wording in before:
        return before
    return f"{before}\n\n{wording}" if before else wording


def _fitting(content: Content, case: Case) -> Content:
    fitting = tuple(wording for wording in content.wordings if wording.fits(case))
    return Content(content.name, content.label, content.help, content.basis, fitting)


def _of_clause(view: ClauseView) -> Content:
    """A sector's clause as a content of the library: asked by the sector, not by law."""
    example = str(view.example).replace("{", "{{").replace("}", "}}")
    wordings = (Wording("contoh", CLAUSES, say("Contoh dari sektornya"), example),) if example else ()
    return Content(view.name, view.label, view.help, (), wordings)
