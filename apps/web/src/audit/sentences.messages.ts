import { catalogue } from '../words/catalogue.ts';

/** What an event says, in words already; a part that it does not have is empty. */
export interface Said {
  /** A mark, an attendance, a reason by its code. */
  readonly value: string;
  /** What stood before. */
  readonly before: string;
  /** «контрольная, вес 3» */
  readonly work: string;
  readonly workBefore: string;
  /** A topic, a comment, a title, a reason in words. */
  readonly text: string;
  readonly textBefore: string;
  /** «опечатка: своими словами» */
  readonly why: string;
  readonly document: string;
  /** A day, a span of days or a moment. */
  readonly when: string;
  /** «вт, 24 ноября, 3 урок, каб. 12» */
  readonly place: string;
  /** Who gives the lesson, is assigned, is linked. */
  readonly whom: string;
  /** In whose place. */
  readonly insteadOf: string;
  readonly group: string;
  readonly doneOn: string;
  readonly isRetake: boolean;
  readonly isImported: boolean;
  /** A correction that was made after the term. */
  readonly isAfterTerm: boolean;
}

const ru = {
  why: ({ why, isAfterTerm }: Said) =>
    `${isAfterTerm ? ', после конца четверти' : ''}${why === '' ? '' : `, причина: ${why}`}`,
  text: ({ text }: Said) => (text === '' ? '' : `: ${text}`),
  paper: ({ document }: Said) => (document === '' ? '' : ` (${document})`),
  work: ({ work }: Said) => (work === '' ? '' : ` (${work})`),
  from: ({ isImported }: Said) => (isImported ? ', из импорта' : ''),
};
const en = {
  why: ({ why, isAfterTerm }: Said) =>
    `${isAfterTerm ? ', after the term' : ''}${why === '' ? '' : `, reason: ${why}`}`,
  text: ({ text }: Said) => (text === '' ? '' : `: ${text}`),
  paper: ({ document }: Said) => (document === '' ? '' : ` (${document})`),
  work: ({ work }: Said) => (work === '' ? '' : ` (${work})`),
  from: ({ isImported }: Said) => (isImported ? ', imported' : ''),
};

/** The sentence of every type of event. */
export const sentences = catalogue({
  ru: {
    unknown: (type: string) => `Событие ${type}`,
    by: {
      LessonScheduled: ({ place }: Said) => `Урок поставлен в план: ${place}`,
      LessonReplanned: ({ place }: Said) => `План урока изменён: ${place}`,
      LessonUnplanned: (_: Said) => 'Урок убран из плана',
      LessonMoved: (said: Said) => `Урок перенесён: ${said.place}${ru.why(said)}`,
      LessonCancelled: (said: Said) => `Урок отменён${ru.why(said)}${ru.paper(said)}`,
      LessonRestored: (said: Said) => `Урок возвращён в план${ru.why(said)}`,
      LessonSubstituted: (said: Said) =>
        `Назначена замена: ведёт ${said.whom}${said.insteadOf === '' ? '' : ` вместо: ${said.insteadOf}`}${ru.why(said)}`,
      SubstitutionWithdrawn: (said: Said) => `Замена снята${ru.why(said)}`,
      LessonReplaced: (said: Said) => `Вместо урока дан другой${ru.why(said)}`,
      TopicSet: ({ text, textBefore }: Said) =>
        text === ''
          ? `Тема убрана: «${textBefore}»`
          : textBefore === ''
            ? `Записана тема: «${text}»`
            : `Изменена тема: «${textBefore}» → «${text}»`,
      HomeworkSet: ({ text, textBefore, when }: Said) =>
        text === ''
          ? `Домашнее задание убрано: «${textBefore}»`
          : `${textBefore === '' ? 'Задано на дом:' : `Изменено задание на дом: «${textBefore}» →`} «${text}»${when === '' ? '' : `, к ${when}`}`,
      LessonCommented: (said: Said) =>
        said.text === '' ? 'Комментарий к уроку убран' : `Комментарий к уроку: ${said.text}${ru.from(said)}`,
      LessonHeld: (said: Said) => `Записано, что урок проведён${ru.from(said)}`,
      HeldWithdrawn: (said: Said) => `Снято «урок проведён»${ru.why(said)}`,
      RollCallTaken: (said: Said) => `Проведена перекличка${ru.from(said)}`,
      RollCallWithdrawn: (said: Said) => `Перекличка снята${ru.why(said)}`,
      AttendanceMarked: (said: Said) => `Записано посещение: ${said.value}${ru.from(said)}`,
      AttendanceCorrected: (said: Said) =>
        `Исправлено посещение: ${said.before} → ${said.value}${ru.why(said)}`,
      AttendanceCleared: (said: Said) => `Исправлено посещение: ${said.before} → был на уроке${ru.why(said)}`,
      WorkSet: ({ work, workBefore }: Said) =>
        workBefore === '' ? `Задана работа: ${work}` : `Изменена работа: ${workBefore} → ${work}`,
      WorkRemoved: (said: Said) => `Работа убрана${ru.work(said)}`,
      MarkGiven: (said: Said) =>
        `${said.isRetake ? 'Пересдача: отметка' : 'Поставлена отметка'} ${said.value}${ru.work(said)}${said.doneOn === '' ? '' : `, сдано ${said.doneOn}`}${ru.from(said)}`,
      MarkCorrected: (said: Said) =>
        `Исправлена отметка ${said.before} → ${said.value}${ru.work(said)}${ru.why(said)}`,
      MarkRevoked: (said: Said) => `Снята отметка ${said.before}${ru.work(said)}${ru.why(said)}`,
      CorrectionApproved: (_: Said) => 'Утверждено исправление после конца четверти',
      CorrectionReturned: (said: Said) => `Возвращено исправление после конца четверти${ru.why(said)}`,
      DatedWorkCorrectionApproved: (_: Said) => 'Утверждено исправление за работу после конца четверти',
      DatedWorkCorrectionReturned: (said: Said) =>
        `Возвращено исправление за работу после конца четверти${ru.why(said)}`,
      DatedWorkSet: ({ work, workBefore, when }: Said) =>
        workBefore === ''
          ? `Задана работа на ${when}: ${work}`
          : `Изменена работа на ${when}: ${workBefore} → ${work}`,
      DatedWorkRemoved: (said: Said) => `Работа убрана${ru.work(said)}`,
      DatedWorkMarked: (said: Said) =>
        `${said.isRetake ? 'Пересдача: отметка' : 'Поставлена отметка'} ${said.value} за работу${ru.work(said)}${said.doneOn === '' ? '' : `, сдано ${said.doneOn}`}`,
      DatedWorkMarkCorrected: (said: Said) =>
        `Исправлена отметка за работу${said.before === '' ? ' на' : ` ${said.before} →`} ${said.value}${ru.why(said)}`,
      DatedWorkMarkRevoked: (said: Said) =>
        `Снята отметка за работу${said.before === '' ? '' : ` ${said.before}`}${ru.why(said)}`,
      AbsenceReasonGiven: (said: Said) =>
        `Указана причина отсутствия ${said.when}: ${said.value}${ru.paper(said)}`,
      AbsenceReasonChanged: (said: Said) =>
        `Изменена причина отсутствия ${said.when}: ${said.value}${ru.paper(said)}`,
      AbsenceReasonWithdrawn: (said: Said) => `Причина отсутствия снята${ru.why(said)}`,
      DiaryWeekAcknowledged: ({ when }: Said) => `«Ознакомлен» с дневником за ${when}`,
      AccountCreated: ({ value }: Said) => `Создана учётная запись: ${value}`,
      ActivationCodeIssued: ({ when }: Said) => `Выдан код активации, действует до: ${when}`,
      AccountActivated: (_: Said) => 'Учётная запись активирована',
      LoggedIn: (_: Said) => 'Вход в журнал',
      SessionResumed: (_: Said) => 'Журнал открыт в прежнем сеансе',
      LoggedOut: (_: Said) => 'Выход из журнала',
      SessionRevoked: ({ value }: Said) => `Сеанс завершён: ${value}`,
      PasswordChanged: (_: Said) => 'Пароль сменён',
      RolesChanged: ({ value }: Said) => `Роли изменены: ${value}`,
      AccountBlocked: ({ value }: Said) => `Учётная запись заблокирована: ${value}`,
      AccountUnblocked: ({ value }: Said) => `Учётная запись разблокирована: ${value}`,
      PersonRegistered: ({ value, text }: Said) =>
        `Внесён человек (${value})${text === '' ? '' : `: ${text}`}`,
      PersonDetailsChanged: (said: Said) => `Изменены данные${ru.text(said)}`,
      ParentLinked: ({ whom, when }: Said) => `Записан родитель; ребёнок: ${whom}, с ${when}`,
      ParentUnlinked: ({ whom, when }: Said) => `Связь с ребёнком снята: ${whom}, по ${when}`,
      PersonErasureRequested: ({ value }: Said) => `Запрошено удаление данных: ${value}`,
      PersonErased: (_: Said) => 'Данные человека уничтожены',
      GroupFormed: ({ text, when }: Said) => `Образована группа ${text}: ${when}`,
      GroupRenamed: ({ text }: Said) => `Группа названа: ${text}`,
      ClassTeacherAssigned: ({ group, whom, when }: Said) =>
        `Классный руководитель ${group} с ${when}: ${whom}`,
      ClassTeacherReleased: ({ group, whom, when }: Said) =>
        `Больше не классный руководитель ${group}, по ${when}: ${whom}`,
      MemberJoined: (said: Said) => `Зачисление в ${said.group} с ${said.when}${ru.paper(said)}`,
      MemberLeft: (said: Said) => `Отчисление из ${said.group}, последний день ${said.when}${ru.paper(said)}`,
      GroupDissolved: ({ group, when }: Said) => `Группа ${group} расформирована, последний день ${when}`,
      RegisterOpened: (_: Said) => 'Открыт журнал',
      RegisterTeacherAssigned: ({ whom, when }: Said) => `Журнал ведёт с ${when}: ${whom}`,
      RegisterTeacherReleased: ({ whom, when }: Said) => `Журнал больше не ведёт, по ${when}: ${whom}`,
      GradingSet: ({ value, when }: Said) => `Оценивание в журнале с ${when}: ${value}`,
      RegisterClosed: ({ when }: Said) => `Журнал закрыт, последний день ${when}`,
      SubjectDefined: ({ text }: Said) => `Внесён предмет: ${text}`,
      SubjectRenamed: ({ text }: Said) => `Предмет назван: ${text}`,
      TimetablePublished: ({ group, when }: Said) => `Расписание ${group}: ${when}`,
      TimetableEnded: ({ group, when }: Said) => `Расписание ${group} действует по ${when}`,
      AcademicYearOpened: ({ text, when }: Said) => `Открыт учебный год ${text}: ${when}`,
      TermsSet: (said: Said) => `Заданы учебные периоды${ru.text(said)}`,
      CalendarSet: (_: Said) => 'Задан календарь каникул и праздников',
      SchoolWeekSet: (said: Said) => `Шестидневная неделя, параллели${ru.text(said)}`,
      BellScheduleSet: ({ text, when }: Said) => `Расписание звонков «${text}»: ${when}`,
      BellScheduleWithdrawn: (_: Said) => 'Расписание звонков снято',
      SchoolSetUp: ({ text }: Said) => `Школа внесена: ${text}`,
      SchoolRenamed: ({ text }: Said) => `Школа названа: ${text}`,
      PolicySet: (said: Said) => `Заданы правила школы, редакция ${said.value}${ru.why(said)}`,
      ProjectionEventSkipped: (said: Said) =>
        `Событие пропущено при построении «${said.text}»${ru.why(said)}`,
    },
    attendance: { absent: 'не был', late: 'опоздание' },
    grading: { marks: 'отметки', 'pass-fail': 'зачёт, незачёт', none: 'без отметок' },
    personKinds: { pupil: 'ученик', parent: 'родитель', staff: 'сотрудник' },
    reasons: {
      'by-owner': 'самим владельцем',
      'by-administrator': 'администратором',
      'account-blocked': 'учётная запись заблокирована',
      'password-changed': 'пароль сменён',
      'password-reset': 'пароль сброшен',
      'too-many-sessions': 'слишком много сеансов',
      'left-school': 'выбытие из школы',
      suspicion: 'подозрение на чужой вход',
      'own-request': 'по просьбе владельца',
      mistake: 'по ошибке',
      other: 'другое',
      'person-erased': 'данные человека уничтожены',
      'consent-withdrawn': 'согласие отозвано',
      'no-longer-needed': 'больше не нужны',
      'registered-by-mistake': 'внесён по ошибке',
      court: 'решение суда',
    },
    weight: (weight: string) => `вес ${weight}`,
    erased: 'текст уничтожен',
    unreadable: 'текст не читается',
    lesson: (number: number) => `${number} урок`,
    room: (room: string) => `каб. ${room}`,
  },
  en: {
    unknown: (type: string) => `Event ${type}`,
    by: {
      LessonScheduled: ({ place }: Said) => `Lesson planned: ${place}`,
      LessonReplanned: ({ place }: Said) => `Plan of the lesson changed: ${place}`,
      LessonUnplanned: (_: Said) => 'Lesson taken out of the plan',
      LessonMoved: (said: Said) => `Lesson moved: ${said.place}${en.why(said)}`,
      LessonCancelled: (said: Said) => `Lesson cancelled${en.why(said)}${en.paper(said)}`,
      LessonRestored: (said: Said) => `Lesson put back into the plan${en.why(said)}`,
      LessonSubstituted: (said: Said) =>
        `Substitution: given by ${said.whom}${said.insteadOf === '' ? '' : ` in place of ${said.insteadOf}`}${en.why(said)}`,
      SubstitutionWithdrawn: (said: Said) => `Substitution withdrawn${en.why(said)}`,
      LessonReplaced: (said: Said) => `Another lesson given instead${en.why(said)}`,
      TopicSet: ({ text, textBefore }: Said) =>
        text === ''
          ? `Topic removed: “${textBefore}”`
          : textBefore === ''
            ? `Topic written: “${text}”`
            : `Topic changed: “${textBefore}” → “${text}”`,
      HomeworkSet: ({ text, textBefore, when }: Said) =>
        text === ''
          ? `Homework removed: “${textBefore}”`
          : `${textBefore === '' ? 'Homework set:' : `Homework changed: “${textBefore}” →`} “${text}”${when === '' ? '' : `, due ${when}`}`,
      LessonCommented: (said: Said) =>
        said.text === '' ? 'Lesson comment removed' : `Lesson comment: ${said.text}${en.from(said)}`,
      LessonHeld: (said: Said) => `Recorded that the lesson was held${en.from(said)}`,
      HeldWithdrawn: (said: Said) => `“Held” withdrawn${en.why(said)}`,
      RollCallTaken: (said: Said) => `Roll called${en.from(said)}`,
      RollCallWithdrawn: (said: Said) => `Roll call withdrawn${en.why(said)}`,
      AttendanceMarked: (said: Said) => `Attendance recorded: ${said.value}${en.from(said)}`,
      AttendanceCorrected: (said: Said) =>
        `Attendance corrected: ${said.before} → ${said.value}${en.why(said)}`,
      AttendanceCleared: (said: Said) => `Attendance corrected: ${said.before} → present${en.why(said)}`,
      WorkSet: ({ work, workBefore }: Said) =>
        workBefore === '' ? `Work set: ${work}` : `Work changed: ${workBefore} → ${work}`,
      WorkRemoved: (said: Said) => `Work removed${en.work(said)}`,
      MarkGiven: (said: Said) =>
        `${said.isRetake ? 'Retake: mark' : 'Mark given:'} ${said.value}${en.work(said)}${said.doneOn === '' ? '' : `, done ${said.doneOn}`}${en.from(said)}`,
      MarkCorrected: (said: Said) =>
        `Mark corrected ${said.before} → ${said.value}${en.work(said)}${en.why(said)}`,
      MarkRevoked: (said: Said) => `Mark ${said.before} taken back${en.work(said)}${en.why(said)}`,
      CorrectionApproved: (_: Said) => 'Correction after the term approved',
      CorrectionReturned: (said: Said) => `Correction after the term returned${en.why(said)}`,
      DatedWorkCorrectionApproved: (_: Said) => 'Correction for a work after the term approved',
      DatedWorkCorrectionReturned: (said: Said) =>
        `Correction for a work after the term returned${en.why(said)}`,
      DatedWorkSet: ({ work, workBefore, when }: Said) =>
        workBefore === ''
          ? `Work set for ${when}: ${work}`
          : `Work for ${when} changed: ${workBefore} → ${work}`,
      DatedWorkRemoved: (said: Said) => `Work removed${en.work(said)}`,
      DatedWorkMarked: (said: Said) =>
        `${said.isRetake ? 'Retake: mark' : 'Mark given:'} ${said.value} for a work${en.work(said)}${said.doneOn === '' ? '' : `, done ${said.doneOn}`}`,
      DatedWorkMarkCorrected: (said: Said) =>
        `Mark of a work corrected${said.before === '' ? ' to' : ` ${said.before} →`} ${said.value}${en.why(said)}`,
      DatedWorkMarkRevoked: (said: Said) =>
        `Mark of a work taken back${said.before === '' ? '' : `: ${said.before}`}${en.why(said)}`,
      AbsenceReasonGiven: (said: Said) => `Reason of absence ${said.when}: ${said.value}${en.paper(said)}`,
      AbsenceReasonChanged: (said: Said) =>
        `Reason of absence changed ${said.when}: ${said.value}${en.paper(said)}`,
      AbsenceReasonWithdrawn: (said: Said) => `Reason of absence withdrawn${en.why(said)}`,
      DiaryWeekAcknowledged: ({ when }: Said) => `Diary of ${when} acknowledged`,
      AccountCreated: ({ value }: Said) => `Account created: ${value}`,
      ActivationCodeIssued: ({ when }: Said) => `Activation code issued, valid until ${when}`,
      AccountActivated: (_: Said) => 'Account activated',
      LoggedIn: (_: Said) => 'Signed in',
      SessionResumed: (_: Said) => 'Journal opened in an earlier session',
      LoggedOut: (_: Said) => 'Signed out',
      SessionRevoked: ({ value }: Said) => `Session ended: ${value}`,
      PasswordChanged: (_: Said) => 'Password changed',
      RolesChanged: ({ value }: Said) => `Roles changed: ${value}`,
      AccountBlocked: ({ value }: Said) => `Account blocked: ${value}`,
      AccountUnblocked: ({ value }: Said) => `Account unblocked: ${value}`,
      PersonRegistered: ({ value, text }: Said) =>
        `Person registered (${value})${text === '' ? '' : `: ${text}`}`,
      PersonDetailsChanged: (said: Said) => `Details changed${en.text(said)}`,
      ParentLinked: ({ whom, when }: Said) => `Parent linked; child: ${whom}, from ${when}`,
      ParentUnlinked: ({ whom, when }: Said) => `Link to the child ended: ${whom}, until ${when}`,
      PersonErasureRequested: ({ value }: Said) => `Erasure requested: ${value}`,
      PersonErased: (_: Said) => 'The person’s data were destroyed',
      GroupFormed: ({ text, when }: Said) => `Group ${text} formed: ${when}`,
      GroupRenamed: ({ text }: Said) => `Group renamed: ${text}`,
      ClassTeacherAssigned: ({ group, whom, when }: Said) =>
        `Class teacher of ${group} from ${when}: ${whom}`,
      ClassTeacherReleased: ({ group, whom, when }: Said) =>
        `No longer class teacher of ${group}, until ${when}: ${whom}`,
      MemberJoined: (said: Said) => `Joined ${said.group} from ${said.when}${en.paper(said)}`,
      MemberLeft: (said: Said) => `Left ${said.group}, last day ${said.when}${en.paper(said)}`,
      GroupDissolved: ({ group, when }: Said) => `Group ${group} dissolved, last day ${when}`,
      RegisterOpened: (_: Said) => 'Register opened',
      RegisterTeacherAssigned: ({ whom, when }: Said) => `Register kept from ${when} by ${whom}`,
      RegisterTeacherReleased: ({ whom, when }: Said) => `Register no longer kept, until ${when}, by ${whom}`,
      GradingSet: ({ value, when }: Said) => `Grading of the register from ${when}: ${value}`,
      RegisterClosed: ({ when }: Said) => `Register closed, last day ${when}`,
      SubjectDefined: ({ text }: Said) => `Subject defined: ${text}`,
      SubjectRenamed: ({ text }: Said) => `Subject renamed: ${text}`,
      TimetablePublished: ({ group, when }: Said) => `Timetable of ${group}: ${when}`,
      TimetableEnded: ({ group, when }: Said) => `Timetable of ${group} holds until ${when}`,
      AcademicYearOpened: ({ text, when }: Said) => `Academic year ${text} opened: ${when}`,
      TermsSet: (said: Said) => `Terms set${en.text(said)}`,
      CalendarSet: (_: Said) => 'Calendar of holidays set',
      SchoolWeekSet: (said: Said) => `Six-day week, grades${en.text(said)}`,
      BellScheduleSet: ({ text, when }: Said) => `Bell schedule “${text}”: ${when}`,
      BellScheduleWithdrawn: (_: Said) => 'Bell schedule withdrawn',
      SchoolSetUp: ({ text }: Said) => `School set up: ${text}`,
      SchoolRenamed: ({ text }: Said) => `School renamed: ${text}`,
      PolicySet: (said: Said) => `School policy set, version ${said.value}${en.why(said)}`,
      ProjectionEventSkipped: (said: Said) =>
        `An event was skipped in building “${said.text}”${en.why(said)}`,
    },
    attendance: { absent: 'absent', late: 'late' },
    grading: { marks: 'marks', 'pass-fail': 'pass, fail', none: 'without marks' },
    personKinds: { pupil: 'pupil', parent: 'parent', staff: 'staff' },
    reasons: {
      'by-owner': 'by the owner',
      'by-administrator': 'by the administrator',
      'account-blocked': 'the account was blocked',
      'password-changed': 'the password was changed',
      'password-reset': 'the password was reset',
      'too-many-sessions': 'too many sessions',
      'left-school': 'left the school',
      suspicion: 'suspected foreign sign-in',
      'own-request': 'at the owner’s request',
      mistake: 'by mistake',
      other: 'other',
      'person-erased': 'the person’s data were destroyed',
      'consent-withdrawn': 'consent withdrawn',
      'no-longer-needed': 'no longer needed',
      'registered-by-mistake': 'registered by mistake',
      court: 'decision of a court',
    },
    weight: (weight: string) => `weight ${weight}`,
    erased: 'the text was destroyed',
    unreadable: 'the text cannot be read',
    lesson: (number: number) => `lesson ${number}`,
    room: (room: string) => `room ${room}`,
  },
});
