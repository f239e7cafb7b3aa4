"""A tiny PDF that says it is an example: what the demonstration shows where a real office has its scans."""

from django.core.files.base import ContentFile


def _teks(kata: str) -> str:
    return kata.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def pdf_contoh(baris: list[str]) -> bytes:
    """One A4 page with these lines, in Helvetica. Plain Latin text only."""
    tulis = "".join(f"({_teks(b)}) Tj 0 -22 Td " for b in baris)
    isi = f"BT /F1 13 Tf 60 770 Td {tulis}ET".encode("latin-1", "replace")
    benda = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(isi), isi),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    hasil, letak = b"%PDF-1.4\n", []
    for i, satu in enumerate(benda, 1):
        letak.append(len(hasil))
        hasil += b"%d 0 obj" % i + satu + b"endobj\n"
    daftar = b"".join(b"%010d 00000 n \n" % n for n in letak)
    ekor = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return hasil + ekor % (daftar, len(hasil))


def pindaian_contoh(baris: list[str], nama: str = "contoh.pdf") -> ContentFile:
    """The same as an uploaded file."""
    return ContentFile(pdf_contoh(["CONTOH - bukan surat sungguhan", *baris]), name=nama)
