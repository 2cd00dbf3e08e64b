"""Texts of the demo site of the university of Jalal-Abad; the events are invented."""

from ordo.config.demo.site.texts import News, SiteTexts, said

ABOUT = (
    said(
        "Университет Жалал-Абад шаарында жайгашкан. Мында мугалимдер, дарыгерлер жана маалыматтык технология адистери"
        " окушат; практика облустун мектептеринде жана ооруканаларында өтөт.",
        "Университет находится в городе Джалал-Абаде. Здесь учатся будущие учителя, врачи и специалисты по"
        " информационным технологиям; практику проходят в школах и больницах области.",
        "The university stands in Jalal-Abad. Future teachers, doctors and specialists in information technology"
        " study here and do their practice in schools and hospitals of the region.",
    ),
    said(
        "Электрондук журнал сабак өткөн күнү толтурулат. Текшерүүнүн жыйынтыгы коюлгандан кийин ага чейинки баалар"
        " өзгөртүлбөйт.",
        "Электронный журнал заполняют в день занятия. После выставления итога контроля оценки до него больше не"
        " меняются.",
        "The electronic journal is filled in on the day of the lesson. Once a checkpoint's total is set, the marks"
        " before it no longer change.",
    ),
)

NEWS = (
    News(
        "school-practice",
        5,
        said(
            "Болочок мугалимдер мектептерде сабак өтүшүүдө",
            "Будущие учителя ведут уроки в школах",
            "Future teachers give lessons in schools",
        ),
        said(
            "Педагогика институтунун студенттери алты жумалык практикага чыгышты.",
            "Студенты педагогического института вышли на шестинедельную практику.",
            "Students of the Institute of Education began six weeks of practice.",
        ),
        (
            said(
                "Практика шаардын он мектебинде өтүп жатат. Ар бир студент насаатчы мугалим менен иштеп, жумасына беш"
                " сабак өтөт.",
                "Практика идёт в десяти школах города. Каждый студент работает с учителем-наставником и даёт пять"
                " уроков в неделю.",
                "The practice takes place in ten schools of the town. Each student works with a mentor and gives five"
                " lessons a week.",
            ),
            said(
                "Практиканын жыйынтыгы боюнча ачык сабактар өткөрүлөт.",
                "По итогам практики пройдут открытые уроки.",
                "Open lessons will follow at the end.",
            ),
        ),
    ),
    News(
        "simulation-room",
        17,
        said(
            "Медицина факультетинде симуляция бөлмөсү ачылды",
            "На медицинском факультете открылся симуляционный кабинет",
            "The Faculty of Medicine opened a simulation room",
        ),
        said(
            "Студенттер биринчи жардамды муляждарда үйрөнүшөт.",
            "Первую помощь студенты отрабатывают на тренажёрах.",
            "Students practise first aid on training dummies.",
        ),
        (
            said(
                "Бөлмөдө жүрөк-өпкө реанимациясы жана жаракатты таңуу боюнча окуу орундары бар. Сабактар чакан топтор"
                " менен өтөт.",
                "В кабинете есть места для сердечно-лёгочной реанимации и наложения повязок. Занятия проходят малыми"
                " группами.",
                "The room has places for resuscitation and dressing of wounds. Lessons are held in small groups.",
            ),
        ),
    ),
    News(
        "programming-contest",
        29,
        said(
            "Программалоо боюнча мелдештин жеңүүчүлөрү аныкталды",
            "Определены победители соревнования по программированию",
            "The programming contest has its winners",
        ),
        said(
            "Беш сааттык мелдешке он сегиз команда катышты.",
            "В пятичасовом соревновании участвовали восемнадцать команд.",
            "Eighteen teams competed for five hours.",
        ),
        (
            said(
                "Биринчи орунду экинчи курстун командасы алып, он маселенин сегизин чыгарды. Үч мыкты команда"
                " республикалык мелдешке барат.",
                "Первое место заняла команда второго курса, решив восемь задач из десяти. Три лучшие команды"
                " поедут на республиканское соревнование.",
                "A second-year team came first with eight problems of ten. The three best teams go on to the national"
                " contest.",
            ),
        ),
    ),
    News(
        "walnut-forest",
        44,
        said(
            "Студенттер жаңгак көчөттөрүн отургузушту",
            "Студенты посадили ореховые саженцы",
            "Students planted walnut trees",
        ),
        said(
            "Ишембиликте төрт жүз көчөт отургузулду.",
            "На субботнике высадили четыреста саженцев.",
            "Four hundred saplings were planted in a day.",
        ),
        (
            said(
                "Жер тилкесин университет үч жыл бою карап турат. Көчөттөрдү сугаруу кезеги факультеттерге бөлүнгөн.",
                "Участок университет будет опекать три года. Очередь полива распределена между факультетами.",
                "The university looks after the plot for three years. The faculties take turns with watering.",
            ),
        ),
    ),
)

TEXTS = SiteTexts(said("Жалал-Абад шаары", "г. Джалал-Абад", "Jalal-Abad"), ABOUT, NEWS)
