import { Button, Checkbox, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useState } from 'react';
import { get, type Schema, send } from '../../api/client.ts';
import { Refused } from '../../form/refused.tsx';
import { useTyped } from '../../form/use-typed.ts';
import { Answer } from '../../states/answer.tsx';
import { useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { useMayPrepare } from '../may-prepare.ts';
import { TransitionPage } from '../transition-page.tsx';
import { useTransitionCommand } from '../use-transition-command.ts';
import { transitionPolicyWords } from './policy.messages.ts';

type PolicyAnswer = Schema<'TransitionPolicyAnswer'>;

const flagsOfResources = ['placeForEveryTeacher', 'networkInEveryRoom', 'deviceInEveryRoom'] as const;
const flags = [...flagsOfResources, 'hoursToo'] as const;
const numbers = [
  'testQuestions',
  'testMinutes',
  'passMark',
  'tries',
  'weeksAssessed',
  'weeksUnderTarget',
] as const;

/** What the school decides for itself about conditions 2 and 3 and the final test; every version with its reason. */
export default function TransitionPolicyPage(): ReactElement {
  const words = useWords(transitionPolicyWords);
  const policy = useQuery({
    queryKey: ['transition', 'policy'],
    queryFn: ({ signal }) => get<PolicyAnswer>('transition/policy', {}, signal),
    meta: { models: ['transition-policy'] },
  });
  return (
    <TransitionPage title={words.title}>
      <Answer query={policy}>
        {(answer) => (
          <>
            <PolicyForm key={answer.version} answer={answer} />
            <History answer={answer} />
          </>
        )}
      </Answer>
    </TransitionPage>
  );
}

function PolicyForm({ answer: { version, policy } }: { readonly answer: PolicyAnswer }): ReactElement {
  const words = useWords(transitionPolicyWords);
  const mayPrepare = useMayPrepare();
  const command = useTransitionCommand();
  const [asked, setAsked] = useState<readonly string[]>(flags.filter((flag) => policy[flag]));
  const { typed, field } = useTyped(
    {
      testQuestions: String(policy.testQuestions),
      testMinutes: String(policy.testMinutes),
      passMark: String(policy.passMark),
      tries: String(policy.tries),
      weeksAssessed: String(policy.weeksAssessed),
      weeksUnderTarget: String(policy.weeksUnderTarget),
      reason: '',
    },
    command,
  );
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const wanted = {
      ...policy,
      ...Object.fromEntries(flags.map((flag) => [flag, asked.includes(flag)])),
      ...Object.fromEntries(numbers.map((name) => [name, Number(typed[name])])),
    };
    const body = { policy: wanted, reason: typed.reason, basedOn: version };
    await command.run(() => send('PUT', 'transition/policy', body));
  };
  const flag = (name: (typeof flags)[number]): ReactElement => (
    <Checkbox key={name} value={name} label={words.flags[name]} mt={8} disabled={!mayPrepare} />
  );
  return (
    <form onSubmit={(event) => void save(event)}>
      <Stack gap="md" maw={720}>
        <Text c="dimmed">{version === 0 ? words.isDefault : words.isVersion(version)}</Text>
        <Checkbox.Group
          label={words.condition2}
          value={[...asked]}
          onChange={setAsked}
          error={command.wrong('policy')}
        >
          {flagsOfResources.map(flag)}
        </Checkbox.Group>
        <Checkbox.Group label={words.condition3} value={[...asked]} onChange={setAsked}>
          {flag('hoursToo')}
        </Checkbox.Group>
        <section>
          <Title order={2} size="h4" mb="xs">
            {words.test}
          </Title>
          <Stack gap="sm">
            {numbers.map((name) => (
              <TextInput
                key={name}
                label={words.numbers[name]}
                type="number"
                min={1}
                w={320}
                required
                disabled={!mayPrepare}
                {...field(name)}
                error={command.wrong(`policy.${name}`)}
              />
            ))}
          </Stack>
        </section>
        {mayPrepare && (
          <>
            <TextInput
              label={words.reason}
              description={words.reasonHint}
              required
              maxLength={500}
              {...field('reason')}
            />
            <Refused said={command.refused} />
            <Button type="submit" loading={command.busy} w="fit-content">
              {words.set(version + 1)}
            </Button>
          </>
        )}
      </Stack>
    </form>
  );
}

function History({ answer }: { readonly answer: PolicyAnswer }): ReactElement {
  const words = useWords(transitionPolicyWords);
  const time = useSchoolTime();
  return (
    <section className="road-section" aria-labelledby="history">
      <Title order={2} size="h4" mb="xs" id="history">
        {words.history}
      </Title>
      {answer.history.length === 0 ? (
        <Text c="dimmed">{words.noHistory}</Text>
      ) : (
        <ul className="road-list">
          {answer.history.map(({ version, reason, recordedAt, policy }) => (
            <li key={version}>
              <b>{words.version(version)}</b>, {time.moment(recordedAt)}: {reason}.{' '}
              <span className="road-quiet">
                {words.summary(policy.testQuestions, policy.testMinutes, policy.passMark, policy.tries)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
