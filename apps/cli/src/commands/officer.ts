import { CommandBus } from '@nestjs/cqrs';
import { CreateAccount } from '#accounts';
import { systemClock } from '#kernel';
import { Config } from '#platform';
import { schoolStream } from '#school/events';
import { openReadStore } from '../../../server/src/stores/open-stores.ts';
import { onNobodysBehalf } from '../on-nobodys-behalf.ts';
import { withProduct } from '../with-product.ts';

/**
 * Lets a region officer into a school's readiness and prints the code that the officer activates with: the role reaches
 * beyond the school, whose administrator cannot hand it out.
 */
export async function officer({ school }: { readonly school: string }): Promise<void> {
  const config = new Config({ ZHURNAL_LOG_LEVEL: 'warn', ...process.env });
  const store = await openReadStore(config);
  await withProduct({ config, clock: systemClock, store }, async ({ app, log }) => {
    if ((await log.readStream(schoolStream(school))).length === 0)
      throw new Error(`There is no school ${school}.`);
    const { accountId, code } = await app
      .get(CommandBus)
      .execute(
        new CreateAccount(
          { personId: null, roles: ['region-officer'] },
          onNobodysBehalf(school, 'zhurnal officer'),
        ),
      );
    process.stdout.write(
      `Account ${accountId}: a region officer activates with the code ${code!.code} until ${code!.expiresAt}\n`,
    );
  });
}
