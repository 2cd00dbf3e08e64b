"""Texts of the demo site of the Kyrgyz National University; the events are invented."""

from ordo.config.demo.site.texts import News, SiteTexts, said

ABOUT = (
    said(
        "Университет Бишкек шаарында жайгашкан. Мында юристтер, экономисттер жана маалыматтык технология адистери"
        " даярдалат; окуу кыргыз жана орус тилдеринде жүрөт.",
        "Университет находится в городе Бишкеке. Здесь готовят юристов, экономистов и специалистов по информационным"
        " технологиям; обучение идёт на кыргызском и русском языках.",
        "The university stands in Bishkek. It trains lawyers, economists and specialists in information"
        " technology, in Kyrgyz and in Russian.",
    ),
    said(
        "Ар бир дисциплинанын натыйжасы сабакка катышуудан, учурдагы баалардан, эки текшерүүдөн жана экзаменден"
        " турат. Упайлардын кандайча чыкканын студент кабинетинен окуй алат.",
        "Результат каждой дисциплины складывается из посещаемости, текущих оценок, двух контролей и экзамена. Как"
        " получились баллы, студент читает в кабинете.",
        "The result of each discipline is made of attendance, marks in class, two checkpoints and an exam. How the"
        " points came about can be read in the student's cabinet.",
    ),
)

NEWS = (
    News(
        "moot-court",
        4,
        said(
            "Юридика факультетинде окуу соту өттү",
            "На юридическом факультете прошёл учебный суд",
            "The Faculty of Law held a moot court",
        ),
        said(
            "Экинчи курстун студенттери жарандык ишти баштан аяк карап чыгышты.",
            "Студенты второго курса рассмотрели гражданское дело от иска до решения.",
            "Second-year students heard a civil case from the claim to the judgement.",
        ),
        (
            said(
                "Студенттер судьянын, доогердин жана жоопкердин ролун аткарышты. Окутуучулар жүйөөлөрдүн тактыгын"
                " жана мыйзамга шилтемелерди баалашты.",
                "Студенты выступили в ролях судьи, истца и ответчика. Преподаватели оценивали точность доводов и"
                " ссылки на закон.",
                "Students played the judge, the claimant and the defendant. Teachers judged how exact the"
                " arguments were and how well they rested on the law.",
            ),
            said(
                "Кийинки отурум бир айдан кийин өтөт, катышууга үчүнчү курс да чакырылат.",
                "Следующее заседание пройдёт через месяц, к участию приглашают и третий курс.",
                "The next session comes in a month, open to the third year as well.",
            ),
        ),
    ),
    News(
        "data-course",
        13,
        said(
            "Маалыматтарды талдоо боюнча кошумча курс ачылды",
            "Открыт дополнительный курс по анализу данных",
            "An extra course in data analysis has opened",
        ),
        said(
            "Курс бардык факультеттердин студенттери үчүн акысыз.",
            "Курс бесплатен для студентов всех факультетов.",
            "The course is free for students of all faculties.",
        ),
        (
            said(
                "Сабактар жумасына эки жолу кечинде өтөт. Курс он жумага созулуп, өз долбоорун коргоо менен аяктайт.",
                "Занятия проходят два раза в неделю вечером. Курс длится десять недель и завершается защитой своего"
                " проекта.",
                "Lessons are held twice a week in the evening. The course lasts ten weeks and ends with a project of"
                " one's own.",
            ),
        ),
    ),
    News(
        "blood-donors",
        24,
        said(
            "Донор күнүнө жүздөн ашык студент катышты",
            "В дне донора участвовали больше ста студентов",
            "More than a hundred students joined the donor day",
        ),
        said(
            "Иш-чара окуу корпусунда өтүп, бир күнгө созулду.",
            "Акция прошла в учебном корпусе и длилась один день.",
            "The event took place in the main building and lasted a day.",
        ),
        (
            said(
                "Катышкандарга деканат ошол күнкү сабактардан бошотуу берди. Кийинки донор күнү келерки семестрде"
                " өтөт.",
                "Участников деканат освободил от занятий в этот день. Следующий день донора пройдёт в новом"
                " семестре.",
                "The dean's office excused the participants from that day's lessons. The next donor day comes next"
                " semester.",
            ),
        ),
    ),
    News(
        "electronic-sheets",
        38,
        said(
            "Ведомосттор электрондук түрдө жабылат",
            "Ведомости закрываются в электронном виде",
            "Grade sheets are closed electronically",
        ),
        said(
            "Өткөн сессиянын ведомостторуна окутуучу менен деканат системада кол коюшту.",
            "Ведомости прошлой сессии преподаватели и деканаты подписали в системе.",
            "Teachers and dean's offices signed the last session's sheets in the system.",
        ),
        (
            said(
                "Кагаз көчүрмөдө текшерүү коду бар: аны сканерлеген адам документтин чыныгы экенин сайттан көрөт.",
                "На бумажной копии стоит код проверки: отсканировав его, любой увидит на сайте, подлинный ли"
                " документ.",
                "The paper copy bears a code: whoever scans it sees on the site whether the document is genuine.",
            ),
        ),
    ),
)

TEXTS = SiteTexts(said("Бишкек шаары", "г. Бишкек", "Bishkek"), ABOUT, NEWS)
