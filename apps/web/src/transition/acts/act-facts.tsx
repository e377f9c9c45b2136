import type { ReactElement } from 'react';
import { useWords } from '../../words/catalogue.ts';
import { SourceMark } from '../source-mark.tsx';
import { ActState } from './act-state.tsx';
import type { Act } from './acts.ts';
import { actsWords } from './acts.messages.ts';

/** What the list says of an act, and how it stands. */
export function ActFacts({ act, group }: { readonly act: Act; readonly group: string }): ReactElement {
  const words = useWords(actsWords);
  const { kind, source, seedLine, change, adoptedBy, consulted } = act;
  return (
    <dl className="road-facts">
      <dt>{words.state}</dt>
      <dd>
        <ActState act={act} />
      </dd>
      <dt>{words.kind}</dt>
      <dd>
        {words.kinds[kind]} <SourceMark source={source} />
      </dd>
      <dt>{words.group}</dt>
      <dd>{group}</dd>
      {seedLine !== null && (
        <>
          <dt>{words.seedLine}</dt>
          <dd>{seedLine}</dd>
        </>
      )}
      {change !== null && (
        <>
          <dt>{words.whatToChange}</dt>
          <dd>{change}</dd>
        </>
      )}
      <dt>{words.adopts}</dt>
      <dd>{kind === 'appendix' ? words.byOrder : words.bodies[adoptedBy]}</dd>
      <dt>{words.consulted}</dt>
      <dd>
        {consulted.length === 0 ? words.noOpinions : consulted.map((body) => words.bodies[body]).join(', ')}
      </dd>
    </dl>
  );
}
