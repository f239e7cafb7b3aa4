"""Example yearly plans with a RAB, and programmes of the offices, in Klego, Anjir and around them."""

import random
import uuid
from datetime import date
from decimal import Decimal

from accounts.scope import Scope
from planning.actions import kerja, pelaksanaan, program, rab
from planning.metrics_pelaksanaan import calon, sarankan
from planning.models import KegiatanRencana, RencanaKerja
from planning.workflow_kerja import RENCANA, langkah
from posyandu_app.lib.bidang import NAMA
from registry.models import Posyandu
from wilayah.models import Wilayah

RIBU = Decimal(1000)
PERANGKAT: dict[str, tuple[str, tuple[str, ...], str, str]] = {
    "pendidikan": ("Dinas Pendidikan", ("APE", "buku bacaan"), "balita", "paket"),
    "kesehatan": ("Dinas Kesehatan", ("kelas ibu hamil", "skrining lansia"), "lansia", "orang"),
    "pekerjaan_umum": ("Dinas PUPR", ("pendataan jamban",), "kk", "rumah"),
    "perumahan_rakyat": ("Dinas Perkim", ("pendataan rumah tidak layak huni",), "rumah", "rumah"),
    "trantibumlinmas": ("BPBD", ("simulasi tanggap bencana",), "umum", "orang"),
    "sosial": ("Dinas Sosial", ("bantuan lansia",), "lansia", "paket"),
}


def _rencana(posyandu: Posyandu, tahun: int, acak: random.Random) -> RencanaKerja:
    """Suggested, priced by hand but for the incentives, which have a RAB."""
    rencana = kerja.buat_rencana(posyandu, tahun, cara="saran", contoh=True, actor=None)
    for k in list(rencana.kegiatan_list.all())[:9]:
        if k.komponen in ("insentif_kader", "pmt_penyuluhan"):
            rab.isi_templat(k.pk, k.komponen, actor=None)
            continue
        isi = {"biaya": acak.randint(3, 40) * 50 * RIBU, "sumber_usul": _sumber(posyandu, acak)}
        kerja.ubah_kegiatan(k.pk, isi, versi=k.versi, actor=None)
    return rencana


def _sumber(posyandu: Posyandu, acak: random.Random) -> str:
    return acak.choice(("dau", "dau_ditentukan") if posyandu.wilayah.kelurahan else ("DDS", "ADD"))


def _sahkan(rencana: RencanaKerja, hari: date, oleh: str) -> None:
    RENCANA.apply(rencana.pk, langkah(rencana, "ajukan").name, actor=None)
    rencana.refresh_from_db()
    kerja.sahkan(rencana.pk, oleh=oleh, tanggal=hari, versi=rencana.versi, actor=None)


def _program(posyandu: Posyandu, hari: date, acak: random.Random, banyak: int) -> int:
    """Over the year, so that one month has two offices for the same people."""
    n = 0
    for bidang in acak.sample(sorted(NAMA), banyak):
        perangkat, apa, sasaran, satuan = PERANGKAT[bidang]
        isi = {"bidang": bidang, "perangkat_daerah": perangkat, "tahun": hari.year, "bulan": acak.randint(1, 12)}
        isi |= {"apa": acak.choice(apa), "sasaran": sasaran, "satuan": satuan, "jumlah": acak.randint(1, 40)}
        kunci = uuid.UUID(int=acak.getrandbits(128))
        n += len(program.catat_program([posyandu], isi, kunci=kunci, contoh=True, actor=None))
    return n


def _bulan_ini(posyandu: Posyandu, hari: date, acak: random.Random) -> int:
    """Three that come this month to the units people look at first: two of them for the same people."""
    n = 0
    for bidang, apa, sasaran in (
        ("pendidikan", "APE", "balita"),
        ("sosial", "bantuan lansia", "lansia"),
        ("kesehatan", "skrining lansia", "lansia"),
    ):
        isi = {"bidang": bidang, "perangkat_daerah": PERANGKAT[bidang][0], "tahun": hari.year, "bulan": hari.month}
        isi |= {"apa": apa, "sasaran": sasaran, "jumlah": acak.randint(1, 30), "satuan": PERANGKAT[bidang][3]}
        kunci = uuid.UUID(int=acak.getrandbits(128))
        n += len(program.catat_program([posyandu], isi, kunci=kunci, contoh=True, actor=None))
    return n


def _berjalan(posyandu: Posyandu, hari: date, acak: random.Random, oleh: str) -> None:
    """This year's plan, endorsed at its beginning; what carried it out is said of all activities but the last one."""
    rencana = RencanaKerja.objects.filter(posyandu=posyandu, tahun=hari.year).first()
    if rencana is None:
        rencana = _rencana(posyandu, hari.year, acak)
    else:  # begun with what is paid for (reporting.contoh.butuh)
        kerja.isi_rencana(rencana.pk, "saran", actor=None)
    _sahkan(rencana, date(hari.year, 1, 12), oleh)
    kegiatan = list(KegiatanRencana.objects.filter(rencana=rencana).order_by("urutan"))
    saran = sarankan(kegiatan, calon(Scope.sistem("contoh"), rencana))
    isi = [(k, saran[k.pk].pasti) for k in kegiatan if saran[k.pk].pasti]
    for k, rows in isi[:-1]:
        pelaksanaan.laksanakan(k.pk, [r.pk for r in rows], actor=None)


def buat_kerja(acak: random.Random, hari: date) -> tuple[int, int]:
    """(plans, programmes). Klego and Anjir: one endorsed with this year's before it, one handed in, one draft; both
    kabupaten a team's plan."""
    n = datang = 0
    for desa, kabupaten, oleh in (("33.75.02.1008", "33.75", "Lurah"), ("62.03.03.2004", "62.03", "Kepala Desa")):
        units = list(Posyandu.objects.di_wilayah(desa).aktif().select_related("wilayah")[:3])
        for ke, unit in enumerate(units):
            rencana = _rencana(unit, hari.year + 1, acak)
            if ke == 0:
                _berjalan(unit, hari, acak, f"{oleh} contoh")
                n += 1
                datang += _bulan_ini(unit, hari, acak)
                _sahkan(rencana, hari, f"{oleh} contoh")
            elif ke == 1:
                RENCANA.apply(rencana.pk, langkah(rencana, "ajukan").name, actor=None)
            datang += _program(unit, hari, acak, 4 - ke)
            n += 1
        wilayah = Wilayah.objects.get(pk=kabupaten)
        kerja.buat_rencana(wilayah, hari.year + 1, cara="saran", contoh=True, actor=None)
        n += 1
    return n, datang
