"""Names of months and days of the week in the languages that exports are written in.

English, German, French, Spanish, Portuguese, Italian and Dutch, without accents
and in lower case, full and as programs shorten them. No name means two months.
"""

from __future__ import annotations

import unicodedata

_NAMES = (
    "jan january januar janner janv janvier ene enero janeiro gen gennaio januari",
    "feb february februar fev fevr fevrier febrero fevereiro febbraio februari",
    "mar march marz mrz maerz mars marzo marco mrt maart",
    "apr april avr avril abr abril aprile",
    "may mai mayo maio mag maggio mei",
    "jun june juni juin junio junho giu giugno",
    "jul july juli juil juillet julio julho lug luglio",
    "aug august aout ago agosto augustus",
    "sep sept september septembre septiembre set setiembre setembro settembre",
    "oct october okt oktober octobre octubre out outubro ott ottobre",
    "nov november novembre noviembre novembro",
    "dec december dez dezember decembre dic diciembre dezembro dicembre",
)
_WEEKDAYS = (
    "mon monday mo montag lun lundi lunes segunda lunedi ma maandag",
    "tue tues tuesday di dienstag mardi mar martes terca martedi dinsdag",
    "wed wednesday mi mittwoch mer mercredi mie miercoles quarta mercoledi wo woensdag",
    "thu thur thurs thursday do donnerstag jeu jeudi jue jueves quinta gio giovedi donderdag",
    "fri friday fr freitag ven vendredi vie viernes sexta venerdi vr vrijdag",
    "sat saturday sa samstag sonnabend sam samedi sab sabado sabato za zaterdag",
    "sun sunday so sonntag dim dimanche dom domingo domenica zo zondag",
)

MONTHS: dict[str, int] = {
    name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()
}
"""Number of the month by its plain name."""

WEEKDAYS: dict[str, int] = {
    name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()
}
"""Number of the day of the week, Monday 0, by its plain name."""


def plain(word: str) -> str:
    """Write a word in lower case without accents and without a point behind.

    Example:
        >>> plain("Févr."), plain("März")
        ('fevr', 'marz')
    """
    parts = unicodedata.normalize("NFD", word)
    bare = "".join(sign for sign in parts if not "\u0300" <= sign <= "\u036f")
    return unicodedata.normalize("NFC", bare).lower().rstrip(".")
