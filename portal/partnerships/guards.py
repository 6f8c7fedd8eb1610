"""The guards of the lawful path: each takes a case and says in a sentence what is missing, or nothing."""

from __future__ import annotations

from datetime import date

from ..contracts import LegalBasis, Text, say
from .agreement_clauses import missing_clauses
from .agreement_rules import ITEMS, filled_items
from .membership_rules import enough_without, too_few
from .rules import PERMENDAGRI_96, Case, Missing, PartyView, crosses_regencies

LETTER = LegalBasis(PERMENDAGRI_96, "Pasal 13 ayat (3)")
DELIBERATION = LegalBasis(PERMENDAGRI_96, "Pasal 13 ayat (2) huruf d")
OTHERS_GO_ON = say("Pihak yang lain masih cukup: pengusul dapat melanjutkan tanpa yang tidak ikut.")


def initiator_agreed(case: Case) -> object:
    """The initiator's musyawarah desa agreed (an organisation holds none)."""
    return _decided(case, case.initiator, "agreed") if case.initiator.is_village else None


def initiator_refused(case: Case) -> object:
    """The initiator's musyawarah desa did not agree."""
    if not case.initiator.is_village:
        return say("Hanya musyawarah desa yang dapat menolak.")
    return _decided(case, case.initiator, "rejected")


def a_receiver_refused(case: Case) -> object:
    """The musyawarah desa of so many receivers did not agree that too few remain."""
    refusing = [p for p in case.receivers if case.value("village_deliberation", "decision", p.id) == "rejected"]
    if not refusing:
        return say("Belum ada musyawarah desa pihak penerima yang memutuskan tidak sepakat.")
    return OTHERS_GO_ON if enough_without(case, refusing) else None


def enough_parties(case: Case) -> object:
    """There are as many parties as the type of partnership needs; asked when the offer is sent, not before."""
    return too_few(len(case.parties), case.least)


def every_village_prepared(case: Case) -> object:
    """Each village has its priority list, its own agreeing musyawarah and its plan entry."""
    return [item for village in case.villages for item in _unprepared(case, village)]


def offer_accepted(case: Case) -> object:
    """Every receiver answered yes."""
    return _answered(case, "accepted", say("Jawaban tertulis dari %(p)s belum menyatakan menerima."))


def offer_declined(case: Case) -> object:
    """So many receivers answered no, in writing, that too few remain."""
    declining = [p for p in case.receivers if case.value("offer_answer", "decision", p.id) == "declined"]
    if not declining:
        return say("Catat dulu surat jawaban yang menolak.")
    return OTHERS_GO_ON if enough_without(case, declining) else None


def offer_is_whole(case: Case) -> object:
    """The letter in force holds all eight items."""
    return _letter_faults(case, "offer")


def counter_is_whole(case: Case) -> object:
    """The counter-offer holds all eight items."""
    return _letter_faults(case, "counter_offer")


def revised_after_counter(case: Case) -> object:
    """The offer was written anew after the counter-offer."""
    offer, counter = case.record("offer"), case.record("counter_offer")
    if offer is None or (counter is not None and offer.id < counter.id):
        return [Missing(say("Tulis dulu surat penawaran yang sudah diperbaiki."), "offer")]
    return None


def eight_items(case: Case) -> object:
    """The draft holds all eight mandatory contents."""
    filled = filled_items(case.agreement.content, case.parties)
    return [
        Missing(
            say("Naskah belum memuat: %(item)s.", item=ITEMS[name]),
            "agreement",
            basis=LegalBasis(PERMENDAGRI_96, "isi paling sedikit"),
        )
        for name, done in filled.items()
        if not done
    ]


def sector_clauses(case: Case) -> object:
    """The draft settles what its sector asks for; that is good practice, and no article of the law."""
    return [
        Missing(say("Naskah belum memuat: %(item)s.", item=label), "agreement")
        for label in missing_clauses(case.sector, case.clauses, case.agreement.content)
    ]


def regional_basis(case: Case) -> object:
    """Villages of different kabupaten/kota need a basis in the rules of kerja sama daerah."""
    if crosses_regencies(case) and case.record("regional_basis") is None:
        return [
            Missing(
                say(
                    "Desa-desa ini berada di kabupaten/kota yang berbeda: aturan kerja sama daerah berlaku. "
                    "Catat dokumen dasarnya dulu."
                ),
                "regional_basis",
                basis=LegalBasis("UU 23/2014 dan PP 28/2018", "kerja sama daerah"),
            )
        ]
    return None


def meeting_agreed(case: Case) -> object:
    """The musyawarah antar desa agreed."""
    return None if case.value("mad", "decision") == "agreed" else say("MAD belum menyepakati naskah ini.")


def meeting_sent_back(case: Case) -> object:
    """The musyawarah antar desa asked for another draft."""
    return None if case.value("mad", "decision") == "sent_back" else say("MAD tidak meminta naskah diperbaiki.")


def no_signature_yet(case: Case) -> object:
    """Nobody has signed."""
    if any(record.gate == "signature" for record in case.records):
        return say("Sudah ada pihak yang menandatangani; naskah tidak dapat ditarik lagi.")
    return None


def nothing_in_force(case: Case) -> object:
    """No agreement is in force yet."""
    return (
        None if not case.in_force else say("Perjanjian lama masih berlaku: hentikan perubahannya, jangan dibatalkan.")
    )


def is_a_change(case: Case) -> object:
    """This is a change of an agreement in force."""
    return None if case.in_force else say("Ini bukan perubahan perjanjian.")


def start_date_reached(case: Case) -> object:
    """The agreement's start date has come."""
    start = case.agreement.content.get("start_date")
    if start and date.fromisoformat(str(start)) > case.today:
        return say("Kerja sama baru mulai berlaku pada tanggal mulainya, %(day)s.", day=start)
    return None


def body_decreed(case: Case) -> object:
    """A BKAD that carries the partnership out has its decree."""
    if case.agreement.content.get("executor") == "bkad" and case.record("bkad_decree") is None:
        return [Missing(say("SK BKAD belum dicatat, padahal pelaksananya BKAD."), "bkad_decree")]
    return None


def report_delivered(case: Case) -> object:
    """The report went to everyone it is owed to."""
    record = case.record("report")
    if record is None:
        return None
    needed = {"to_council_on": say("BPD"), "to_regent_on": say("Bupati/Wali Kota melalui Camat")}
    if case.instrument == "joint_regulation":
        needed = {"to_heads_on": say("para Kepala Desa"), **needed}
    return [
        Missing(say("Tanggal laporan dikirim kepada %(who)s belum diisi.", who=who), "report")
        for name, who in needed.items()
        if not record.values.get(name)
    ]


def settled_to_go_on(case: Case) -> object:
    """The settlement lets the partnership go on."""
    return _settled(case, "continue")


def settled_to_amend(case: Case) -> object:
    """The settlement asks for a change."""
    return _settled(case, "amend")


def settled_to_end(case: Case) -> object:
    """The settlement ends the partnership."""
    return _settled(case, "end")


def ended_lawfully(case: Case) -> object:
    """One of the nine grounds is chosen, and minuted unless the term simply ran out."""
    record = case.record("termination")
    if record is None:
        return None
    if record.values.get("ground") != "expired" and not record.values.get("number"):
        return [Missing(say("Nomor berita acara pengakhiran belum diisi."), "termination")]
    return None


def council_agreed_to_burden(case: Case) -> object:
    """A cooperation that burdens people or village has the BPD's decision on record."""
    return [
        _missing(
            say("Persetujuan BPD %(p)s belum dicatat, padahal kerja sama ini membebani.", p=village.name),
            "village_deliberation",
            village,
        )
        for village in case.villages
        if case.value("village_deliberation", "burdens_community", village.id)
        and not case.value("village_deliberation", "council_decision", village.id)
    ]


def _decided(case: Case, village: PartyView, decision: str) -> object:
    record = case.record("village_deliberation", village.id)
    if record is None:
        return [
            Missing(
                say("Hasil musyawarah desa %(p)s belum dicatat.", p=village.name),
                "village_deliberation",
                village.id,
                DELIBERATION,
            )
        ]
    if record.values.get("decision") != decision:
        words = {
            "agreed": say("Musyawarah desa %(p)s tidak menyepakati kerja sama.", p=village.name),
            "rejected": say("Musyawarah desa %(p)s tidak menolak kerja sama.", p=village.name),
        }
        return words[decision]
    return None


def _unprepared(case: Case, village: PartyView) -> list[Missing]:
    agreed = case.value("village_deliberation", "decision", village.id) == "agreed"
    checks = (
        (
            case.record("priority_list", village.id) is not None,
            "priority_list",
            say("%(p)s belum mencatat daftar prioritasnya.", p=village.name),
        ),
        (agreed, "village_deliberation", say("Musyawarah desa %(p)s belum menyepakati kerja sama.", p=village.name)),
        (
            case.record("plan_entry", village.id) is not None,
            "plan_entry",
            say("%(p)s belum memasukkannya ke RPJM Desa dan RKP Desa.", p=village.name),
        ),
    )
    return [_missing(sentence, gate, village) for done, gate, sentence in checks if not done]


def _answered(case: Case, decision: str, sentence: Text) -> object:
    return [
        _missing(say(sentence.text, p=party.name), "offer_answer", party)
        for party in case.receivers
        if case.value("offer_answer", "decision", party.id) not in (None, decision)  # None: the gate says so itself
    ]


def _letter_faults(case: Case, gate: str) -> object:
    record = case.record(gate)
    if record is None:
        return None
    return [
        Missing(
            say("Surat belum memuat: %(item)s.", item=label),
            gate,
            basis=LegalBasis(PERMENDAGRI_96, "Pasal 13 ayat (3)"),
        )
        for name, label in ITEMS.items()
        if not record.values.get(name)
    ]


def _settled(case: Case, outcome: str) -> object:
    if case.value("settlement", "outcome") == outcome:
        return None
    words = {
        "continue": say("Hasil penyelesaian bukan melanjutkan kerja sama."),
        "amend": say("Hasil penyelesaian bukan mengubah perjanjian."),
        "end": say("Hasil penyelesaian bukan mengakhiri kerja sama."),
    }
    return words[outcome]


def _missing(sentence: Text, gate: str, party: PartyView) -> Missing:
    return Missing(sentence, gate, party.id)
