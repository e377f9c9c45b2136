import { Anchor, Button, NativeSelect, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { Link } from 'wouter';
import { useAddress } from '../../app/address.ts';
import { staffName } from '../../app/names.ts';
import { Answer } from '../../states/answer.tsx';
import { Message } from '../../states/message.tsx';
import { useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { ConditionLine } from '../condition-line.tsx';
import { useMayPrepare } from '../may-prepare.ts';
import { useActsCondition } from '../road/use-conditions.ts';
import { SourceMark } from '../source-mark.tsx';
import { TransitionPage } from '../transition-page.tsx';
import { transitionWords } from '../transition.messages.ts';
import { ActState } from './act-state.tsx';
import { type Act, draftIn, useActs } from './acts.ts';
import './acts.css';
import { actsWords } from './acts.messages.ts';
import { AddAct } from './add-act.tsx';

const filters = ['all', 'left', 'overdue'] as const;
type Filter = (typeof filters)[number];

const fits: Readonly<Record<Filter, (act: Act) => boolean>> = {
  all: () => true,
  left: ({ lacks }) => lacks !== null,
  overdue: ({ overdue }) => overdue,
};

/** The local acts that the transition changes or brings, by group, with what each still lacks. */
export default function ActsPage(): ReactElement {
  const words = useWords(actsWords);
  const address = useAddress();
  const mayPrepare = useMayPrepare();
  const [isAdding, setAdding] = useState(false);
  const acts = useActs();
  const condition = useActsCondition();
  const said = address.of('show');
  const filter = filters.find((one) => one === said) ?? 'all';
  return (
    <TransitionPage
      title={words.title}
      beside={
        mayPrepare && (
          <Button variant="default" className="no-print" onClick={() => setAdding(true)}>
            {words.add}
          </Button>
        )
      }
    >
      <Answer query={acts}>
        {({ groups, items }) => {
          const shown = items.filter(fits[filter]);
          return (
            <>
              <div className="acts-head">
                {condition.data && (
                  <ConditionLine
                    title={words.condition}
                    met={condition.data.met}
                    done={condition.data.numerator}
                    all={condition.data.denominator}
                  />
                )}
                <NativeSelect
                  className="no-print"
                  label={words.show}
                  w={260}
                  value={filter}
                  onChange={({ currentTarget: { value } }) =>
                    address.say({ show: value === 'all' ? null : value })
                  }
                  data={filters.map((value) => ({
                    value,
                    label: `${words.filters[value]} (${items.filter(fits[value]).length})`,
                  }))}
                />
              </div>
              {shown.length === 0 && <Message title={words.nothingLeft} why={words.nothingLeftWhy} />}
              {groups.map(({ id, title, source }) => {
                const own = shown.filter(({ group }) => group === id);
                return (
                  own.length > 0 && (
                    <section key={id} className="road-section" aria-labelledby={`group-${id}`}>
                      <div className="road-head">
                        <Title order={2} size="h4" id={`group-${id}`}>
                          {title} <SourceMark source={source} />
                        </Title>
                      </div>
                      <ul className="road-list">
                        {own.map((act) => (
                          <ActItem key={act.actId} act={act} />
                        ))}
                      </ul>
                    </section>
                  )
                );
              })}
              {isAdding && <AddAct groups={groups} close={() => setAdding(false)} />}
            </>
          );
        }}
      </Answer>
    </TransitionPage>
  );
}

function ActItem({ act }: { readonly act: Act }): ReactElement {
  const words = useWords(actsWords);
  const transition = useWords(transitionWords);
  const time = useSchoolTime();
  const { actId, title, source, adoptedBy, lacks, responsible, due, overdue, kind } = act;
  const missing = (draftIn(act)?.opinionsMissing ?? []).map((body) => words.bodies[body]).join(', ');
  return (
    <li className="act-item">
      <div className="act-title">
        <Anchor component={Link} href={`/transition/acts/${actId}`}>
          {title}
        </Anchor>{' '}
        <SourceMark source={source} />
      </div>
      <div className="act-state">
        <ActState act={act} />
        {lacks !== null && (
          <span className="road-quiet act-lack">
            {words.next}: {words.lacks[lacks]}
          </span>
        )}
      </div>
      <div className="act-who road-quiet">
        {kind === 'appendix' ? words.byOrder : `${words.adopts}: ${words.bodies[adoptedBy]}`}
        {missing !== '' && (
          <span className="act-missing">
            {words.missing}: {missing}
          </span>
        )}
      </div>
      <div className="act-due">
        {responsible !== null && <span>{staffName(responsible)}</span>}
        {due !== null && lacks !== null && (
          <span className="act-date" data-overdue={overdue || undefined}>
            {words.until(time.dayAndMonth(due))}
            {overdue && `, ${transition.overdue}`}
          </span>
        )}
      </div>
    </li>
  );
}
