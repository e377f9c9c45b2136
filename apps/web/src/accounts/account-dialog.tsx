import { Button, Checkbox, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { get, type Schema, send } from '../api/client.ts';
import { type Role, useMe } from '../app/me.ts';
import { fullName } from '../app/names.ts';
import { shellWords } from '../app/shell.messages.ts';
import { Confirm } from '../form/confirm.tsx';
import { Dialog } from '../form/dialog.tsx';
import { useCommand } from '../form/use-command.ts';
import { deviceOf } from '../sessions/device.ts';
import { Answer } from '../states/answer.tsx';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { AccountState } from './account-table.tsx';
import { accountsWords } from './accounts.messages.ts';
import type { Account } from './accounts.ts';
import type { IssuedSheet } from './issued-slips.tsx';
import { possibleRoles } from './possible-roles.ts';

type Act = 'code' | 'block' | 'unblock' | 'sessions' | 'roles';
type BlockReason = Schema<'BlockAccountBody'>['reason'];
const reasons: readonly BlockReason[] = ['left-school', 'suspicion', 'own-request', 'mistake', 'other'];

/** One account: what is known of it, and what an administrator can do, each act asked about in plain words. */
export function AccountDialog({
  account,
  close,
  showSlip,
}: {
  readonly account: Account;
  readonly close: () => void;
  readonly showSlip: (sheet: IssuedSheet) => void;
}): ReactElement {
  const words = useWords(accountsWords);
  const [act, setAct] = useState<Act | null>(null);
  const name = account.person === null ? words.noPerson : fullName(account.person);
  const back = (): void => setAct(null);
  switch (act) {
    case 'code':
      return <GiveCode account={account} name={name} back={back} showSlip={showSlip} />;
    case 'block':
    case 'unblock':
      return <Block account={account} name={name} block={act === 'block'} back={back} />;
    case 'sessions':
      return <EndSessions account={account} name={name} back={back} />;
    case 'roles':
      return <ChangeRoles account={account} name={name} back={back} />;
    case null:
      return <Facts account={account} name={name} close={close} choose={setAct} />;
  }
}

interface ActProps {
  readonly account: Account;
  readonly name: string;
  readonly back: () => void;
}

function Facts({
  account,
  name,
  close,
  choose,
}: {
  readonly account: Account;
  readonly name: string;
  readonly close: () => void;
  readonly choose: (act: Act) => void;
}): ReactElement {
  const words = useWords(accountsWords);
  const shell = useWords(shellWords);
  const time = useSchoolTime();
  const { accountId: mine } = useMe();
  const { accountId, roles, state, createdAt, activatedAt, blockedAt } = account;
  const sessions = useQuery({
    queryKey: ['account-sessions', accountId],
    queryFn: ({ signal }) => get<Schema<'SessionList'>>(`accounts/${accountId}/sessions`, {}, signal),
  });
  return (
    <Dialog close={close} title={name}>
      <Stack gap="md">
        <dl className="account-facts">
          <dt>{words.role}</dt>
          <dd>{roles.map((role) => shell.roles[role]).join(', ')}</dd>
          <dt>{words.state}</dt>
          <dd>
            <AccountState account={account} />
          </dd>
          <dt>{words.createdAt}</dt>
          <dd>{time.moment(createdAt)}</dd>
          {activatedAt !== null && (
            <>
              <dt>{words.activatedAt}</dt>
              <dd>{time.moment(activatedAt)}</dd>
            </>
          )}
          {blockedAt !== null && (
            <>
              <dt>{words.blockedAt}</dt>
              <dd>{time.moment(blockedAt)}</dd>
            </>
          )}
          <dt>{words.sessions}</dt>
          <dd>
            <Answer query={sessions} loading={<span>…</span>}>
              {(answer) =>
                answer.sessions.length === 0 ? (
                  words.noSessions
                ) : (
                  <>
                    {answer.sessions.map(({ sessionId, userAgent, lastSeenAt }) => (
                      <div key={sessionId}>
                        {deviceOf(userAgent) ?? words.unknownDevice}, {time.moment(lastSeenAt)}
                      </div>
                    ))}
                  </>
                )
              }
            </Answer>
          </dd>
        </dl>
        <Group gap="xs">
          {state !== 'blocked' && (
            <Button variant="default" onClick={() => choose('code')}>
              {state === 'activated' ? words.resetPassword : words.newCode}
            </Button>
          )}
          {(sessions.data?.sessions.length ?? 0) > 0 && (
            <Button variant="default" onClick={() => choose('sessions')}>
              {words.endSessions}
            </Button>
          )}
          {possibleRoles(account.person?.kind ?? null).length > 1 && (
            <Button variant="default" onClick={() => choose('roles')}>
              {words.changeRoles}
            </Button>
          )}
          {state === 'blocked' ? (
            <Button variant="default" onClick={() => choose('unblock')}>
              {words.unblock}
            </Button>
          ) : (
            accountId !== mine && (
              <Button variant="default" onClick={() => choose('block')}>
                {words.block}
              </Button>
            )
          )}
          <Button variant="subtle" onClick={close}>
            {words.close}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function GiveCode({
  account,
  name,
  back,
  showSlip,
}: ActProps & { readonly showSlip: (sheet: IssuedSheet) => void }): ReactElement {
  const words = useWords(accountsWords);
  const command = useCommand();
  const isReset = account.state === 'activated';
  const give = async (): Promise<void> => {
    const answer = await command.run(() =>
      send<Schema<'CodeAnswer'>>('POST', `accounts/${account.accountId}/activation-codes`),
    );
    if (answer === undefined || answer.code === null || answer.codeExpiresAt === null) return;
    back();
    const { code, codeExpiresAt } = answer;
    showSlip({
      title: null,
      slips: [{ name, roles: account.roles, children: [], code, codeExpiresAt }],
      without: [],
    });
  };
  return (
    <Confirm
      title={`${isReset ? words.resetPassword : words.newCode}: ${name}`}
      explain={isReset ? words.resetExplain : words.newCodeExplain}
      act={words.giveCode}
      command={command}
      confirm={() => void give()}
      cancel={back}
    />
  );
}

function Block({ account, name, block, back }: ActProps & { readonly block: boolean }): ReactElement {
  const words = useWords(accountsWords);
  const command = useCommand();
  const [reason, setReason] = useState<BlockReason>(block ? 'left-school' : 'mistake');
  const confirm = async (): Promise<void> => {
    const path = `accounts/${account.accountId}/${block ? 'block' : 'unblock'}`;
    const answer = await command.run(() => send('POST', path, { reason }));
    if (answer !== undefined) back();
  };
  return (
    <Confirm
      title={`${block ? words.block : words.unblock}: ${name}`}
      explain={block ? words.blockExplain : words.unblockExplain}
      act={block ? words.block : words.unblock}
      danger={block}
      command={command}
      confirm={() => void confirm()}
      cancel={back}
    >
      <NativeSelect
        label={words.reason}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value as BlockReason)}
        data={reasons.map((value) => ({ value, label: words.blockReasons[value] }))}
      />
    </Confirm>
  );
}

function EndSessions({ account, name, back }: ActProps): ReactElement {
  const words = useWords(accountsWords);
  const queries = useQueryClient();
  const command = useCommand();
  const confirm = async (): Promise<void> => {
    const answer = await command.run(() => send('DELETE', `accounts/${account.accountId}/sessions`));
    if (answer === undefined) return;
    await queries.invalidateQueries({ queryKey: ['account-sessions', account.accountId] });
    back();
  };
  return (
    <Confirm
      title={`${words.endSessions}: ${name}`}
      explain={words.endSessionsExplain}
      act={words.endSessions}
      command={command}
      confirm={() => void confirm()}
      cancel={back}
    />
  );
}

function ChangeRoles({ account, name, back }: ActProps): ReactElement {
  const words = useWords(accountsWords);
  const shell = useWords(shellWords);
  const command = useCommand();
  const [roles, setRoles] = useState<readonly Role[]>(account.roles);
  const confirm = async (): Promise<void> => {
    const answer = await command.run(() => send('PUT', `accounts/${account.accountId}/roles`, { roles }));
    if (answer !== undefined) back();
  };
  return (
    <Confirm
      title={`${words.changeRoles}: ${name}`}
      explain={words.rolesExplain}
      act={words.saveRoles}
      command={command}
      confirm={() => void confirm()}
      cancel={back}
    >
      <Checkbox.Group value={[...roles]} onChange={(chosen) => setRoles(chosen)} label={words.role}>
        <Stack gap={8} mt={6}>
          {possibleRoles(account.person?.kind ?? null).map((role) => (
            <Checkbox key={role} value={role} label={shell.roles[role]} />
          ))}
        </Stack>
      </Checkbox.Group>
      {command.wrong('roles') !== undefined && <Text c="var(--bad)">{command.wrong('roles')}</Text>}
    </Confirm>
  );
}
