import { describe, expect, it } from '@jest/globals';
import { MemoryEventStore } from '#event-store/testing';
import { type AnyFact, type CommandContext, idFrom, systemClock } from '#kernel';
import { asOf } from '#projecting';
import { transitionProjections } from './index.ts';
import { resourcesStream } from './resources/resources.events.ts';
import { certificates } from './training/certificate/certificates.projection.ts';
import { resourceDocs } from './resources/resources.projection.ts';
import { type TrainingEvent, trainingStream } from './training/training.events.ts';
import { defaultTransitionPolicy, transitionPolicyStream } from './policy/transition-policy.events.ts';
import { POLICY_HISTORY, transitionPolicies } from './policy/transition-policies.projection.ts';

const SCHOOL = 'school-1';
let commands = 0;
function context(): CommandContext {
  const commandId = idFrom('command', (commands += 1));
  return {
    schoolId: SCHOOL,
    actor: { accountId: 'account', personId: 'deputy', role: 'deputy-head', sessionId: null },
    commandId,
    fingerprint: '',
    correlationId: commandId,
    causationId: commandId,
  };
}

/** What a model shows under a key after these facts of one stream, as the engine folds them. */
async function shown(model: string, key: string, stream: string, ...facts: AnyFact[]): Promise<unknown> {
  const log = new MemoryEventStore(systemClock);
  for (const [revision, fact] of facts.entries()) {
    await log.append(stream, [fact], revision === 0 ? 'none' : revision - 1, context());
  }
  const projections = transitionProjections.filter(({ name }) => name === model);
  const position = (await log.head())!;
  return asOf({ log, projections, schoolId: SCHOOL, at: { position } }, async ({ snapshot }) => {
    const doc = await snapshot.get(model, SCHOOL, key);
    return doc === null ? null : (JSON.parse(doc.body) as unknown);
  });
}

describe('the read models', () => {
  it('have names of their own', () => {
    const names = transitionProjections.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('of resources know a room by its key, and forget it when it is withdrawn', async () => {
    const equipped = { type: 'RoomEquipped', data: { room: 'Каб. 12', network: 'wired', devices: [] } };
    const again = { type: 'RoomEquipped', data: { room: 'КАБ.  12', network: 'none', devices: [] } };
    const withdrawn = { type: 'RoomWithdrawn', data: { room: 'Каб. 12' } };
    const fold = (...facts: AnyFact[]) =>
      shown(resourceDocs.name, 'room.каб. 12', resourcesStream(SCHOOL), ...facts);
    expect(await fold(equipped, again)).toMatchObject({ of: 'room', network: 'none' });
    expect(await fold(equipped, withdrawn)).toBeNull();
  });

  it('of certificates find one by the hash of its code until it is withdrawn', async () => {
    const issued: TrainingEvent = {
      type: 'CertificateIssued',
      data: {
        personId: 'anna',
        certificateId: 'c1',
        programmeId: 'portal-2015',
        programme: 'Программа',
        hours: 13,
        date: '2026-10-06',
        codeHash: 'hash',
        sealed: 'sealed',
      },
    };
    const withdrawn: TrainingEvent = {
      type: 'CertificateWithdrawn',
      data: { personId: 'anna', certificateId: 'c1', reason: 'mistake' },
    };
    const fold = (...facts: AnyFact[]) =>
      shown(certificates.name, 'hash', trainingStream(SCHOOL, 'anna'), ...facts);
    expect(await fold(issued)).toEqual({
      certificateId: 'c1',
      personId: 'anna',
      programme: 'Программа',
      hours: 13,
      date: '2026-10-06',
    });
    expect(await fold(issued, withdrawn)).toBeNull();
    expect(
      await fold(issued, { ...withdrawn, data: { ...withdrawn.data, certificateId: 'c2' } }),
    ).not.toBeNull();
  });

  it('of the policy keep every version with who set it', async () => {
    const set = (version: number) => ({
      type: 'TransitionPolicySet',
      data: { version, policy: defaultTransitionPolicy, reason: 'решение' },
    });
    const stream = transitionPolicyStream(SCHOOL);
    expect(await shown(transitionPolicies.name, POLICY_HISTORY, stream, set(1), set(2))).toMatchObject({
      versions: [
        { version: 1, setBy: 'deputy' },
        { version: 2, reason: 'решение' },
      ],
    });
  });
});
