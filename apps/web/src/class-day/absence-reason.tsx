import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { type Schema, send } from '../api/client.ts';
import { pupilName } from '../app/names.ts';
import { Dialog } from '../form/dialog.tsx';
import { refusalWords } from '../form/refusal.messages.ts';
import { Refused } from '../form/refused.tsx';
import { useCommand } from '../form/use-command.ts';
import { useWords } from '../words/catalogue.ts';
import { classDayWords } from './class-day.messages.ts';

type Code = Schema<'ClassDayReason'>['code'];

/** Why a pupil is away, from one day to another; what was said before can be changed or withdrawn. */
export function AbsenceReason({
  pupil,
  date,
  reason,
  close,
}: {
  readonly pupil: Schema<'ClassDayPupil'>;
  readonly date: string;
  /** What stands on the day. */
  readonly reason: Schema<'ClassDayReason'> | undefined;
  readonly close: () => void;
}): ReactElement {
  const words = useWords(classDayWords);
  const asks = useWords(refusalWords);
  const command = useCommand();
  const [said, setSaid] = useState({
    from: reason?.from ?? date,
    to: reason?.to ?? date,
    code: reason?.code ?? 'ill',
    document: '',
    why: '',
  });
  const pupilId = pupil.personId;
  const done = (answer: unknown): void => {
    if (answer !== undefined) close();
  };
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const { from, to, code, document } = said;
    const body = {
      pupilId,
      from,
      to,
      code,
      ...(document.trim() === '' ? {} : { document: document.trim() }),
    };
    done(
      await command.run(() =>
        reason === undefined
          ? send('POST', 'absences', body)
          : send('PATCH', `absences/${reason.absenceId}`, body),
      ),
    );
  };
  const withdraw = async (absenceId: string): Promise<void> => {
    const body = { pupilId, reason: said.why.trim() };
    done(await command.run(() => send('DELETE', `absences/${absenceId}`, body)));
  };
  const field = (name: 'from' | 'to' | 'document' | 'why') => ({
    value: said[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      setSaid((before) => ({ ...before, [name]: value })),
  });
  return (
    <Dialog title={words.reasonTitle(pupilName(pupil))} close={close}>
      <form onSubmit={(event) => void save(event)}>
        <Stack gap="sm">
          <Text c="dimmed">{words.reasonWhat}</Text>
          <Group grow>
            <TextInput type="date" label={words.from} required {...field('from')} />
            <TextInput type="date" label={words.to} required {...field('to')} />
          </Group>
          <NativeSelect
            label={words.code}
            value={said.code}
            onChange={({ currentTarget: { value } }) =>
              setSaid((before) => ({ ...before, code: value as Code }))
            }
            data={(['ill', 'excused', 'unexcused'] as const).map((value) => ({
              value,
              label: words.codes[value],
            }))}
          />
          <TextInput
            label={words.document}
            description={words.documentHint}
            maxLength={200}
            {...field('document')}
          />
          <Refused said={command.refused} />
          <Group>
            <Button type="submit" loading={command.busy}>
              {words.save}
            </Button>
            <Button variant="default" onClick={close}>
              {asks.cancel}
            </Button>
          </Group>
          {reason !== undefined && (
            <Group align="end">
              <TextInput label={words.why} maxLength={200} {...field('why')} />
              <Button
                variant="default"
                disabled={said.why.trim() === ''}
                onClick={() => void withdraw(reason.absenceId)}
              >
                {words.withdraw}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Dialog>
  );
}
