import { CommandBus } from '@nestjs/cqrs';
import { CreateAccount } from '#accounts';
import { newId, Refused, systemClock } from '#kernel';
import { Config } from '#platform';
import { RegisterPerson, SetUpSchool } from '#school';
import { openReadStore } from '../../../server/src/stores/open-stores.ts';
import { onNobodysBehalf } from '../on-nobodys-behalf.ts';
import { withProduct } from '../with-product.ts';

/** Before there is an administrator, whoever runs the installation acts. */
const BY = 'zhurnal found';

interface FoundOptions {
  readonly name: string;
  readonly shortName: string;
  readonly timeZone: string;
  /** Family name, given name and, if there is one, patronymic. */
  readonly administrator: string;
}

/** Sets up a school and its first administrator, and prints the code that the administrator activates with. */
export async function found({ administrator, ...school }: FoundOptions): Promise<void> {
  const [familyName, givenName, ...rest] = administrator.trim().split(/\s+/);
  if (familyName === undefined || givenName === undefined) {
    throw new Error('--administrator wants a family name and a given name: "Петрова Анна Сергеевна".');
  }
  const patronymic = rest.join(' ');
  const config = new Config({ ZHURNAL_LOG_LEVEL: 'warn', ...process.env });
  const schoolId = newId();
  await withProduct({ config, clock: systemClock, store: await openReadStore(config) }, async ({ app }) => {
    const commands = app.get(CommandBus);
    try {
      await commands.execute(new SetUpSchool(school, onNobodysBehalf(schoolId, BY)));
      const details = { familyName, givenName, ...(patronymic === '' ? {} : { patronymic }) };
      const person = new RegisterPerson({ kind: 'staff', ...details }, onNobodysBehalf(schoolId, BY));
      await commands.execute(person);
      const { code } = await commands.execute(
        new CreateAccount(
          { personId: person.personId, roles: ['administrator'] },
          onNobodysBehalf(schoolId, BY),
        ),
      );
      process.stdout.write(
        `School ${schoolId}: ${school.shortName}\n` +
          `${administrator} activates with the code ${code!.code} until ${code!.expiresAt}: start the server, then\n` +
          '  POST /api/v1/activations  { "code", "login", "password" }\n',
      );
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const fields = error.more.errors?.map(({ field, detail }) => `${field}: ${detail}`) ?? [];
      throw new Error([error.detail, ...fields].join('\n'), { cause: error });
    }
  });
}
