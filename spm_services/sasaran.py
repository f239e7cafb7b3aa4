"""Whom a service is for, in words and as a condition: who is offered on a form, and why somebody else is not."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from spm_services.katalog.dasar import JenisLayanan, Untuk
from spm_services.models import KeadaanWarga, Warga

KELAMIN = {"P": "perempuan", "L": "laki-laki"}
LONGGAR = timedelta(days=4)  # a month's end is not the same day everywhere; the exact age is judged in Python


def kata_bulan(bulan: int) -> str:
    """ "8 bulan", "5 tahun": the way people say an age."""
    return f"{bulan} bulan" if bulan < 24 else f"{bulan // 12} tahun"


def kata_untuk(untuk: Untuk | None) -> str:
    """ "perempuan, 10 tahun sampai sebelum 60 tahun, hamil"; "semua warga" for everybody."""
    if untuk is None:
        return "semua warga"
    bagian = [KELAMIN[untuk.kelamin]] if untuk.kelamin else []
    if untuk.dari or untuk.sampai is not None:
        bagian.append(_kata_umur(untuk))
    bagian += [" atau ".join(_kata_keadaan(k) for k in untuk.keadaan)] if untuk.keadaan else []
    bagian += [f"tidak sedang {' atau '.join(_kata_keadaan(k) for k in untuk.bukan)}"] if untuk.bukan else []
    return ", ".join(bagian) or "semua warga"


def _kata_umur(untuk: Untuk) -> str:
    if untuk.sampai is None:
        return f"{kata_bulan(untuk.dari)} ke atas"
    sampai = f"sebelum {kata_bulan(untuk.sampai)}"
    return f"{kata_bulan(untuk.dari)} sampai {sampai}" if untuk.dari else sampai


def _kata_keadaan(kode: str) -> str:
    return str(KeadaanWarga.Jenis(kode).label).lower() if kode in KeadaanWarga.Jenis.values else kode


def sebab_bukan(entri: JenisLayanan, warga: Warga, hari: date, keadaan: Collection[str]) -> str:
    """Why the service is not for this person on the day, in words; "" where it is."""
    if warga.wafat and hari > warga.wafat:
        return "sudah meninggal"
    if hari < warga.tanggal_lahir:
        return "belum lahir pada hari itu"
    untuk = entri.untuk
    umur = warga.umur_bulan(hari)
    if untuk is None or untuk.cocok(umur, warga.jenis_kelamin, keadaan):
        return ""
    if untuk.kelamin not in ("", warga.jenis_kelamin):
        return f"layanan ini untuk {KELAMIN[untuk.kelamin]}"
    if umur < untuk.dari or (untuk.sampai is not None and umur >= untuk.sampai):
        return f"umurnya {kata_bulan(umur)}, layanan ini untuk {_kata_umur(untuk)}"
    if untuk.keadaan and not set(keadaan) & set(untuk.keadaan):
        return f"tidak tercatat {' atau '.join(_kata_keadaan(k) for k in untuk.keadaan)}"
    return f"sedang {' dan '.join(_kata_keadaan(k) for k in untuk.bukan if k in keadaan)}"


def q_sasaran(untuk: Untuk | None, hari: date, *, awalan: str = "warga__") -> Q:
    """Rows of people who may be meant, somewhat too many: a condition on their birth, sex and states."""
    q = Q(**{f"{awalan}wafat": None})
    if untuk is None:
        return q
    if untuk.kelamin:
        q &= Q(**{f"{awalan}jenis_kelamin": untuk.kelamin})
    if untuk.dari:
        q &= Q(**{f"{awalan}tanggal_lahir__lte": _mundur(hari, untuk.dari) + LONGGAR})
    if untuk.sampai is not None:
        q &= Q(**{f"{awalan}tanggal_lahir__gte": _mundur(hari, untuk.sampai) - LONGGAR})
    if untuk.keadaan:
        rows = KeadaanWarga.objects.filter(Q(sampai=None) | Q(sampai__gt=hari), mulai__lte=hari)
        q &= Q(Exists(rows.filter(warga=OuterRef(awalan.removesuffix("__")), jenis__in=untuk.keadaan)))
    return q


def _mundur(hari: date, bulan: int) -> date:
    nol = hari.year * 12 + hari.month - 1 - bulan
    return date(nol // 12, nol % 12 + 1, min(hari.day, 28))
