"""What the four universities teach in the demo: faculties, departments, programmes and disciplines, in three languages."""

from dataclasses import dataclass

Names = dict[str, str]


def _n(ky: str, ru: str, en: str) -> Names:
    return {"ky": ky, "ru": ru, "en": en}


@dataclass(frozen=True, slots=True)
class DisciplineSeed:
    """A discipline with its control form and credits."""

    code: str
    names: Names
    control_form: str
    credits: int


@dataclass(frozen=True, slots=True)
class ProgrammeSeed:
    """A programme: six-digit code, level, short mark of its groups, years."""

    code: str
    names: Names
    level: str
    mark: str
    years: int = 4


@dataclass(frozen=True, slots=True)
class FacultySeed:
    """A faculty, institute or college with two departments, its programmes and disciplines."""

    code: str
    kind: str
    names: Names
    departments: tuple[tuple[str, Names], ...]
    programmes: tuple[ProgrammeSeed, ...]
    disciplines: tuple[DisciplineSeed, ...]


GENERAL = (
    DisciplineSeed(
        "KYR",
        _n("Кыргыз тили жана адабияты", "Кыргызский язык и литература", "Kyrgyz language and literature"),
        "exam",
        4,
    ),
    DisciplineSeed("ENG", _n("Чет тили", "Иностранный язык", "Foreign language"), "pass_fail", 4),
    DisciplineSeed(
        "HIS", _n("Кыргызстандын тарыхы", "История Кыргызстана", "History of Kyrgyzstan"), "exam", 4
    ),
)

IT = FacultySeed(
    "IT",
    "faculty",
    _n(
        "Маалыматтык технологиялар факультети",
        "Факультет информационных технологий",
        "Faculty of Information Technology",
    ),
    (
        (
            "CS",
            _n(
                "Информатика жана эсептөө техникасы",
                "Информатика и вычислительная техника",
                "Computer science and engineering",
            ),
        ),
        ("IS", _n("Маалыматтык системалар", "Информационные системы", "Information systems")),
    ),
    (
        ProgrammeSeed(
            "710200",
            _n(
                "Маалыматтык системалар жана технологиялар",
                "Информационные системы и технологии",
                "Information systems and technologies",
            ),
            "bachelor",
            "ИСТ",
        ),
        ProgrammeSeed(
            "710100",
            _n(
                "Информатика жана эсептөө техникасы",
                "Информатика и вычислительная техника",
                "Computer science and engineering",
            ),
            "bachelor",
            "ИЭТ",
        ),
    ),
    (
        DisciplineSeed(
            "PRG",
            _n("Программалоо негиздери", "Основы программирования", "Fundamentals of programming"),
            "exam",
            5,
        ),
        DisciplineSeed("DBS", _n("Берилиштер базалары", "Базы данных", "Databases"), "exam", 5),
        DisciplineSeed(
            "DMA",
            _n("Дискреттик математика", "Дискретная математика", "Discrete mathematics"),
            "pass_fail",
            4,
        ),
    ),
)
ECO = FacultySeed(
    "EC",
    "faculty",
    _n(
        "Экономика жана башкаруу факультети",
        "Факультет экономики и управления",
        "Faculty of Economics and Management",
    ),
    (
        ("EC", _n("Экономика", "Экономика", "Economics")),
        (
            "FA",
            _n("Финансы жана бухгалтердик эсеп", "Финансы и бухгалтерский учёт", "Finance and accounting"),
        ),
    ),
    (
        ProgrammeSeed("580100", _n("Экономика", "Экономика", "Economics"), "bachelor", "ЭК"),
        ProgrammeSeed("580200", _n("Менеджмент", "Менеджмент", "Management"), "bachelor", "МН"),
    ),
    (
        DisciplineSeed("MIC", _n("Микроэкономика", "Микроэкономика", "Microeconomics"), "exam", 5),
        DisciplineSeed("ACC", _n("Бухгалтердик эсеп", "Бухгалтерский учёт", "Accounting"), "exam", 5),
        DisciplineSeed("STA", _n("Статистика", "Статистика", "Statistics"), "pass_fail", 4),
    ),
)
PED = FacultySeed(
    "PE",
    "institute",
    _n("Педагогика институту", "Педагогический институт", "Institute of Education"),
    (
        ("PP", _n("Педагогика жана психология", "Педагогика и психология", "Education and psychology")),
        ("PR", _n("Башталгыч билим берүү", "Начальное образование", "Primary education")),
    ),
    (
        ProgrammeSeed("550700", _n("Педагогика", "Педагогика", "Education"), "bachelor", "ПД"),
        ProgrammeSeed(
            "550300",
            _n("Филологиялык билим берүү", "Филологическое образование", "Philological education"),
            "bachelor",
            "ФЛ",
        ),
    ),
    (
        DisciplineSeed("PSY", _n("Жалпы психология", "Общая психология", "General psychology"), "exam", 4),
        DisciplineSeed("DID", _n("Дидактика", "Дидактика", "Didactics"), "exam", 5),
        DisciplineSeed(
            "AGE",
            _n("Курактык физиология", "Возрастная физиология", "Developmental physiology"),
            "pass_fail",
            3,
        ),
    ),
)
LAW = FacultySeed(
    "LA",
    "faculty",
    _n("Юридика факультети", "Юридический факультет", "Faculty of Law"),
    (
        ("CV", _n("Жарандык укук", "Гражданское право", "Civil law")),
        ("CR", _n("Кылмыш укугу", "Уголовное право", "Criminal law")),
    ),
    (ProgrammeSeed("530500", _n("Юриспруденция", "Юриспруденция", "Law"), "bachelor", "ЮР"),),
    (
        DisciplineSeed(
            "TSL",
            _n("Мамлекет жана укук теориясы", "Теория государства и права", "Theory of state and law"),
            "exam",
            5,
        ),
        DisciplineSeed("CIV", _n("Жарандык укук", "Гражданское право", "Civil law"), "exam", 5),
        DisciplineSeed("ROM", _n("Рим укугу", "Римское право", "Roman law"), "pass_fail", 3),
    ),
)
MED = FacultySeed(
    "MD",
    "faculty",
    _n("Медицина факультети", "Медицинский факультет", "Faculty of Medicine"),
    (
        ("AN", _n("Анатомия жана физиология", "Анатомия и физиология", "Anatomy and physiology")),
        ("TH", _n("Терапия", "Терапия", "Internal medicine")),
    ),
    (ProgrammeSeed("560001", _n("Дарылоо иши", "Лечебное дело", "General medicine"), "specialist", "ДИ", 6),),
    (
        DisciplineSeed("ANA", _n("Адамдын анатомиясы", "Анатомия человека", "Human anatomy"), "exam", 6),
        DisciplineSeed("BIO", _n("Биохимия", "Биохимия", "Biochemistry"), "exam", 5),
        DisciplineSeed("LAT", _n("Латын тили", "Латинский язык", "Latin"), "pass_fail", 3),
    ),
)
COLLEGE = FacultySeed(
    "CO",
    "college",
    _n("Колледж", "Колледж", "College"),
    (
        (
            "CT",
            _n(
                "Техникалык сабактар боюнча ПЦК",
                "ПЦК технических дисциплин",
                "Subject commission of technical disciplines",
            ),
        ),
        (
            "CE",
            _n(
                "Экономикалык сабактар боюнча ПЦК",
                "ПЦК экономических дисциплин",
                "Subject commission of economics",
            ),
        ),
    ),
    (
        ProgrammeSeed(
            "230109",
            _n(
                "Эсептөө техникасын программалык камсыздоо",
                "Программное обеспечение вычислительной техники",
                "Computer software",
            ),
            "college",
            "ПК",
            3,
        ),
    ),
    (
        DisciplineSeed("ALG", _n("Алгоритмдер", "Алгоритмы", "Algorithms"), "exam", 4),
        DisciplineSeed(
            "OSY", _n("Операциялык системалар", "Операционные системы", "Operating systems"), "exam", 4
        ),
        DisciplineSeed("INF", _n("Информатика", "Информатика", "Informatics"), "pass_fail", 3),
    ),
)

FACULTIES: dict[str, tuple[FacultySeed, ...]] = {
    "nsu": (IT, ECO, COLLEGE),
    "knu": (LAW, ECO, IT),
    "jamu": (IT, PED, MED),
    "oshsu": (MED, LAW, PED),
}
