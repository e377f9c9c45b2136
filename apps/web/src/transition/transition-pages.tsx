import { lazy, type ReactElement } from 'react';
import { Route, Switch } from 'wouter';
import { NotHere } from '../states/not-here.tsx';

const RoadPage = lazy(() => import('./road/road-page.tsx'));
const PlanPage = lazy(() => import('./plan/plan-page.tsx'));
const ActsPage = lazy(() => import('./acts/acts-page.tsx'));
const ActPage = lazy(() => import('./acts/act-page.tsx'));
const ResourcesPage = lazy(() => import('./resources/resources-page.tsx'));
const TrainingPage = lazy(() => import('./training/training-page.tsx'));
const CoursePage = lazy(() => import('./training/course-page.tsx'));
const ConsentPage = lazy(() => import('./consent/consent-page.tsx'));
const OrdersPage = lazy(() => import('./orders/orders-page.tsx'));
const OrderPage = lazy(() => import('./orders/order-page.tsx'));
const OrderTextPage = lazy(() => import('./orders/order-text-page.tsx'));
const VerdictPage = lazy(() => import('./verdict/verdict-page.tsx'));
const AssessmentPage = lazy(() => import('./verdict/assessment-page.tsx'));
const ComparePage = lazy(() => import('./verdict/compare-page.tsx'));
const PolicyPage = lazy(() => import('./policy/policy-page.tsx'));

/** The pages of the transition, each loaded when it is opened. */
export default function TransitionPages(): ReactElement {
  return (
    <Switch>
      <Route path="/transition">
        <RoadPage />
      </Route>
      <Route path="/transition/plan">
        <PlanPage />
      </Route>
      <Route path="/transition/acts">
        <ActsPage />
      </Route>
      <Route path="/transition/acts/:actId">{({ actId }) => <ActPage actId={actId} key={actId} />}</Route>
      <Route path="/transition/resources">
        <ResourcesPage />
      </Route>
      <Route path="/transition/training">
        <TrainingPage />
      </Route>
      <Route path="/transition/training/courses/:courseId">
        {({ courseId }) => <CoursePage courseId={courseId} key={courseId} />}
      </Route>
      <Route path="/transition/consent">
        <ConsentPage />
      </Route>
      <Route path="/transition/orders">
        <OrdersPage />
      </Route>
      <Route path="/transition/orders/:orderId">
        {({ orderId }) => <OrderPage orderId={orderId} key={orderId} />}
      </Route>
      <Route path="/transition/orders/:orderId/texts/:part">
        {({ orderId, part }) => <OrderTextPage orderId={orderId} part={part} key={part} />}
      </Route>
      <Route path="/transition/verdict">
        <VerdictPage />
      </Route>
      <Route path="/transition/verdict/compare">
        <ComparePage />
      </Route>
      <Route path="/transition/verdict/:assessmentId">
        {({ assessmentId }) => <AssessmentPage assessmentId={assessmentId} key={assessmentId} />}
      </Route>
      <Route path="/transition/policy">
        <PolicyPage />
      </Route>
      <Route>
        <NotHere />
      </Route>
    </Switch>
  );
}
