import { schoolPrefix } from '#kernel';
import { transitionReactors } from '#transition';
import { reactionsOf } from '../../apps/server/src/projecting/reactions.ts';
import { type JournalApp, SCHOOL } from './journal-app.ts';

/**
 * Does what the reactors of the transition make of the facts since the last time, as the server does; what is due later
 * waits.
 */
export function settlingOf(test: JournalApp): () => Promise<void> {
  const dispatch = reactionsOf(test.app);
  let reacted = 0;
  return async () => {
    const prefix = [schoolPrefix(SCHOOL)];
    const { events } = await test.log.readAll({ after: null, limit: 1_000_000, streamPrefixes: prefix });
    for (const event of events.slice(reacted)) {
      for (const reactor of transitionReactors.filter(({ on }) => on.includes(event.type))) {
        for (const reaction of await reactor.react(event)) {
          if (reaction.due === undefined) await dispatch(reaction, test.context());
        }
      }
    }
    reacted = events.length;
  };
}

/** Does what is due on a Monday: has the plan's tasks that watch a criterion looked at. */
export async function lookAtCriteria(test: JournalApp): Promise<void> {
  const payload = { look: 'criteria', seenAt: (await test.log.head())! };
  const reaction = { schoolId: SCHOOL, step: 'week', command: 'LookAtPlan', payload };
  await reactionsOf(test.app)(reaction, test.context());
}
