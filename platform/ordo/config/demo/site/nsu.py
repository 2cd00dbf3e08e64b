"""Texts of the demo site of Naryn State University; the events are invented."""

from ordo.config.demo.site.texts import News, SiteTexts, said

ABOUT = (
    said(
        "Университет Нарын шаарында жайгашкан жана облустун жаштарына үйүнүн жанында жогорку билим алууга мүмкүнчүлүк"
        " берет. Окуу кредиттик технология боюнча жүрөт: студент жыл сайын 60 кредит топтойт.",
        "Университет находится в городе Нарыне и даёт молодёжи области возможность получить высшее образование"
        " рядом с домом. Обучение идёт по кредитной технологии: за год студент набирает 60 кредитов.",
        "The university stands in the town of Naryn and lets young people of the region study close to home. Studies"
        " follow the credit system: a student collects 60 credits a year.",
    ),
    said(
        "Факультеттер менен колледж бир окуу бөлүмүнө таянат. Колледжде салттуу беш баллдык баа, бакалавриатта жүз"
        " баллдык рейтинг колдонулат.",
        "Факультеты и колледж опираются на одну учебную часть. В колледже действует традиционная пятибалльная"
        " оценка, в бакалавриате — стобалльный рейтинг.",
        "The faculties and the college share one academic office. The college keeps the traditional five-point marks,"
        " bachelor programmes a rating of one hundred points.",
    ),
)

NEWS = (
    News(
        "points-in-cabinet",
        6,
        said(
            "Учурдагы упайлар жеке кабинетте көрүнөт",
            "Текущие баллы видны в личном кабинете",
            "Current points are shown in the cabinet",
        ),
        said(
            "Деканаттар студенттерди упайларын дайыма текшерүүгө чакырат.",
            "Деканаты просят студентов регулярно сверять свои баллы.",
            "The dean's offices ask students to check their points regularly.",
        ),
        (
            said(
                "Окутуучулар баалар менен текшерүүлөрдүн упайларын электрондук журналга киргизишет. Суроолор"
                " болсо, адегенде сабактын окутуучусуна, андан соң деканатка кайрылыңыз.",
                "Преподаватели вносят оценки и баллы контролей в электронный журнал. Если есть вопросы, обратитесь"
                " сначала к преподавателю дисциплины, затем в деканат.",
                "Teachers enter marks and the points of checkpoints into the electronic journal. With questions go to"
                " the teacher of the discipline first and to the dean's office next.",
            ),
            said(
                "Сабак калтырган студенттер окутуучунун консультация күндөрүндө тапшыра алышат.",
                "Студенты, пропустившие занятия, могут отработать их в дни консультаций.",
                "Those who missed lessons can make up for them on the teacher's consultation days.",
            ),
        ),
    ),
    News(
        "mountain-hackathon",
        15,
        said(
            "Студенттер тоолуу айылдар үчүн кызматтарды ойлоп табышты",
            "Студенты придумали сервисы для горных сёл",
            "Students designed services for mountain villages",
        ),
        said(
            "Эки күндүк хакатонго маалыматтык технологиялар жана экономика факультеттеринен он бир команда катышты.",
            "В двухдневном хакатоне участвовали одиннадцать команд факультетов информационных технологий и"
            " экономики.",
            "Eleven teams of the faculties of information technology and economics took part in a two-day hackathon.",
        ),
        (
            said(
                "Командалар жайыттарды эсепке алуу, жолдун абалы жөнүндө кабарлоо жана айылдык китепкананын каталогу"
                " боюнча иштешти. Эң мыкты үч долбоор университеттин колдоосу менен улантылат.",
                "Команды работали над учётом пастбищ, сообщениями о состоянии дорог и каталогом сельской"
                " библиотеки. Три лучших проекта продолжат с поддержкой университета.",
                "The teams worked on a register of pastures, reports on the state of roads and a catalogue for"
                " village libraries. The three best projects go on with the university's support.",
            ),
        ),
    ),
    News(
        "library-hours",
        27,
        said(
            "Окуу залы кечки саат сегизге чейин ачык",
            "Читальный зал открыт до восьми вечера",
            "The reading room stays open until eight",
        ),
        said(
            "Жаңы тартип семестрдин аягына чейин иштейт.",
            "Новый порядок действует до конца семестра.",
            "The new hours hold until the end of the semester.",
        ),
        (
            said(
                "Окуу залында жыйырма төрт жумушчу орун, компьютерлер жана сканер бар. Ишемби күнү зал 9дан 15ке"
                " чейин иштейт.",
                "В читальном зале двадцать четыре рабочих места, компьютеры и сканер. В субботу зал работает с 9"
                " до 15.",
                "The reading room has twenty-four desks, computers and a scanner. On Saturdays it is open from 9"
                " to 15.",
            ),
        ),
    ),
    News(
        "school-guests",
        41,
        said(
            "Ачык эшик күнүнө эки жүз мектеп окуучусу келди",
            "На день открытых дверей пришли двести школьников",
            "Two hundred pupils came to the open day",
        ),
        said(
            "Мектеп окуучулары лабораторияларды көрүп, сыноо сабактарына катышты.",
            "Школьники увидели лаборатории и побывали на пробных занятиях.",
            "Pupils saw the laboratories and sat in trial lessons.",
        ),
        (
            said(
                "Коноктор үчүн колледждин мастер-класстары да өттү. Кийинки ачык эшик күнү келерки семестрде, күнү"
                " ушул бетте жарыяланат.",
                "Для гостей прошли и мастер-классы колледжа. Следующий день открытых дверей — в новом семестре, дату"
                " объявят на этой странице.",
                "The college held workshops for the guests, too. The next open day comes next semester; its date"
                " will be announced here.",
            ),
        ),
    ),
)

TEXTS = SiteTexts(said("Нарын шаары", "г. Нарын", "Naryn"), ABOUT, NEWS)
