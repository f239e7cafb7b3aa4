"""One step of the open day: the questions of several services to one person, each service its own record."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms

from spm_services import katalog
from spm_services.actions.rekaman import keadaan_pada
from spm_services.forms.isian import Bagian, FormIsian, Konteks
from spm_services.forms.periksa import Siapa, boleh_isi, siapa_pada
from spm_services.katalog.dasar import JenisLayanan, Langkah
from spm_services.models import KunjunganWarga, Rekaman
from spm_services.pilihan_lokal import pilihan_berlaku

Isian = Mapping[str, Any]


def entri_langkah(langkah: str, siapa: Siapa) -> list[JenisLayanan]:
    """The services one person is asked about at a step, in the catalogue's order."""
    return katalog.pada_langkah(Langkah(langkah), siapa.umur_bulan, siapa.kelamin, siapa.keadaan)


def sidik(isi: Isian) -> str:
    """Short fingerprint of answers: what the page showed when it was opened."""
    return hashlib.sha256(json.dumps(isi, sort_keys=True).encode()).hexdigest()[:12]


class FormLangkah(FormIsian):
    """The answers of one step of a visit. Give `isian()` and `versi` to actions.IsianKunjungan.

    `entri_list`: the services asked (default: those of the step for this person). `kini`: the visit's records as they
    are now, by service; their answers are the initial values. `lalu`: {service: last month's answers}, shown beside the
    fields. A service nobody touched is left out: nothing of it is required, and another phone's answers to it stay.
    Fields are named `<service>-<question>`; `<service>-versi` and `<service>-awal` say what the page was opened at.
    `sembunyi`: {service: questions} whose stored answers this viewer may not see. `siapa`: the person, where the page
    knows the states already.
    """

    def __init__(
        self,
        data: Any = None,
        *,
        kunjungan: KunjunganWarga,
        langkah: str,
        entri_list: Sequence[JenisLayanan] | None = None,
        kini: Mapping[str, Rekaman] | None = None,
        lalu: Mapping[str, Isian] | None = None,
        nakes: bool = False,
        sembunyi: Mapping[str, Collection[str]] | None = None,
        siapa: Siapa | None = None,
        **kwargs: Any,
    ) -> None:
        self.kunjungan, self.langkah, self.kini = kunjungan, langkah, dict(kini or {})
        super().__init__(data, **kwargs)
        warga, hari = kunjungan.warga, kunjungan.tanggal
        self._siapa = siapa or siapa_pada(warga, hari, keadaan_pada(warga, hari))
        entri = entri_langkah(langkah, self._siapa) if entri_list is None else entri_list
        entri = [e for e in entri if boleh_isi(e, nakes=nakes)]
        lokal = pilihan_berlaku(entri, kunjungan.posyandu.kode, hari)
        self.bagian_list: list[Bagian] = []
        for e in entri:
            tutup = (sembunyi or {}).get(e.kode, ())
            konteks = Konteks(self._siapa, nakes, lokal, (lalu or {}).get(e.kode, {}), tutup)
            self.bagian_list.append(self._pasang_satu(e, konteks))
        self._isi: dict[str, dict[str, Any]] = {}

    def _pasang_satu(self, entri: JenisLayanan, konteks: Konteks) -> Bagian:
        bagian = self.pasang(entri, f"{entri.kode}-", konteks)
        rekaman = self.kini.get(entri.kode)
        isi = rekaman.isian if rekaman else {}
        for k in bagian.kolom:
            # Required only once the service is touched; the page still says which may stay empty.
            satu: Any = self.fields[bagian.nama(k.kode)]
            satu.wajib_bila_disentuh = satu.required
            satu.required = satu.widget.is_required = False
            self.initial.setdefault(bagian.nama(k.kode), isi.get(k.kode))
        self.fields[bagian.nama("versi")] = forms.IntegerField(
            widget=forms.HiddenInput, required=False, initial=rekaman.versi if rekaman else 0
        )
        self.fields[bagian.nama("awal")] = forms.CharField(
            widget=forms.HiddenInput, required=False, initial=sidik(self._terlihat(bagian, isi))
        )
        return bagian

    @property
    def kelompok(self) -> list[tuple[JenisLayanan, list[forms.BoundField]]]:
        """[(service, its fields)] for the page, hidden ones among them."""
        return [
            (b.entri, [self[b.nama(n)] for n in (*(k.kode for k in b.kolom), "versi", "awal")])
            for b in self.bagian_list
        ]

    @property
    def versi(self) -> dict[str, int]:
        """{service: version of its record when the page was opened}, 0 where there was none."""
        return {b.entri.kode: self.cleaned_data.get(b.nama("versi")) or 0 for b in self.bagian_list}

    def isian(self) -> dict[str, dict[str, Any]]:
        """{service: answers} of the services that were touched."""
        return self._isi

    def siapa_form(self) -> Siapa:
        return self._siapa

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        jawab = {b.entri.kode: self.jawaban_bagian(b) for b in self.bagian_list}
        semua = {k: v for r in self.kini.values() for k, v in r.isian.items()}
        semua |= {k: v for satu in jawab.values() for k, v in satu.items()}
        for b in self.bagian_list:
            kode = b.entri.kode
            if not self._disentuh(b, jawab[kode]):
                continue
            self._wajib(b, jawab[kode])
            self.periksa_bagian(b, {**semua, **dict.fromkeys((k.kode for k in b.kolom), None), **jawab[kode]})
            lama = self.kini[kode].isian if kode in self.kini else {}
            ditanya = {k.kode for k in b.kolom}
            self._isi[kode] = {k: v for k, v in lama.items() if k not in ditanya} | jawab[kode]
        return isi

    def _disentuh(self, bagian: Bagian, jawab: Isian) -> bool:
        awal = self.cleaned_data.get(bagian.nama("awal")) or sidik({})
        return sidik(jawab) != awal

    def _wajib(self, bagian: Bagian, jawab: Isian) -> None:
        if not jawab:
            return  # everything taken away: the record stays, empty
        for k in bagian.kolom:
            nama = bagian.nama(k.kode)
            field: Any = self.fields[nama]
            if field.wajib_bila_disentuh and k.kode not in jawab and nama not in self.errors:
                pesan = field.error_messages["required"] % {"tidak_ada": getattr(field, "tidak_ada", "")}
                self.add_error(nama, pesan)

    @staticmethod
    def _terlihat(bagian: Bagian, isi: Isian) -> dict[str, Any]:
        return {k.kode: isi[k.kode] for k in bagian.kolom if k.kode in isi}
