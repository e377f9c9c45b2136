import { type CommandContext, newId } from '#kernel';

/** The context of what whoever runs the installation does in a school, on no person's behalf. @param by `zhurnal found` */
export function onNobodysBehalf(schoolId: string, by: string): CommandContext {
  const commandId = newId();
  return {
    schoolId,
    actor: { accountId: by, role: 'system', sessionId: null },
    commandId,
    fingerprint: '',
    correlationId: commandId,
    causationId: commandId,
  };
}
