"""Names of months and days of the week in the languages that exports are written in.

Without accents and in lower case, full and as programs shorten them. No name means two months.
"""

from __future__ import annotations

import unicodedata

_NAMES = (
    (
        "jan january januar janner janv janvier ene enero janeiro gen gennaio januari "
        "sty styczen stycznia leden ledna tammi tammikuu tammikuuta januar ian ianuarie oca ocak "
        "янв январь января січня січень ιαν ιανουαριου ιανουαριοσ"
    ),
    (
        "feb february februar fev fevr fevrier febrero fevereiro febbraio februari "
        "lut luty lutego unor unora helmi helmikuu helmikuuta februarie sub subat "
        "фев февр февраль февраля лютого лютии φεβ φεβρουαριου φεβρουαριοσ"
    ),
    (
        "mar march marz mrz maerz mars marzo marco mrt maart "
        "marzec marca brezen brezna maalis maaliskuu maaliskuuta marcius martie mart maret marts "
        "март марта березня березень μαρ μαρτιου μαρτιοσ"
    ),
    (
        "apr april avr avril abr abril aprile "
        "kwi kwiecien kwietnia duben dubna huhti huhtikuu huhtikuuta aprilis aprilie nis nisan "
        "апр апрель апреля квітня квітень απρ απριλιου απριλιοσ"
    ),
    (
        "may mai mayo maio mag maggio mei "
        "maj maja kveten kvetna touko toukokuu toukokuuta majus mayıs "
        "маи мая травня травень μαι μαιου μαιοσ"
    ),
    (
        "jun june juni juin junio junho giu giugno "
        "cze czerwiec czerwca cerven cervna kesa kesakuu kesakuuta junius iun iunie haz haziran "
        "июн июнь июня червня червень ιουν ιουνιου ιουνιοσ"
    ),
    (
        "jul july juli juil juillet julio julho lug luglio "
        "lip lipiec lipca cervenec cervence heina heinakuu heinakuuta julius iul iulie tem temmuz "
        "июл июль июля липня липень ιουλ ιουλιου ιουλιοσ"
    ),
    (
        "aug august aout ago agosto augustus "
        "sie sierpien sierpnia srpen srpna elo elokuu elokuuta augusztus augusti agustus agu "
        "agustos "
        "авг август августа серпня серпень αυγ αυγουστου αυγουστοσ"
    ),
    (
        "sep sept september septembre septiembre set setiembre setembro settembre "
        "wrz wrzesien wrzesnia zari syys syyskuu syyskuuta szeptember septembrie eyl eylul "
        "сен сент сентябрь сентября вересня вересень σεπ σεπτεμβριου σεπτεμβριοσ"
    ),
    (
        "oct october okt oktober octobre octubre out outubro ott ottobre "
        "paz pazdziernik pazdziernika rijen rijna loka lokakuu lokakuuta octombrie eki ekim "
        "окт октябрь октября жовтня жовтень οκτ οκτωβριου οκτωβριοσ"
    ),
    (
        "nov november novembre noviembre novembro "
        "lis listopad listopada listopadu marras marraskuu marraskuuta noiembrie kas kasım "
        "ноя нояб ноябрь ноября листопада листопад νοε νοεμβριου νοεμβριοσ"
    ),
    (
        "dec december dez dezember decembre dic diciembre dezembro dicembre "
        "gru grudzien grudnia prosinec prosince joulu joulukuu joulukuuta decembrie ara aralık "
        "des desember дек декабрь декабря грудня грудень δεκ δεκεμβριου δεκεμβριοσ"
    ),
)
_WEEKDAYS = (
    (
        "mon monday mo montag lun lundi lunes segunda lunedi ma maandag mandag poniedziałek "
        "pondeli понедельник пн pazartesi"
    ),
    (
        "tue tues tuesday di dienstag mardi mar martes terca martedi dinsdag tirsdag tisdag wtorek "
        "utery вторник вт salı"
    ),
    (
        "wed wednesday mi mittwoch mer mercredi mie miercoles quarta mercoledi wo woensdag onsdag "
        "sroda streda среда ср carsamba"
    ),
    (
        "thu thur thurs thursday do donnerstag jeu jeudi jue jueves quinta gio giovedi donderdag "
        "torsdag czwartek ctvrtek четверг чт persembe"
    ),
    (
        "fri friday fr freitag ven vendredi vie viernes sexta venerdi vr vrijdag fredag piatek "
        "patek пятница пт cuma"
    ),
    (
        "sat saturday sa samstag sonnabend sam samedi sab sabado sabato za zaterdag lørdag lordag "
        "sobota суббота сб cumartesi"
    ),
    (
        "sun sunday so sonntag dim dimanche dom domingo domenica zo zondag søndag sondag niedziela "
        "nedele воскресенье вс pazar"
    ),
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
