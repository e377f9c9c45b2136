/**
 * The passwords of at least eight characters that are tried first: those that head every published list, and
 * what Russian keyboards make of them. Folded to lower case.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `
  12345678 123456789 1234567890 12345678910 123456789a 1234567890a 0123456789 0987654321 987654321 9876543210
  87654321 11223344 1122334455 112233445566 123123123 123321123 12344321 1234554321 123454321 12341234 12121212
  147258369 159753456 741852963 789456123 963852741 31415926 01234567 1234qwer 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y
  1qaz2wsx 1qaz2wsx3edc 1qazxsw2 2wsx3edc qwertyui qwertyuiop qwerty12 qwerty123 qwerty1234 qwerty12345 qwerty123456
  qwertyqwerty qwer1234 qweasdzxc qazwsxedc qazwsx123 q1w2e3r4 q1w2e3r4t5 asdfghjk asdfghjkl asdfasdf asdf1234
  zxcvbnm1 zxcvbnm123 zxcvbnm, password password1 password12 password123 password1234 passw0rd p@ssw0rd p@ssword
  iloveyou iloveyou1 princess sunshine football baseball superman batman123 trustno1 starwars computer internet
  whatever michelle jennifer jordan23 welcome1 welcome123 letmein1 letmein123 admin123 admin1234 administrator
  abcd1234 abc12345 abcdefgh abcdefg1 aaaaaaaa1 a1b2c3d4 a123456789 changeme changeme1 secret123 test1234 testtest
  google123 samsung1 liverpool chelsea1 manchester barcelona spartak1 zenit2010 minecraft pokemon1 fortnite1
  йцукенгш йцукенгшщз йцукен12 йцукен123 йцукен1234 1й2ц3у4к фывапрол фывапролд ячсмитьб пароль12 пароль123
  пароль1234 парольпароль любовь123 солнышко солнышко1 котёнок1 спартак1 россия123 россия2024 москва123 школа123
  школа1234 учитель1 учитель123 ученик123 директор дневник1 дневник123 журнал123 привет123 приветпривет зайчик123
  gfhjkm12 gfhjkm123 gfhjkm1234 ghbdtn123 lytdybr1 rfnthbyf rfnz1234 vfhbyf123 fylhtq123 ctrtrhtn ljcneg123
  russia123 moscow123 privet123 parol123 parol1234 uchitel1 uchitel123 shkola123 dnevnik1 dnevnik123 zhurnal1
  zhurnal123 student1 student123 teacher1 teacher123 school123 school1234 school12 parent123 october1 september1
  marina123 natasha1 natalia1 svetlana tatyana1 ekaterina vladimir aleksandr alexander1 nastya123 andrey123 dmitriy1
  maksim123 sergey123 nikita123 kristina anastasia anastasiya viktoria viktoriya
  `
    .trim()
    .split(/\s+/),
);
