import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useAddress } from '../../app/address.ts';
import { Answer } from '../../states/answer.tsx';
import { useWords } from '../../words/catalogue.ts';
import { useMayPrepare } from '../may-prepare.ts';
import { TransitionPage } from '../transition-page.tsx';
import { ImportList } from './import-list.tsx';
import { PlacesTable } from './places-table.tsx';
import { ResourceFigures } from './resource-figures.tsx';
import { useResources, useResourcesCondition } from './resources.ts';
import './resources.css';
import { resourcesWords } from './resources.messages.ts';
import { RoomsTable } from './rooms-table.tsx';

/** Rooms with network and devices, teachers' places to work at, and the figures of condition 2 over them. */
export default function ResourcesPage(): ReactElement {
  const words = useWords(resourcesWords);
  const address = useAddress();
  const mayPrepare = useMayPrepare();
  const [isImporting, setImporting] = useState(false);
  const resources = useResources();
  const condition = useResourcesCondition();
  const view = address.of('view') === 'places' ? 'places' : 'rooms';
  return (
    <TransitionPage
      title={words.title}
      beside={
        mayPrepare && (
          <Button variant="default" className="no-print" onClick={() => setImporting(true)}>
            {words.importTitle}
          </Button>
        )
      }
    >
      <Answer query={condition}>{(found) => <ResourceFigures condition={found} />}</Answer>
      <Group my="md" className="no-print">
        <SegmentedControl
          aria-label={words.views}
          transitionDuration={0}
          value={view}
          onChange={(chosen) => address.say({ view: chosen === 'rooms' ? null : chosen })}
          data={[
            { value: 'rooms', label: words.rooms },
            { value: 'places', label: words.places },
          ]}
        />
      </Group>
      <Answer query={resources}>
        {({ rooms, places, slotsWithoutRoom }) =>
          view === 'rooms' ? (
            <>
              <RoomsTable rooms={rooms} />
              {slotsWithoutRoom > 0 && (
                <Text c="dimmed" mt="sm">
                  {words.slotsWithoutRoom(slotsWithoutRoom)}
                </Text>
              )}
            </>
          ) : (
            <PlacesTable places={places} />
          )
        }
      </Answer>
      {isImporting && <ImportList of={view} close={() => setImporting(false)} />}
    </TransitionPage>
  );
}
