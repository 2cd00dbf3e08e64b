"""Texts of the demo site of Osh State University; the events are invented."""

from ordo.config.demo.site.texts import News, SiteTexts, said

ABOUT = (
    said(
        "Университет Ош шаарында жайгашкан. Мында болочок дарыгерлер, юристтер жана педагогдор окушат.",
        "Университет находится в городе Оше. Здесь учатся будущие врачи, юристы и педагоги.",
        "The university stands in the city of Osh. Future doctors, lawyers and teachers study here.",
    ),
    said(
        "Дарылоо иши боюнча окуу алты жылга созулат, калган программаларда төрт жылга. Студент упайларын, калтырган"
        " сабактарын жана карыздарын кабинетинен көрөт.",
        "Обучение лечебному делу длится шесть лет, на остальных программах — четыре года. Свои баллы, пропуски и"
        " задолженности студент видит в кабинете.",
        "General medicine takes six years, the other programmes four. Students see their points, absences and"
        " debts in the cabinet.",
    ),
)

NEWS = (
    News(
        "anatomy-olympiad",
        3,
        said(
            "Анатомия боюнча олимпиада өттү",
            "Прошла олимпиада по анатомии",
            "The anatomy olympiad took place",
        ),
        said(
            "Жеңүүчүлөр үч тур менен аныкталды.",
            "Победителей определили три тура.",
            "Three rounds decided on the winners.",
        ),
        (
            said(
                "Олимпиадага биринчи жана экинчи курстун алтымыш студенти катышты. Акыркы турда препараттар боюнча"
                " оозеки суроолор берилди.",
                "В олимпиаде участвовали шестьдесят студентов первого и второго курсов. В последнем туре отвечали"
                " устно по препаратам.",
                "Sixty students of the first and second years took part. The last round was an oral one on"
                " specimens.",
            ),
            said(
                "Жеңүүчүлөрдүн иштери кафедранын стендине илинет.",
                "Работы победителей вывесят на стенде кафедры.",
                "The winners' works will be shown on the department's board.",
            ),
        ),
    ),
    News(
        "legal-clinic",
        12,
        said(
            "Юридикалык клиника тургундарды акысыз кабыл алат",
            "Юридическая клиника бесплатно принимает жителей",
            "The legal clinic receives residents free of charge",
        ),
        said(
            "Кабыл алуу бейшемби күндөрү саат 14төн 17ге чейин.",
            "Приём по четвергам с 14 до 17 часов.",
            "Consultations are held on Thursdays from 14 to 17.",
        ),
        (
            said(
                "Жогорку курстун студенттери окутуучулардын көзөмөлүндө жер, үй-бүлө жана эмгек маселелери боюнча"
                " кеңеш беришет.",
                "Студенты старших курсов под присмотром преподавателей консультируют по земельным, семейным и"
                " трудовым вопросам.",
                "Senior students advise on land, family and labour matters, with their teachers beside them.",
            ),
        ),
    ),
    News(
        "electronic-journal",
        25,
        said(
            "Окутуучулар үчүн электрондук журнал боюнча сабактар",
            "Занятия по электронному журналу для преподавателей",
            "Lessons on the electronic journal for teachers",
        ),
        said(
            "Ар бир кафедрада бир сааттан көрсөтмө сабак өтөт.",
            "На каждой кафедре пройдёт часовое занятие.",
            "Each department gets an hour.",
        ),
        (
            said(
                "Катышуучулар сабакты толтурууну, текшерүүнүн жыйынтыгын коюуну жана ведомостко кол коюуну үйрөнүшөт."
                " Сабактардын жүгүртмөсү кафедраларга жөнөтүлдү.",
                "Участники научатся заполнять занятие, выставлять итог контроля и подписывать ведомость. График"
                " разослан по кафедрам.",
                "Participants learn to fill in a lesson, set a checkpoint's total and sign a grade sheet. The"
                " dates were sent to the departments.",
            ),
        ),
    ),
    News(
        "open-reading",
        40,
        said(
            "Китепкана окурмандар клубуна чакырат",
            "Библиотека приглашает в читательский клуб",
            "The library invites to a readers' club",
        ),
        said(
            "Клуб айына эки жолу чогулат.",
            "Клуб собирается два раза в месяц.",
            "The club meets twice a month.",
        ),
        (
            said(
                "Биринчи жолугушууда тоо жөнүндөгү аңгемелер талкууланды. Кийинки китепти окурмандар добуш берүү"
                " менен тандашат.",
                "На первой встрече обсуждали рассказы о горах. Следующую книгу читатели выберут голосованием.",
                "The first meeting was about stories of the mountains. Readers choose the next book by vote.",
            ),
        ),
    ),
)

TEXTS = SiteTexts(said("Ош шаары", "г. Ош", "Osh"), ABOUT, NEWS)
