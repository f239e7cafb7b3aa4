"""A form field for every kind of question of the catalogue (spm_services.katalog.kolom).

What a field cleans to is what is stored: whole numbers, text with a dot for measures ("22.8"), codes, lists of codes,
true/false. None is "not asked"; an empty list is "tidak ada" and was asked.
"""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from django import forms

from posyandu_app.lib.forms import BilanganField, tanggal_field, teks_field
from spm_services.katalog.dasar import Angka, Banyak, Desimal, Kolom, Lokasi, Pilihan, Tanggal, Teks, YaTidak
from spm_services.katalog.kolom import Kalau

Opsi = Sequence[tuple[str, str]]
YA_TIDAK = (("ya", "Ya"), ("tidak", "Tidak"))
PILIH_SATU = {"required": "Pilih salah satu."}
TIDAK_DITANYA = ("", "Tidak ditanya")
TIDAK_ADA = "-"  # the sent word for "tidak ada"; no code of an option
PALING_RADIO = 9
POLA_DESIMAL = re.compile(r"\d{1,6}([.,]\d{1,6})?", re.ASCII)
_ANGKA = r"[-−]?\d{1,3}[.,]\d{1,12}"
POLA_TITIK = re.compile(rf"\(?\s*({_ANGKA})\s*[,;\s]\s*({_ANGKA})\s*\)?", re.ASCII)
LINTANG, BUJUR = (Decimal(-12), Decimal(7)), (Decimal(94), Decimal(142))
SEMETER = Decimal("0.00001")


class DesimalField(forms.Field):
    """A measure as people type it (`22,8`, `22.8`, with or without its unit), cleaned to "22.8". Nothing is rounded."""

    default_error_messages = {
        "required": "Isi angkanya.",
        "bukan_angka": "Tulis dengan angka, misalnya %(contoh)s.",
        "dua_tanda": "Tulis satu koma saja, tanpa titik ribuan, misalnya %(contoh)s.",
        "negatif": "Angka tidak boleh kurang dari 0.",
        "terlalu_teliti": "Paling banyak %(koma)s angka di belakang koma, misalnya %(contoh)s.",
        "bulat": "Tulis tanpa koma, misalnya %(contoh)s.",
    }
    widget = forms.TextInput

    def __init__(self, *, kolom: Desimal, **kwargs: Any) -> None:
        self.kolom, self.satuan = kolom, kolom.satuan
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        mode = "decimal" if self.kolom.koma else "numeric"
        return {"inputmode": mode, "autocomplete": "off", "maxlength": 16, "class": "angka"}

    def prepare_value(self, value: Any) -> Any:
        """What is stored, with a comma; what was typed stays as it was."""
        return value.replace(".", ",") if isinstance(value, str) and POLA_DESIMAL.fullmatch(value) else value

    def to_python(self, value: Any) -> str | None:
        teks = str(value or "").strip().removesuffix(self.satuan).strip()
        if not teks:
            return None
        if teks[0] in "-−":
            raise self._galat("negatif")
        if ("." in teks and "," in teks) or teks.count(".") > 1 or teks.count(",") > 1:
            raise self._galat("dua_tanda")
        if not POLA_DESIMAL.fullmatch(teks):
            raise self._galat("bukan_angka")
        bulat, _, pecahan = teks.replace(",", ".").partition(".")
        pecahan = pecahan.rstrip("0")
        if len(pecahan) > self.kolom.koma:
            raise self._galat("terlalu_teliti" if self.kolom.koma else "bulat")
        bulat = bulat.lstrip("0") or "0"
        return f"{bulat}.{pecahan.ljust(self.kolom.koma, '0')}" if self.kolom.koma else bulat

    def _galat(self, code: str) -> forms.ValidationError:
        contoh = ("120", "22,8", "9,75")[min(self.kolom.koma, 2)]
        isi = {"contoh": contoh, "koma": self.kolom.koma}
        return forms.ValidationError(self.error_messages[code], code=code, params=isi)


class BanyakField(forms.MultipleChoiceField):
    """Any of a list, or "tidak ada" alone ([]), or nothing at all: not asked (None)."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {
        "required": "Centang yang ada. Kalau tidak ada, centang “%(tidak_ada)s”.",
        "campur": "“%(tidak_ada)s” dicentang bersama yang lain. Pilih salah satu.",
    }

    def __init__(self, *, kolom: Banyak, **kwargs: Any) -> None:
        self.tidak_ada = kolom.tidak_ada
        self.urutan = [k for k, _ in kolom.opsi]  # answers are stored in the catalogue's order, each once
        pilihan = [*kolom.opsi, (TIDAK_ADA, kolom.tidak_ada)]
        super().__init__(choices=pilihan, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return [TIDAK_ADA] if value == [] else value

    def clean(self, value: Any) -> list[str] | None:
        pilih = self.to_python(value)
        if not pilih:
            if self.required:
                raise self._galat("required")
            return None
        self.validate(pilih)
        if TIDAK_ADA in pilih:
            if len(pilih) > 1:
                raise self._galat("campur")
            return []
        return [k for k in self.urutan if k in pilih]

    def _galat(self, code: str) -> forms.ValidationError:
        pesan = self.error_messages[code]
        return forms.ValidationError(pesan, code=code, params={"tidak_ada": self.tidak_ada})


class LokasiField(forms.CharField):
    """ "-6,88912, 109,67533" typed or from the phone, cleaned to "-6.88912, 109.67533": about a metre."""

    default_error_messages = {
        "bukan_titik": "Tulis lintang lalu bujur, misalnya -6.88912, 109.67533.",
        "kurang_teliti": "Kurang teliti: beri paling sedikit 3 angka di belakang koma.",
        "terbalik": "Sepertinya terbalik: lintang dulu, lalu bujur.",
        "luar": "Titik ini di luar Indonesia. Periksa lagi.",
    }

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"autocomplete": "off", "maxlength": 60, "data-lokasi": "", "placeholder": "-6.88912, 109.67533"}

    def to_python(self, value: Any) -> str | None:
        teks = str(value or "").strip()
        if not teks:
            return None
        cocok = POLA_TITIK.fullmatch(teks)
        if not cocok:
            raise self._galat("bukan_titik")
        kata = [g.replace("−", "-").replace(",", ".") for g in cocok.groups()]
        if any(len(k.partition(".")[2]) < 3 for k in kata):
            raise self._galat("kurang_teliti")
        lintang, bujur = (Decimal(k).quantize(SEMETER) for k in kata)
        if not (_di_antara(lintang, LINTANG) and _di_antara(bujur, BUJUR)):
            terbalik = _di_antara(bujur, LINTANG) and _di_antara(lintang, BUJUR)
            raise self._galat("terbalik" if terbalik else "luar")
        return f"{lintang}, {bujur}"

    def _galat(self, code: str) -> forms.ValidationError:
        return forms.ValidationError(self.error_messages[code], code=code)


class YaTidakField(forms.ChoiceField):
    """Yes, no, or — where the question may be left out — not asked. Cleaned to True, False, None."""

    widget = forms.RadioSelect

    def prepare_value(self, value: Any) -> Any:
        return {True: "ya", False: "tidak"}.get(value, value) if isinstance(value, bool) else value or ""

    def clean(self, value: Any) -> bool | None:
        nilai = super().clean(value)
        return None if nilai == "" else nilai == "ya"


class PilihanField(forms.ChoiceField):
    """One of a list. Cleaned to its code, or None: not asked."""

    def clean(self, value: Any) -> str | None:
        return super().clean(value) or None


def _di_antara(nilai: Decimal, ujung: tuple[Decimal, Decimal]) -> bool:
    return ujung[0] <= nilai <= ujung[1]


def _angka(kolom: Angka, lokal: Opsi, umum: dict[str, Any]) -> forms.Field:
    field: Any = BilanganField(maksimum=kolom.maksimum, **umum)
    field.satuan = kolom.satuan
    return field  # type: ignore[no-any-return]


def _teks(kolom: Teks, lokal: Opsi, umum: dict[str, Any]) -> forms.Field:
    baris = kolom.baris if kolom.baris > 1 else 0
    return teks_field(umum.pop("label"), panjang=kolom.panjang, baris=baris, **umum)  # type: ignore[no-any-return]


def _ya_tidak(kolom: YaTidak, lokal: Opsi, umum: dict[str, Any]) -> forms.Field:
    opsi = YA_TIDAK if kolom.wajib else (*YA_TIDAK, TIDAK_DITANYA)
    return YaTidakField(choices=opsi, error_messages=PILIH_SATU, **umum)


def _pilihan(kolom: Pilihan, lokal: Opsi, umum: dict[str, Any]) -> forms.Field:
    umum["error_messages"] = PILIH_SATU
    opsi = [*kolom.opsi, *lokal]
    if len(opsi) >= PALING_RADIO:
        opsi.insert(0, ("", "Pilih…" if kolom.wajib else TIDAK_DITANYA[1]))
        return PilihanField(choices=opsi, widget=forms.Select, **umum)
    if not kolom.wajib:
        opsi.append(TIDAK_DITANYA)
    return PilihanField(choices=opsi, widget=forms.RadioSelect, **umum)


_PEMBUAT: dict[type[Kolom], Callable[[Any, Opsi, dict[str, Any]], forms.Field]] = {
    Angka: _angka,
    Desimal: lambda kolom, lokal, umum: DesimalField(kolom=kolom, **umum),
    Teks: _teks,
    Tanggal: lambda kolom, lokal, umum: tanggal_field(umum.pop("label"), **umum),
    YaTidak: _ya_tidak,
    Pilihan: _pilihan,
    Banyak: lambda kolom, lokal, umum: BanyakField(kolom=kolom, **umum),
    Lokasi: lambda kolom, lokal, umum: LokasiField(**umum),
}


def kolom_form(kolom: Kolom, lokal: Opsi = ()) -> forms.Field:
    """The field of one question; `lokal` are the options a region added to its list.

    `field.tanya` stays "" until the form has to ask whether people are sure.
    """
    umum: dict[str, Any] = {"label": kolom.label, "required": kolom.wajib, "help_text": kolom.bantuan}
    pembuat = _PEMBUAT.get(type(kolom))
    if pembuat is None:
        raise TypeError(f"jenis kolom tidak dikenal: {kolom!r}")
    field: Any = pembuat(kolom, lokal, umum)
    field.tanya = field.yakin = ""
    return field  # type: ignore[no-any-return]


def kata_kalau(kalau: Kalau, induk: Kolom) -> str:
    """For pages without JavaScript: when the question counts."""
    kata = dict(getattr(induk, "opsi", ()))
    jawab = " atau ".join("Ya" if n is True else "Tidak" if n is False else kata.get(n, str(n)) for n in kalau.nilai)
    return f"Diisi kalau “{induk.label}” dijawab {jawab}."


def nilai_kalau(kalau: Kalau) -> list[str]:
    """The answers that open the question, as the page sends them."""
    return ["ya" if n is True else "tidak" if n is False else str(n) for n in kalau.nilai]
