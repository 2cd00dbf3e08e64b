"""Names for people who do not exist: common Kyrgyz given names and surnames, put together by chance."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

MEN = [
    "Азамат",
    "Айбек",
    "Акыл",
    "Алмаз",
    "Арген",
    "Бакыт",
    "Бекжан",
    "Бектур",
    "Данияр",
    "Дастан",
    "Жаныбек",
    "Жеңиш",
    "Илияз",
    "Канат",
    "Кубаныч",
    "Мирлан",
    "Нурбек",
    "Нурлан",
    "Өмүрбек",
    "Руслан",
    "Санжар",
    "Сыймык",
    "Талант",
    "Тилек",
    "Төлөгөн",
    "Улан",
    "Үсөн",
    "Чыңгыз",
    "Эрлан",
    "Эмир",
]
WOMEN = [
    "Айгерим",
    "Айгүл",
    "Айжан",
    "Айпери",
    "Асел",
    "Бегимай",
    "Бермет",
    "Гүлзат",
    "Гүлнара",
    "Диана",
    "Жаңыл",
    "Жибек",
    "Зарина",
    "Каныкей",
    "Кундуз",
    "Мээрим",
    "Мээргүл",
    "Назгүл",
    "Нургүл",
    "Нуриза",
    "Өмүркан",
    "Перизат",
    "Салтанат",
    "Сезим",
    "Тамара",
    "Темирканым",
    "Үмүт",
    "Чолпон",
    "Элнура",
    "Ырыс",
]
SURNAMES = [
    "Абдраимов",
    "Абдылдаев",
    "Акматов",
    "Алымкулов",
    "Асанов",
    "Бакытов",
    "Бейшенов",
    "Бектуров",
    "Бөрүбаев",
    "Дүйшеев",
    "Жолдошев",
    "Жумашев",
    "Ибраимов",
    "Исаков",
    "Калыков",
    "Касымов",
    "Кенешов",
    "Мамбетов",
    "Маматов",
    "Молдобаев",
    "Муратов",
    "Нурматов",
    "Орозов",
    "Өмүралиев",
    "Осмонов",
    "Рыскулов",
    "Садыков",
    "Сатыбалдиев",
    "Сооронбаев",
    "Сыдыков",
    "Таштемиров",
    "Токтогулов",
    "Төрөкулов",
    "Турганбаев",
    "Турдубаев",
    "Үсөнбаев",
    "Чотбаев",
    "Шаршеев",
    "Эсенов",
    "Эшматов",
]
FATHERS = [
    "Асан",
    "Бакыт",
    "Бекжан",
    "Жаныбек",
    "Канат",
    "Кубаныч",
    "Мирлан",
    "Нурлан",
    "Руслан",
    "Сыймык",
    "Талант",
    "Тилек",
    "Улан",
    "Чыңгыз",
    "Эрлан",
    "Эмир",
]
PLACES = {
    "nsu": ("Нарын ш.", "Ат-Башы р.", "Кочкор р., Кочкор а.", "Жумгал р., Чаек а.", "Ак-Талаа р."),
    "knu": (
        "Бишкек ш.",
        "Чүй обл., Токмок ш.",
        "Чүй обл., Кара-Балта ш.",
        "Талас ш.",
        "Ысык-Көл обл., Каракол ш.",
    ),
    "jamu": ("Жалал-Абад ш.", "Ноокен р., Масы а.", "Сузак р.", "Базар-Коргон р.", "Көк-Жаңгак ш."),
    "oshsu": ("Ош ш.", "Кара-Суу р.", "Өзгөн ш.", "Ноокат р.", "Алай р., Гүлчө а."),
}


@dataclass(frozen=True, slots=True)
class Person:
    """One made-up person."""

    last_name: str
    first_name: str
    patronymic: str
    sex: str
    birth_date: date
    pin: str
    address: str
    phone: str


def person(chance: Random, number: int, schema: str, *, oldest: int, youngest: int) -> Person:
    """A person born between the two years; `number` makes the PIN one of its kind in the university."""
    is_woman = chance.random() < 0.55
    last = chance.choice(SURNAMES) + ("а" if is_woman else "")
    father = chance.choice(FATHERS)
    patronymic = (
        f"{father} {'кызы' if is_woman else 'уулу'}"
        if chance.random() < 0.35
        else father + ("овна" if is_woman else "ович")
    )
    born = date(oldest, 1, 1) + timedelta(days=chance.randrange((youngest - oldest + 1) * 365))
    pin = f"{1 if is_woman else 2}{born:%d%m%Y}{number:05d}"
    return Person(
        last_name=last,
        first_name=chance.choice(WOMEN if is_woman else MEN),
        patronymic=patronymic,
        sex="female" if is_woman else "male",
        birth_date=born,
        pin=pin,
        address=chance.choice(PLACES[schema]),
        phone=f"+996{chance.choice(('555', '700', '777', '220'))}{chance.randrange(10**6):06d}",
    )
