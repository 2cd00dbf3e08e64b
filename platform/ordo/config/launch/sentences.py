"""What the launcher tells a person, in Kyrgyz, Russian and English.

These sentences stand here and not in the gettext catalogues because they are needed before the catalogues
are compiled, before Django is loaded and even before the libraries are installed (`infra/prepare.py` reads
this file with a bare Python). So this file imports the standard library only.
"""

import os
from typing import Mapping, Optional, Tuple

LANGUAGES = ("ky", "ru", "en")

Words = Tuple[str, str, str]

REFUSALS: Mapping[str, Words] = {
    "python_too_old": (
        "Python %(found)s өтө эски: Ordo үчүн Python %(wanted)s же андан жаңысы керек.",
        "Python %(found)s слишком старый: для Ordo нужен Python %(wanted)s или новее.",
        "Python %(found)s is too old: Ordo needs Python %(wanted)s or newer.",
    ),
    "tool_missing": (
        "%(tool)s жок: %(package)s пакетин орнотуп, кайра баштаңыз.",
        "Не хватает %(tool)s: установите пакет %(package)s и запустите снова.",
        "%(tool)s is missing: install the package %(package)s and start again.",
    ),
    "install_failed": (
        "Китепканалар орнотулган жок; себеби жогоруда жазылган.",
        "Не удалось установить библиотеки; причина написана выше.",
        "The libraries could not be installed; the reason is written above.",
    ),
    "home_not_writable": (
        "%(path)s папкасына жазууга болбойт: жазуу укугун бериңиз же ORDO_HOME менен башка папканы көрсөтүңүз.",
        "В папку %(path)s нельзя писать: дайте право записи или укажите другую папку в ORDO_HOME.",
        "The folder %(path)s cannot be written to: allow writing or name another folder in ORDO_HOME.",
    ),
    "disk_full": (
        "%(path)s турган дискте %(free)s МБ гана бош орун бар, %(wanted)s МБ керек: орун бошотуп, кайра баштаңыз.",
        "На диске с %(path)s свободно только %(free)s МБ, нужно %(wanted)s МБ: освободите место и запустите снова.",
        (
            "The disk that holds %(path)s has only %(free)s MB free and %(wanted)s MB are needed: "
            "make room and start again."
        ),
    ),
    "port_not_a_number": (
        "ORDO_PORT=%(value)s порт номери эмес: 1ден 65535ке чейинки санды жазыңыз.",
        "ORDO_PORT=%(value)s не номер порта: напишите число от 1 до 65535.",
        "ORDO_PORT=%(value)s is not a port number: write a number from 1 to 65535.",
    ),
    "port_taken": (
        "%(port)s портун башка программа ээлеп турат: башкасын тандаңыз, мисалы: ORDO_PORT=%(other)s make demo.",
        "Порт %(port)s занят другой программой: выберите другой, например: ORDO_PORT=%(other)s make demo.",
        "Port %(port)s is taken by another program: choose another, for example: ORDO_PORT=%(other)s make demo.",
    ),
    "port_forbidden": (
        "Бул колдонуучуга %(port)s портун ачууга болбойт: башкасын тандаңыз, мисалы: ORDO_PORT=8000.",
        "Этому пользователю нельзя открыть порт %(port)s: выберите другой, например: ORDO_PORT=8000.",
        "This user may not open port %(port)s: choose another, for example: ORDO_PORT=8000.",
    ),
    "size_unknown": (
        "ORDO_SIZE=%(value)s белгисиз: S, M же L деп жазыңыз.",
        "ORDO_SIZE=%(value)s не бывает: напишите S, M или L.",
        "ORDO_SIZE=%(value)s is unknown: write S, M or L.",
    ),
    "already_running": (
        "Ordo бул папкадан (%(path)s) мурунтан эле иштеп турат, процесс %(pid)s: адегенде аны токтотуңуз.",
        "Ordo уже работает из этой папки (%(path)s), процесс %(pid)s: сначала остановите его.",
        "Ordo already runs from this folder (%(path)s), process %(pid)s: stop it first.",
    ),
    "database_unreachable": (
        "Маалымат базасына туташууга болбоду (%(where)s): %(reason)s",
        "Нет связи с базой данных (%(where)s): %(reason)s",
        "The database cannot be reached (%(where)s): %(reason)s",
    ),
    "database_empty": (
        "«%(name)s» базасында университет жок: адегенде `ordo university create --known` же `make demo` иштетиңиз.",
        "В базе «%(name)s» нет университетов: сначала выполните `ordo university create --known` или `make demo`.",
        "The database “%(name)s” has no universities: run `ordo university create --known` or `make demo` first.",
    ),
    "database_rights": (
        "DATABASE_URL колдонуучусунун укугу жетпейт (CREATEDB жана CREATEROLE керек): %(reason)s",
        "Пользователю из DATABASE_URL не хватает прав (нужны CREATEDB и CREATEROLE): %(reason)s",
        "The user of DATABASE_URL has too few rights (CREATEDB and CREATEROLE are needed): %(reason)s",
    ),
    "database_wrong_address": (
        "DATABASE_URL дареги туура эмес; үлгүсү: postgresql://ысым:сырсөз@даректүү-сервер:5432/ordo.",
        "Адрес в DATABASE_URL неверен; образец: postgresql://имя:пароль@сервер:5432/ordo.",
        "The address in DATABASE_URL is wrong; it looks like postgresql://name:password@server:5432/ordo.",
    ),
    "database_failed": (
        "Өздүк PostgreSQL иштеп кеткен жок; себеби %(log)s файлында жазылган.",
        "Встроенный PostgreSQL не запустился; причина записана в %(log)s.",
        "The embedded PostgreSQL did not start; the reason is written in %(log)s.",
    ),
    "database_other_version": (
        (
            "%(path)s папкасындагы база PostgreSQL %(found)s менен түзүлгөн, орнотулганы %(wanted)s: "
            "pg_upgrade же көчүрмө аркылуу көчүрүңүз."
        ),
        (
            "База в %(path)s создана PostgreSQL %(found)s, а установлен %(wanted)s: "
            "перенесите её через pg_upgrade или копию."
        ),
        (
            "The database in %(path)s was made by PostgreSQL %(found)s, but %(wanted)s is installed: "
            "move it with pg_upgrade or a dump."
        ),
    ),
    "child_failed": (
        "«%(name)s» бөлүгү иштеп кеткен жок; себеби %(log)s файлында жазылган.",
        "Часть «%(name)s» не запустилась; причина записана в %(log)s.",
        "The part “%(name)s” did not start; the reason is written in %(log)s.",
    ),
    "migration_failed": (
        "%(schema)s университетинин таблицалары жаңыртылган жок, маалыматтар мурдагыдай калды: %(reason)s",
        "Таблицы университета %(schema)s не обновлены, данные остались прежними: %(reason)s",
        "The tables of the university %(schema)s were not brought up to date, its data is as before: %(reason)s",
    ),
    "data_failed": (
        "%(schema)s университетинин көрсөтмө маалыматы толтурулган жок, андан эч нерсе жазылган жок: %(reason)s",
        "Демонстрационные данные университета %(schema)s не заполнены, из них ничего не записано: %(reason)s",
        "The demo data of the university %(schema)s could not be filled in, nothing of it was written: %(reason)s",
    ),
    "messages_broken": (
        "Котормо файлы бузулган: %(reason)s",
        "Файл перевода повреждён: %(reason)s",
        "A catalogue of messages is broken: %(reason)s",
    ),
}

STEPS: Mapping[str, Words] = {
    "tools": ("Даярдык", "Проверка", "Checks"),
    "database": ("Маалымат базасы", "База данных", "Database"),
    "messages": ("Котормолор", "Переводы", "Messages"),
    "static": ("Статикалык файлдар", "Статические файлы", "Static files"),
    "program": ("Программа", "Программа", "Program"),
    "platform": ("Платформа", "Платформа", "Platform"),
    "universities": ("Университеттер", "Университеты", "Universities"),
    "data": ("Көрсөтмө маалымат", "Демонстрационные данные", "Demo data"),
    "servers": ("Серверлер", "Серверы", "Servers"),
    "addresses": ("Даректер", "Адреса", "Addresses"),
    "accounts": ("Кирүү маалыматтары", "Учётные записи", "Accounts"),
    "university": ("Университет", "Университет", "University"),
    "role": ("Ролу", "Роль", "Role"),
    "login": ("Логин", "Логин", "Login"),
    "password": ("Сырсөз", "Пароль", "Password"),
    "restarted": ("Кайра иштетилди", "Запущено заново", "Started again"),
    "stopping": ("Токтотулууда", "Остановка", "Stopping"),
    "libraries": ("Китепканалар", "Библиотеки", "Libraries"),
    "collected": ("Табылган жаңы саптар", "Найдено новых строк", "New strings found"),
    "compiled": ("Түзүлгөн каталогдор", "Собрано каталогов", "Catalogues compiled"),
}


def language() -> Optional[str]:
    """The language of the person at the terminal by LC_ALL, LC_MESSAGES, LANG: ky, ru, en or None if unknown."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            code = value[:2].lower()
            return code if code in LANGUAGES else None
    return None


def told(words: Words, values: Mapping[str, object], joint: str) -> str:
    """The words in the person's language, or in all three joined by `joint` when the language is unknown."""
    chosen = language()
    if chosen is None:
        return joint.join(text % values for text in words)
    return words[LANGUAGES.index(chosen)] % values


def title(key: str) -> str:
    """A short heading from STEPS for one line of progress."""
    words = STEPS[key]
    chosen = language()
    if chosen is not None:
        return words[LANGUAGES.index(chosen)]
    return " · ".join(dict.fromkeys(words))


class Refusal(SystemExit):
    """The launcher cannot go on and says why: uncaught, it prints one sentence and leaves with exit code 1.

    `key` is a key of REFUSALS, the values fill the sentence.
    """

    def __init__(self, key: str, **values: object) -> None:
        """Choose the sentence by `key` and fill it with `values`."""
        super().__init__(told(REFUSALS[key], values, "\n"))
        self.key = key
