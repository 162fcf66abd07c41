"""The words by which road maps name their columns and tables, in any city.

Matched against folded text (lower case, no punctuation). The first that fits decides.
"""

import re
from collections.abc import Sequence

Patterns = Sequence[tuple[str, re.Pattern[str]]]


def _patterns(*pairs: tuple[str, str]) -> Patterns:
    return [(name, re.compile(pattern)) for name, pattern in pairs]


ROLE_WORDS = _patterns(
    ("number", r"^(no|n|nomor|no urut|penilaian)$"),
    ("quarter", r"^(tw|triwulan|tri wulan|kuartal|q) ?(i{1,3}|iv|[1-4])$"),
    ("budget", r"^(pagu|alokasi|rencana|jumlah|kebutuhan)? ?(anggaran|pagu)\b"),
    ("end_target", r"^target (akhir|20\d\d)|kondisi (kinerja )?akhir"),
    ("baseline", r"base ?line|(kondisi|data|capaian) (kinerja )?awal"),
    ("area", r"^area\b|^program$"),
    (
        "agencies",
        r"penanggung ?jawab|pengampu|^(s?k?pd|opd|(unit kerja )?pelaksana|koordinator)\b|\bpic\b",
    ),
    ("part", r"^tahun$|^aspek permasalahan$"),
    ("goal", r"^sasaran reformasi birokrasi$|^jenis sasaran"),
    (
        "label",
        r"indikat|^parameter|^aspek hasil$|^komponen penilaian$|^rencana? kerja|^quick wins?$",
    ),
    ("activity", r"kegiatan|^rencana aksi$|^tugas$|^strategi quick win"),
    ("outcome", r"hasil yang diharapkan|^sasaran\b|^dampak|^target kinerja$"),
    ("scale", r"skala|^opini$"),
    ("weight", r"^bobot"),
    ("value", r"^nilai|^skor"),
    ("ratio", r"^%$"),
    ("central", r"^pusat$"),
    ("unit", r"^unit$"),
    ("owner", r"^sumber data"),
    ("problem", r"^permasalahan"),
    ("first", r"^prioritas pelaksanaan"),
    ("text", r"^keterangan|^uraian|permasalahan|^prioritas|^strategi\b|^arah kebijakan|^kebijakan"),
    ("text", r"^hal hal|^penggun|^target kondisi"),
)
"""What a column is for, by its header."""

KIND_WORDS = _patterns(
    ("recommendations", r"\brekomendasi\b"),
    ("review", r"\brevie?u\b"),
    ("teams", r"\bpokja\b|kelompok kerja"),
    ("quick_wins", r"quick ?wins?"),
    ("strategy", r"\bvisi\b.*\bmisi\b"),
    ("activities", r"kegiatan pendukung"),
    ("priorities", r"\bprioritas\b"),
    ("problems", r"\bpermasalahan\b"),
)
"""What a table without figures is, by its title, else by the headings above it."""

RESULTS = re.compile(
    r"\b(perkembangan|realisasi|capaian|pencapaian|hasil (evaluasi|penilaian)|terakhir)\b"
)
"""How the title of a table of results of past years reads."""

PLAN = re.compile(r"\b(aksi|kegiatan|rencana? kerja|program kerja)\b")
"""Words of a table that plans activities, in its title or its head."""

NOTE = re.compile(r"^(analisa|analisis|catatan|keterangan)\s*:", re.IGNORECASE)
"""How a row of prose inside a table begins."""

HEADING = re.compile(
    r"^(program|sasaran|area|komponen|aspek|indikator|capaian|visi|misi|tujuan|bidang|urusan)\b",
    re.IGNORECASE,
)
"""How a line across a table begins that heads the rows below."""

UNFINISHED = re.compile(
    r"(,|\b(dan|atau|serta|dengan|yang|untuk|secara|dari|pada|dalam|oleh|ke|di|bagi|atas))$",
    re.IGNORECASE,
)
"""How a cell ends that goes on elsewhere."""

SELF_ASSESSMENT = re.compile(r"\bmandiri\b")
OFFICIAL = re.compile(r"\bkemen\w*|\bpanrb\b|\bministry\b")

PARTS = _patterns(
    ("enabler/fulfilment", r"\baspek pemenuhan\b"),
    ("enabler/intermediate", r"\bhasil antara\b"),
    ("enabler/reform", r"\breform\b"),
    ("result", r"\bkomponen hasil\b"),
)
"""Part of the instrument that a table of scores is about, by title or heading."""


def first_match(patterns: Patterns, folded: str) -> str:
    """Name of the first pattern that is found in the text; empty when none is."""
    return next((name for name, pattern in patterns if pattern.search(folded)), "")
