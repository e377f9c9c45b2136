import { Menu, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { get, type Schema } from '../api/client.ts';
import { FindButton } from '../find/find-button.tsx';
import { SavingLine } from '../outbox/saving-line.tsx';
import { useWords } from '../words/catalogue.ts';
import { type Role, useMe } from './me.ts';
import { MyMenu } from './my-menu.tsx';
import { staffName } from './names.ts';
import { placesOf, placeWords } from './places.ts';
import './shell.css';
import { shellWords } from './shell.messages.ts';

/** What stands around every page: the school, the places, the state of saving, and the person. */
export function Shell({ children }: { readonly children: ReactNode }): ReactElement {
  const words = useWords(shellWords);
  const places = useWords(placeWords);
  const { roles, person } = useMe();
  const [location] = useLocation();
  const school = useQuery({
    queryKey: ['school'],
    queryFn: ({ signal }) => get<Schema<'SchoolAnswer'>>('school', {}, signal),
    staleTime: Infinity,
    meta: { models: ['school'] },
  });
  const name = person === null ? roles.map((role: Role) => words.roles[role]).join(', ') : staffName(person);
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {words.toContent}
      </a>
      <header className="shell-top no-print">
        <Link href="/" className="shell-school">
          {school.data?.shortName ?? words.product}
        </Link>
        <FindButton />
        <SavingLine />
        <Menu position="bottom-end" withinPortal transitionProps={{ duration: 0 }}>
          <Menu.Target>
            <UnstyledButton className="shell-me" aria-label={`${words.me}: ${name}`}>
              {name}
            </UnstyledButton>
          </Menu.Target>
          <MyMenu />
        </Menu>
      </header>
      <nav className="shell-places no-print" aria-label={words.places}>
        {placesOf(roles).map(({ path, title }) => (
          <Link key={path} href={path} aria-current={isUnder(location, path) ? 'page' : undefined}>
            {places[title]}
          </Link>
        ))}
      </nav>
      <main id="content" className="shell-content" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

const isUnder = (location: string, path: string): boolean =>
  location === path || location.startsWith(`${path}/`);
