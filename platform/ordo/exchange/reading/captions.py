"""Captions that columns of our lists are known to have, in Kyrgyz, Russian and English.

Callers build their `ColumnSpec`s from these and add words of their own. Case, endings, dots and ң ө ү do not matter.
"""

from __future__ import annotations

from typing import Final

ROW_NUMBER: Final = ("№", "№ п/п", "к/н", "т/н", "катар саны", "no")
PERSON_NAME: Final = (
    "Аты-жөнү",
    "Ф.И.О.",
    "Ф.А.А.",
    "ФИО",
    "Фамилиясы, аты, атасынын аты",
    "Фамилия, имя, отчество",
    "Студенттин аты-жөнү",
    "Фамилиясы аты",
    "Full name",
    "Name",
    "Student",
)
LAST_NAME: Final = ("Фамилиясы", "Фамилия", "Surname", "Last name")
FIRST_NAME: Final = ("Аты", "Имя", "First name", "Given name")
PATRONYMIC: Final = ("Атасынын аты", "Отчество", "Patronymic")
PIN: Final = ("ПИН", "ИНН", "ПИН (ИНН)", "Жеке номери", "Персоналдык номер", "Персональный номер", "PIN")
BIRTH_DATE: Final = (
    "Туулган күнү",
    "Туулган жылы",
    "Туулган датасы",
    "Дата рождения",
    "Год рождения",
    "Date of birth",
    "Birth date",
    "Birthday",
)
SEX: Final = ("Жынысы", "Пол", "Sex", "Gender")
ETHNICITY: Final = ("Улуту", "Национальность", "Nationality", "Ethnicity")
ADDRESS: Final = ("Дареги", "Адрес", "Жашаган жери", "Место жительства", "Address")
FUNDING: Final = (
    "Бюджет/контракт",
    "Окуу негизи",
    "Төлөм формасы",
    "Форма оплаты",
    "Основа обучения",
    "Funding",
)
PHONE: Final = ("Телефону", "Телефон", "Тел.", "Байланыш телефону", "Сотовый", "Phone", "Mobile")
EMAIL: Final = ("Электрондук дареги", "Электронная почта", "Почта", "E-mail", "Email")
NOTE: Final = ("Эскертүү", "Примечание", "Note", "Remarks")
GROUP: Final = ("Тайпа", "Группа", "Окуу тайпасы", "Учебная группа", "Group")
STAFF_NUMBER: Final = ("Табелдик №", "Табельный номер", "Таб. №", "Staff number")
DEPARTMENT: Final = ("Бөлүм / кафедра", "Кафедра", "Бөлүм", "Подразделение", "Отдел", "Department")
POSITION: Final = ("Кызматы", "Кызмат орду", "Должность", "Position")
DEGREE: Final = ("Илимий даражасы", "Учёная степень", "Окумуштуулук даражасы", "Academic degree")
RATE: Final = ("Ставка", "Ставкасы", "Rate")
HIRED_ON: Final = ("Кабыл алынган күнү", "Ишке алынган күнү", "Дата приёма", "Hired on", "Start date")
ORDER_NUMBER: Final = ("Буйрук №", "Буйруктун номери", "№ приказа", "Приказ", "Order number")
DISCIPLINE: Final = ("Дисциплина", "Предмет", "Сабак", "Сабактын аталышы", "Discipline", "Subject", "Course")
TEACHER: Final = ("Окутуучу", "Мугалим", "Преподаватель", "ППС", "Teacher", "Lecturer")
SEMESTER: Final = ("Семестр", "Сем.", "Semester")
CREDITS: Final = ("Кредит", "Кредиттер", "Кредиты", "Кредит саны", "Credits")
HOURS: Final = ("Саат", "Сааттар", "Часы", "Бардык саат", "Hours")
CONTROL_FORM: Final = ("Отчёттун түрү", "Текшерүү түрү", "Форма контроля", "Экзамен/зачёт", "Control form")
SUBGROUP: Final = ("Кичи тайпа", "Подгруппа", "Subgroup")
LESSON_KIND: Final = ("Сабактын түрү", "Вид занятия", "Lesson kind")
