"""One timed burst of requests: with wrk where it is installed, else with a small loader in threads."""

import http.client
import re
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
import uuid
from dataclasses import dataclass

WRK = shutil.which("wrk")
SATUAN = {"us": 1e-3, "ms": 1.0, "s": 1e3, "m": 6e4}
KUNCI = "{kunci}"  # replaced by a fresh UUID in every request
FORMULIR = "application/x-www-form-urlencoded"
# Keys come from the system's own randomness: no two bursts may send the same form.
LUA = """
wrk.method = "POST"
wrk.headers["Content-Type"] = "%s"
local acak = io.open("/dev/urandom", "rb")
local depan, belakang = [==[%s]==], [==[%s]==]
local function kunci()
  local h = acak:read(16):gsub(".", function(c) return string.format("%%02x", c:byte()) end)
  return h:sub(1, 8).."-"..h:sub(9, 12).."-4"..h:sub(14, 16).."-8"..h:sub(18, 20).."-"..h:sub(21, 32)
end
request = function() return wrk.format(nil, nil, nil, depan..kunci()..belakang) end
"""


@dataclass(frozen=True)
class Permintaan:
    """What is sent again and again; `isi` not empty makes it a POST."""

    port: int
    alamat: str
    kuki: str
    isi: str = ""

    def badan(self) -> str | None:
        return self.isi.replace(KUNCI, str(uuid.uuid4())) if self.isi else None


@dataclass(frozen=True)
class Hasil:
    """One burst: answers, those that were not 2xx or 3xx, latencies in ms, requests a second."""

    n: int
    salah: int
    p50: float
    p99: float
    per_detik: float


def sekali(p: Permintaan) -> tuple[int, int]:
    """(status, bytes) of one request, redirects not followed."""
    sambungan = http.client.HTTPConnection("127.0.0.1", p.port, timeout=120)
    kepala = {"Cookie": p.kuki} | ({"Content-Type": FORMULIR} if p.isi else {})
    sambungan.request("POST" if p.isi else "GET", p.alamat, body=p.badan(), headers=kepala)
    jawab = sambungan.getresponse()
    panjang = len(jawab.read())
    sambungan.close()
    return jawab.status, panjang


def tembak(p: Permintaan, koneksi: int, detik: float) -> Hasil:
    return _wrk(p, koneksi, detik) if WRK else _utas(p, koneksi, detik)


def _ms(teks: str) -> float:
    angka, satuan = re.fullmatch(r"([\d.]+)(us|ms|s|m)", teks).groups()  # type: ignore[union-attr]
    return float(angka) * SATUAN[satuan]


def _wrk(p: Permintaan, koneksi: int, detik: float) -> Hasil:
    perintah = [WRK or "wrk", "-t1", f"-c{koneksi}", f"-d{max(1, round(detik))}s", "--timeout", "60s", "--latency"]
    perintah += ["-H", f"Cookie: {p.kuki}"]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as skrip:
        if p.isi:
            skrip.write(LUA % (FORMULIR, *p.isi.split(KUNCI)))
            skrip.flush()
            perintah += ["-s", skrip.name]
        perintah.append(f"http://127.0.0.1:{p.port}{p.alamat}")
        teks = subprocess.run(perintah, capture_output=True, text=True, check=True).stdout
    persentil = dict(re.findall(r"(50|99)%\s+([\d.]+(?:us|ms|s|m))\b", teks))
    salah = re.search(r"Non-2xx or 3xx responses: (\d+)", teks)
    putus = re.search(r"Socket errors: connect (\d+), read \d+, write (\d+), timeout (\d+)", teks)
    return Hasil(
        n=int(re.search(r"(\d+) requests in", teks)[1]),  # type: ignore[index]
        salah=(int(salah[1]) if salah else 0) + (sum(map(int, putus.groups())) if putus else 0),
        p50=_ms(persentil.get("50", "0us")),
        p99=_ms(persentil.get("99", "0us")),
        per_detik=float(re.search(r"Requests/sec:\s+([\d.]+)", teks)[1]),  # type: ignore[index]
    )


def _utas(p: Permintaan, koneksi: int, detik: float) -> Hasil:
    """The loader shares the machine with the servers: latencies are higher than with wrk, CPU figures are not."""
    waktu: list[float] = []
    salah: list[int] = []
    mulai = time.perf_counter()

    def ulang() -> None:
        while time.perf_counter() - mulai < detik:
            awal = time.perf_counter()
            try:
                status, _ = sekali(p)
            except OSError:
                status = 599
            waktu.append((time.perf_counter() - awal) * 1e3)
            if status >= 400:
                salah.append(status)

    utas = [threading.Thread(target=ulang) for _ in range(koneksi)]
    for u in utas:
        u.start()
    for u in utas:
        u.join()
    lama = time.perf_counter() - mulai
    p99 = sorted(waktu)[int(0.99 * (len(waktu) - 1))]
    return Hasil(len(waktu), len(salah), statistics.median(waktu), p99, len(waktu) / lama)
