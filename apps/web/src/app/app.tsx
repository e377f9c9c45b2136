import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, type ReactElement, Suspense, useEffect, useState } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { followChanges } from '../api/changes.ts';
import { Problem } from '../api/problem.ts';
import { Failed } from '../states/failed.tsx';
import { Loading } from '../states/loading.tsx';
import { NotHere } from '../states/not-here.tsx';
import { onKept } from './keep.ts';
import { MeProvider, useMe, useSignedIn } from './me.ts';
import { placesOf } from './places.ts';
import { Shell } from './shell.tsx';
import { theme } from './theme.ts';

const SignInPage = lazy(() => import('../sign-in/sign-in-page.tsx'));
const ActivationPage = lazy(() => import('../activation/activation-page.tsx'));
const TodayPage = lazy(() => import('../today/today-page.tsx'));
const RegistersPage = lazy(() => import('../registers/registers-page.tsx'));
const RegisterPage = lazy(() => import('../register/register-page.tsx'));
const AveragesPage = lazy(() => import('../averages/averages-page.tsx'));
const DiaryPage = lazy(() => import('../diary/diary-page.tsx'));
const MorningPage = lazy(() => import('../morning/morning-page.tsx'));
const FewMarksPage = lazy(() => import('../morning/few-marks-page.tsx'));
const TimelinessPage = lazy(() => import('../timeliness/timeliness-page.tsx'));
const CorrectionsPage = lazy(() => import('../corrections/corrections-page.tsx'));
const ReadinessPage = lazy(() => import('../readiness/readiness-page.tsx'));
const EvidencePage = lazy(() => import('../readiness/evidence-page.tsx'));
const AccountsPage = lazy(() => import('../accounts/accounts-page.tsx'));
const SlipsPage = lazy(() => import('../accounts/slips-page.tsx'));
const NewAccountPage = lazy(() => import('../accounts/new-account-page.tsx'));
const ClassAccountsPage = lazy(() => import('../accounts/class-accounts-page.tsx'));
const AuditPage = lazy(() => import('../audit/audit-page.tsx'));
const LessonLifePage = lazy(() => import('../audit/lesson-life-page.tsx'));
const MarkLifePage = lazy(() => import('../audit/mark-life-page.tsx'));
const WorkLifePage = lazy(() => import('../audit/work-life-page.tsx'));
const ClassPage = lazy(() => import('../class-day/class-page.tsx'));
const SubstitutionsPage = lazy(() => import('../substitutions/substitutions-page.tsx'));
const TransfersPage = lazy(() => import('../substitutions/transfers-page.tsx'));
const MonthPage = lazy(() => import('../substitutions/month-page.tsx'));
const SchoolPage = lazy(() => import('../set-up/school-page.tsx'));
const NamePage = lazy(() => import('../set-up/name-page.tsx'));
const YearPage = lazy(() => import('../set-up/year-page.tsx'));
const CalendarPage = lazy(() => import('../set-up/calendar-page.tsx'));
const BellsPage = lazy(() => import('../set-up/bells-page.tsx'));
const SubjectsPage = lazy(() => import('../set-up/subjects-page.tsx'));
const PeoplePage = lazy(() => import('../set-up/people-page.tsx'));
const NewPersonPage = lazy(() => import('../set-up/new-person-page.tsx'));
const PersonPage = lazy(() => import('../set-up/person-page.tsx'));
const GroupsPage = lazy(() => import('../set-up/groups-page.tsx'));
const GroupPage = lazy(() => import('../set-up/group-page.tsx'));
const SetUpRegistersPage = lazy(() => import('../set-up/registers-page.tsx'));
const TimetablePage = lazy(() => import('../set-up/timetable-page.tsx'));
const PolicyPage = lazy(() => import('../set-up/policy-page.tsx'));
const TransitionPages = lazy(() => import('../transition/transition-pages.tsx'));
const OwnTrainingPage = lazy(() => import('../transition/own/own-training-page.tsx'));
const TestPage = lazy(() => import('../transition/own/test-page.tsx'));
const CertificatePage = lazy(() => import('../transition/certificate/certificate-page.tsx'));
const SessionsPage = lazy(() => import('../sessions/sessions-page.tsx'));

const makeQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        // Changes are told by the server.
        staleTime: 30_000,
        networkMode: 'always',
        retry: (failures, error) => failures < 3 && error instanceof Problem && error.status === 503,
        retryDelay: (failures) => 300 * 2 ** failures,
      },
      mutations: { networkMode: 'always' },
    },
  });

/** Everything that a browser shows. */
export function App(): ReactElement {
  const [queries] = useState(makeQueries);
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queries}>
        <Suspense fallback={<Loading />}>
          <Switch>
            <Route path="/activate">
              <ActivationPage />
            </Route>
            <Route path="/certificates/:schoolId/:code?">
              {({ schoolId, code }) => <CertificatePage schoolId={schoolId} code={code ?? ''} key={code} />}
            </Route>
            <Route>
              <SignedInOnly queries={queries} />
            </Route>
          </Switch>
        </Suspense>
      </QueryClientProvider>
    </MantineProvider>
  );
}

function SignedInOnly({ queries }: { readonly queries: QueryClient }): ReactElement {
  const { data: me, error, refetch } = useSignedIn();
  if (me !== undefined) {
    return (
      <MeProvider value={me}>
        <Live queries={queries} key={me.sessionId} />
        <Shell>
          <Suspense fallback={<Loading />}>
            <Pages />
          </Suspense>
        </Shell>
      </MeProvider>
    );
  }
  if (error instanceof Problem && error.status === 401) return <SignInPage />;
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  return <Loading />;
}

function Live({ queries }: { readonly queries: QueryClient }): null {
  useEffect(() => followChanges(queries), [queries]);
  useEffect(() => onKept(() => void queries.invalidateQueries()), [queries]);
  return null;
}

function Pages(): ReactElement {
  const { roles } = useMe();
  const first = placesOf(roles)[0]?.path ?? '/me';
  return (
    <Switch>
      <Route path="/">
        <Redirect to={first} replace />
      </Route>
      <Route path="/today">
        <TodayPage />
      </Route>
      <Route path="/today/corrections">
        <CorrectionsPage first="returned" />
      </Route>
      <Route path="/registers">
        <RegistersPage />
      </Route>
      <Route path="/registers/:registerId">
        {({ registerId }) => <RegisterPage registerId={registerId} key={registerId} />}
      </Route>
      <Route path="/diary/:pupilId?">
        {({ pupilId }) => <DiaryPage {...(pupilId === undefined ? {} : { pupilId })} />}
      </Route>
      <Route path="/averages/:pupilId?">
        {({ pupilId }) => <AveragesPage {...(pupilId === undefined ? {} : { pupilId })} key={pupilId} />}
      </Route>
      <Route path="/morning">
        <MorningPage />
      </Route>
      <Route path="/morning/marks">
        <FewMarksPage />
      </Route>
      <Route path="/class/:groupId?">
        {({ groupId }) => <ClassPage {...(groupId === undefined ? {} : { groupId })} key={groupId} />}
      </Route>
      <Route path="/substitutions">
        <SubstitutionsPage />
      </Route>
      <Route path="/substitutions/moves">
        <TransfersPage />
      </Route>
      <Route path="/substitutions/month">
        <MonthPage />
      </Route>
      <Route path="/timeliness">
        <TimelinessPage />
      </Route>
      <Route path="/timeliness/corrections">
        <CorrectionsPage first="waiting" />
      </Route>
      <Route path="/readiness">
        <ReadinessPage />
      </Route>
      <Route path="/readiness/:criterion">{({ criterion }) => <EvidencePage criterion={criterion} />}</Route>
      <Route path="/accounts">
        <AccountsPage />
      </Route>
      <Route path="/accounts/slips">
        <SlipsPage />
      </Route>
      <Route path="/accounts/new">
        <NewAccountPage />
      </Route>
      <Route path="/accounts/class/:groupId">
        {({ groupId }) => <ClassAccountsPage groupId={groupId} key={groupId} />}
      </Route>
      <Route path="/audit">
        <AuditPage />
      </Route>
      <Route path="/audit/lessons/:lessonId">
        {({ lessonId }) => <LessonLifePage lessonId={lessonId} key={lessonId} />}
      </Route>
      <Route path="/audit/works/:workId">
        {({ workId }) => <WorkLifePage workId={workId} key={workId} />}
      </Route>
      <Route path="/audit/lessons/:lessonId/marks/:markId">
        {({ lessonId, markId }) => <MarkLifePage lessonId={lessonId} markId={markId} key={markId} />}
      </Route>
      <Route path="/school">
        <SchoolPage />
      </Route>
      <Route path="/school/name">
        <NamePage />
      </Route>
      <Route path="/school/year">
        <YearPage />
      </Route>
      <Route path="/school/calendar">
        <CalendarPage />
      </Route>
      <Route path="/school/bells">
        <BellsPage />
      </Route>
      <Route path="/school/subjects">
        <SubjectsPage />
      </Route>
      <Route path="/school/people">
        <PeoplePage />
      </Route>
      <Route path="/school/people/new">
        <NewPersonPage />
      </Route>
      <Route path="/school/people/:personId">
        {({ personId }) => <PersonPage personId={personId} key={personId} />}
      </Route>
      <Route path="/school/groups">
        <GroupsPage />
      </Route>
      <Route path="/school/groups/:groupId">
        {({ groupId }) => <GroupPage groupId={groupId} key={groupId} />}
      </Route>
      <Route path="/school/registers">
        <SetUpRegistersPage />
      </Route>
      <Route path="/school/timetable">
        <TimetablePage />
      </Route>
      <Route path="/school/policy">
        <PolicyPage />
      </Route>
      <Route path="/transition/*?">
        <TransitionPages />
      </Route>
      <Route path="/training">
        <OwnTrainingPage />
      </Route>
      <Route path="/training/tests/:attemptId">
        {({ attemptId }) => <TestPage attemptId={attemptId} key={attemptId} />}
      </Route>
      <Route path="/me">
        <SessionsPage />
      </Route>
      <Route>
        <NotHere />
      </Route>
    </Switch>
  );
}
