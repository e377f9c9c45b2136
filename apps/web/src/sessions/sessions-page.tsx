import { Button, Stack, Table, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { get, type Schema, send } from '../api/client.ts';
import { Page } from '../app/page.tsx';
import { Answer } from '../states/answer.tsx';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { PasswordForm } from './password-form.tsx';
import { deviceOf } from './device.ts';
import { sessionWords } from './sessions.messages.ts';

export default function SessionsPage(): ReactElement {
  const words = useWords(sessionWords);
  const time = useSchoolTime();
  const queries = useQueryClient();
  const sessions = useQuery({
    queryKey: ['sessions'],
    queryFn: ({ signal }) => get<Schema<'SessionList'>>('sessions', {}, signal),
  });
  const end = useMutation({
    mutationFn: (sessionId: string) => send('DELETE', `sessions/${sessionId}`),
    onSettled: () => queries.invalidateQueries({ queryKey: ['sessions'] }),
  });
  return (
    <Page title={words.title}>
      <Stack gap="xl" maw={860}>
        <section>
          <Title order={2} size="h4" mb={4}>
            {words.sessions}
          </Title>
          <Text c="dimmed" mb="sm">
            {words.explain}
          </Text>
          <Answer query={sessions}>
            {(answer) => (
              <Table.ScrollContainer minWidth={520}>
                <Table>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{words.device}</Table.Th>
                      <Table.Th>{words.since}</Table.Th>
                      <Table.Th>{words.last}</Table.Th>
                      <Table.Td />
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {answer.sessions.map(({ sessionId, current, createdAt, lastSeenAt, userAgent }) => (
                      <Table.Tr key={sessionId}>
                        <Table.Td>{deviceOf(userAgent) ?? words.unknownDevice}</Table.Td>
                        <Table.Td>{time.moment(createdAt)}</Table.Td>
                        <Table.Td>{time.moment(lastSeenAt)}</Table.Td>
                        <Table.Td>
                          {current ? (
                            words.thisOne
                          ) : (
                            <Button
                              size="compact-sm"
                              variant="default"
                              loading={end.isPending && end.variables === sessionId}
                              onClick={() => end.mutate(sessionId)}
                            >
                              {words.end}
                            </Button>
                          )}
                        </Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
            )}
          </Answer>
        </section>
        <PasswordForm />
      </Stack>
    </Page>
  );
}
