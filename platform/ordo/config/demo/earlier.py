"""What was taught in the semester before: other disciplines than now, so that a record book reads like one."""

from ordo.config.demo.catalogue import DisciplineSeed, Names


def _exam(code: str, credits: int, ky: str, ru: str, en: str) -> DisciplineSeed:
    return DisciplineSeed(code, _names(ky, ru, en), "exam", credits)


def _test(code: str, credits: int, ky: str, ru: str, en: str) -> DisciplineSeed:
    return DisciplineSeed(code, _names(ky, ru, en), "pass_fail", credits)


def _names(ky: str, ru: str, en: str) -> Names:
    return {"ky": ky, "ru": ru, "en": en}


GENERAL_EARLIER = (
    _exam("PHI", 4, "Философия", "Философия", "Philosophy"),
    _test("SPO", 2, "Дене тарбия", "Физическая культура", "Physical education"),
)

EARLIER: dict[str, tuple[DisciplineSeed, ...]] = {
    "IT": (
        _exam("MAT", 6, "Жогорку математика", "Высшая математика", "Higher mathematics"),
        _exam("ARC", 5, "Компьютердин архитектурасы", "Архитектура компьютера", "Computer architecture"),
        _exam("PHY", 5, "Физика", "Физика", "Physics"),
        _test("WEB", 4, "Веб-технологиялар", "Веб-технологии", "Web technologies"),
    ),
    "EC": (
        _exam("ECT", 6, "Экономикалык теория", "Экономическая теория", "Economic theory"),
        _exam("MEC", 5, "Экономисттер үчүн математика", "Математика для экономистов", "Mathematics for economists"),
        _exam("MNG", 5, "Менеджменттин негиздери", "Основы менеджмента", "Fundamentals of management"),
        _test("INF", 4, "Экономикалык информатика", "Экономическая информатика", "Business informatics"),
    ),
    "PE": (
        _exam("PDG", 6, "Педагогика тарыхы", "История педагогики", "History of education"),
        _exam("DEV", 5, "Өнүгүү психологиясы", "Психология развития", "Developmental psychology"),
        _exam("LNG", 5, "Тил илимине киришүү", "Введение в языкознание", "Introduction to linguistics"),
        _test("ICT", 4, "Билим берүүдөгү МКТ", "ИКТ в образовании", "ICT in education"),
    ),
    "LA": (
        _exam("CON", 6, "Конституциялык укук", "Конституционное право", "Constitutional law"),
        _exam("HSL", 5, "Мамлекеттин жана укуктун тарыхы", "История государства и права", "History of state and law"),
        _exam("LOG", 4, "Логика", "Логика", "Logic"),
        _test("CLK", 4, "Юридикалык иш кагаздары", "Юридическое делопроизводство", "Legal records management"),
    ),
    "MD": (
        _exam("GIS", 6, "Гистология", "Гистология", "Histology"),
        _exam("CHE", 5, "Медициналык химия", "Медицинская химия", "Medical chemistry"),
        _exam("MBI", 5, "Медициналык биология", "Медицинская биология", "Medical biology"),
        _test("CAR", 3, "Бейтапты кароо", "Уход за больными", "Patient care"),
    ),
    "CO": (
        _exam("MAT", 4, "Математика", "Математика", "Mathematics"),
        _exam("ELE", 4, "Электротехниканын негиздери", "Основы электротехники", "Electrical engineering"),
        _exam("NET", 4, "Компьютердик тармактар", "Компьютерные сети", "Computer networks"),
        _test("OFF", 3, "Кеңсе программалары", "Офисные программы", "Office software"),
    ),
}  # fmt: skip
