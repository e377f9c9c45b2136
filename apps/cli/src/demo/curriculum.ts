/** A subject of the demo school: title, short title, area, and who teaches it. */
export interface DemoSubject {
  readonly code: string;
  readonly title: string;
  readonly shortTitle: string;
  readonly area: string;
}

const subject = (code: string, title: string, shortTitle: string, area: string): DemoSubject => ({
  code,
  title,
  shortTitle,
  area,
});

export const demoSubjects: readonly DemoSubject[] = [
  subject('ru', 'Русский язык', 'Рус. яз.', 'Русский язык и литература'),
  subject('lit', 'Литература', 'Лит-ра', 'Русский язык и литература'),
  subject('read', 'Литературное чтение', 'Лит. чт.', 'Русский язык и литература'),
  subject('en', 'Иностранный язык (английский)', 'Англ. яз.', 'Иностранные языки'),
  subject('math', 'Математика', 'Матем.', 'Математика и информатика'),
  subject('alg', 'Алгебра', 'Алгебра', 'Математика и информатика'),
  subject('geom', 'Геометрия', 'Геом.', 'Математика и информатика'),
  subject('prob', 'Вероятность и статистика', 'Вер. и ст.', 'Математика и информатика'),
  subject('inf', 'Информатика', 'Информ.', 'Математика и информатика'),
  subject('world', 'Окружающий мир', 'Окр. мир', 'Обществознание и естествознание'),
  subject('hist', 'История', 'История', 'Общественно-научные предметы'),
  subject('soc', 'Обществознание', 'Обществ.', 'Общественно-научные предметы'),
  subject('geo', 'География', 'Геогр.', 'Общественно-научные предметы'),
  subject('bio', 'Биология', 'Биол.', 'Естественно-научные предметы'),
  subject('phys', 'Физика', 'Физика', 'Естественно-научные предметы'),
  subject('chem', 'Химия', 'Химия', 'Естественно-научные предметы'),
  subject('art', 'Изобразительное искусство', 'ИЗО', 'Искусство'),
  subject('mus', 'Музыка', 'Музыка', 'Искусство'),
  subject('tech', 'Труд (технология)', 'Труд', 'Технология'),
  subject('pe', 'Физическая культура', 'Физ-ра', 'Физическая культура'),
  subject('safe', 'Основы безопасности и защиты Родины', 'ОБЗР', 'ОБЗР'),
  subject('talk', 'Разговоры о важном', 'Разговоры', 'Внеурочная деятельность'),
  subject('chess', 'Шахматный кружок', 'Шахматы', 'Внеурочная деятельность'),
  subject('choir', 'Хор', 'Хор', 'Внеурочная деятельность'),
  subject('day', 'Группа продлённого дня', 'ГПД', 'Внеурочная деятельность'),
  subject('elmath', 'Решение задач повышенной сложности', 'Факультатив: матем.', 'Факультативы'),
  subject('elru', 'Русское правописание', 'Факультатив: рус. яз.', 'Факультативы'),
];

type Hours = Readonly<Record<string, number>>;

const primary: Hours = { ru: 5, read: 4, math: 4, world: 2, art: 1, mus: 1, tech: 1, pe: 2 };

/** Lessons a week by grade, of subjects taught to the whole class or its halves (English and informatics). */
export const weeklyHours: Readonly<Record<number, Hours>> = {
  1: primary,
  2: { ...primary, en: 2 },
  3: { ...primary, en: 2 },
  4: { ...primary, en: 2 },
  5: { ru: 5, lit: 3, en: 3, math: 5, hist: 3, geo: 1, bio: 1, art: 1, mus: 1, tech: 2, pe: 2 },
  6: { ru: 6, lit: 3, en: 3, math: 5, hist: 3, soc: 1, geo: 1, bio: 1, art: 1, mus: 1, tech: 2, pe: 2 },
  7: {
    ru: 4,
    lit: 2,
    en: 3,
    alg: 3,
    geom: 2,
    prob: 1,
    inf: 1,
    hist: 2,
    soc: 1,
    geo: 2,
    bio: 1,
    phys: 2,
    art: 1,
    mus: 1,
    tech: 2,
    pe: 2,
  },
  8: {
    ru: 3,
    lit: 2,
    en: 3,
    alg: 3,
    geom: 2,
    prob: 1,
    inf: 1,
    hist: 2,
    soc: 1,
    geo: 2,
    bio: 2,
    phys: 2,
    chem: 2,
    mus: 1,
    tech: 1,
    pe: 2,
    safe: 1,
  },
  9: {
    ru: 3,
    lit: 3,
    en: 3,
    alg: 3,
    geom: 2,
    prob: 1,
    inf: 1,
    hist: 2,
    soc: 1,
    geo: 2,
    bio: 2,
    phys: 3,
    chem: 2,
    tech: 1,
    pe: 2,
    safe: 1,
  },
  10: {
    ru: 2,
    lit: 3,
    en: 3,
    alg: 4,
    geom: 2,
    prob: 1,
    inf: 1,
    hist: 2,
    soc: 2,
    geo: 1,
    bio: 1,
    phys: 2,
    chem: 1,
    pe: 3,
    safe: 1,
  },
  11: {
    ru: 2,
    lit: 3,
    en: 3,
    alg: 4,
    geom: 2,
    prob: 1,
    inf: 1,
    hist: 2,
    soc: 2,
    geo: 1,
    bio: 1,
    phys: 2,
    chem: 1,
    pe: 3,
    safe: 1,
  },
};

/** Taught to two halves of a class by two teachers at the same hour. */
export const halved = new Set(['en', 'inf']);

/** Taught in primary school by the class's own teacher. */
export const byClassTeacher = new Set(['ru', 'read', 'math', 'world', 'art', 'tech']);
