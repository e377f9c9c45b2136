import { Alert, Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useState } from 'react';
import { get, type Schema, send } from '../api/client.ts';
import { Refused } from '../form/refused.tsx';
import { useCommand } from '../form/use-command.ts';
import { useTyped } from '../form/use-typed.ts';
import { registersWords } from '../registers/registers.messages.ts';
import { Answer } from '../states/answer.tsx';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { type GroupKind, groupKinds } from './groups.ts';
import { policyWords } from './policy.messages.ts';
import { SetUpPage } from './set-up-page.tsx';
import { setUpWords } from './set-up.messages.ts';

type PolicyAnswer = Schema<'PolicyAnswer'>;

/** What the school decides for itself about the six criteria and the journal; every version with its reason. */
export default function PolicyPage(): ReactElement {
  const setUp = useWords(setUpWords);
  const policy = useQuery({
    queryKey: ['policy'],
    queryFn: ({ signal }) => get<PolicyAnswer>('policy', {}, signal),
    meta: { models: ['readiness-basis', 'lesson-policy'] },
  });
  return (
    <SetUpPage title={setUp.matters.policy}>
      <Answer query={policy}>
        {(answer) => (
          <>
            <PolicyForm key={answer.version} answer={answer} />
            <History answer={answer} />
          </>
        )}
      </Answer>
    </SetUpPage>
  );
}

function PolicyForm({ answer: { version, policy } }: { readonly answer: PolicyAnswer }): ReactElement {
  const words = useWords(policyWords);
  const { kinds } = useWords(registersWords);
  const command = useCommand();
  const [lessonKinds, setLessonKinds] = useState<readonly GroupKind[]>(policy.lessonKinds);
  const [markOne, setMarkOne] = useState(policy.markOne);
  const [homeworkInGradeOne, setHomework] = useState(policy.homeworkInGradeOne);
  const [targets, setTargets] = useState<readonly string[]>(policy.targets.map(String));
  const { typed, field } = useTyped(
    {
      onlineUnit: policy.onlineUnit,
      onlineFrom: policy.onlineFrom,
      opensBeforeMinutes: String(policy.opensBeforeMinutes),
      typoMinutes: String(policy.typoMinutes),
      reason: '',
    },
    command,
  );
  const inPolicy = (name: Exclude<keyof typeof typed, 'reason'>) => {
    const { error, ...rest } = field(name);
    return { ...rest, error: error ?? command.wrong(`policy.${name}`) };
  };
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const { onlineUnit, onlineFrom, opensBeforeMinutes, typoMinutes, reason } = typed;
    await command.run(() =>
      send('PUT', 'policy', {
        policy: {
          lessonKinds,
          onlineUnit,
          onlineFrom,
          opensBeforeMinutes: Number(opensBeforeMinutes),
          typoMinutes: Number(typoMinutes),
          markOne,
          homeworkInGradeOne,
          targets: targets.map((target) => Number(target.replace(',', '.'))),
        },
        reason,
        basedOn: version,
      }),
    );
  };
  return (
    <form onSubmit={(event) => void save(event)}>
      <Stack gap="md" maw={720}>
        <Text c="dimmed">{version === 0 ? words.isDefault : words.isVersion(version)}</Text>
        <Checkbox.Group
          label={words.lessonKinds}
          description={words.lessonKindsHint}
          value={[...lessonKinds]}
          onChange={(chosen) => setLessonKinds(chosen)}
          error={command.wrong('policy.lessonKinds')}
        >
          <div className="set-up-grades">
            {groupKinds.map((kind) => (
              <Checkbox key={kind} value={kind} label={kinds[kind]} />
            ))}
          </div>
        </Checkbox.Group>
        <Group align="start" gap="sm">
          <NativeSelect
            label={words.onlineFrom}
            data={[
              { value: 'end', label: words.fromEnd },
              { value: 'start', label: words.fromStart },
            ]}
            {...inPolicy('onlineFrom')}
          />
          <NativeSelect
            label={words.onlineUnit}
            data={[
              { value: 'entries', label: words.entries },
              { value: 'lessons', label: words.lessons },
            ]}
            {...inPolicy('onlineUnit')}
          />
        </Group>
        <Group align="start" gap="sm">
          <TextInput
            label={words.opensBefore}
            type="number"
            min={0}
            max={1440}
            required
            {...inPolicy('opensBeforeMinutes')}
          />
          <TextInput
            label={words.typo}
            type="number"
            min={0}
            max={1440}
            required
            {...inPolicy('typoMinutes')}
          />
        </Group>
        <Checkbox
          label={words.markOne}
          checked={markOne}
          onChange={(event) => setMarkOne(event.currentTarget.checked)}
        />
        <Checkbox
          label={words.homework}
          checked={homeworkInGradeOne}
          onChange={(event) => setHomework(event.currentTarget.checked)}
        />
        <section>
          <Title order={2} size="h4" mb="xs">
            {words.targets}
          </Title>
          <div className="set-up-rows">
            {targets.map((target, index) => (
              <TextInput
                key={index}
                label={words.criteria[index]}
                inputMode="decimal"
                w={320}
                required
                value={target}
                onChange={(event) => {
                  const { value } = event.currentTarget;
                  setTargets(targets.map((each, at) => (at === index ? value : each)));
                }}
                error={command.wrong(`policy.targets.${index}`) ?? command.wrong(`targets.${index}`)}
              />
            ))}
          </div>
        </section>
        <TextInput
          label={words.reason}
          description={words.reasonHint}
          required
          maxLength={500}
          {...field('reason')}
        />
        <Refused said={command.refused} />
        <Alert color="yellow">{words.whole}</Alert>
        <Button type="submit" loading={command.busy} w="fit-content">
          {words.set(version + 1)}
        </Button>
      </Stack>
    </form>
  );
}

function History({ answer }: { readonly answer: PolicyAnswer }): ReactElement {
  const words = useWords(policyWords);
  const time = useSchoolTime();
  return (
    <section className="set-up-section">
      <Title order={2} size="h4" mb="xs">
        {words.history}
      </Title>
      {answer.history.length === 0 ? (
        <Text c="dimmed">{words.noHistory}</Text>
      ) : (
        <table className="set-up-table" aria-label={words.history}>
          <tbody>
            {answer.history.map(({ version, reason, recordedAt, policy }) => (
              <tr key={version}>
                <td>{words.version(version)}</td>
                <td>{time.moment(recordedAt)}</td>
                <td>{reason}</td>
                <td>{words.targetsWere(policy.targets.join(', '))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
