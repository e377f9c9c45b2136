import { type Fact, type StreamName, streamOf } from '#kernel';

/** What the seed leaves open about the road to a school without paper, decided by the school. */
export interface TransitionPolicy {
  /** Condition 2: every teacher has a place to work at. */
  readonly placeForEveryTeacher: boolean;
  /** Condition 2: every room of the timetable is reached by the network. */
  readonly networkInEveryRoom: boolean;
  /** Condition 2: every room of the timetable has a device in order. The seed's ideal; otherwise a second figure. */
  readonly deviceInEveryRoom: boolean;
  /** Condition 3: the programme's hours must have been attended, too, by those who passed the test. */
  readonly hoursToo: boolean;
  /** So many questions are drawn for a test. */
  readonly testQuestions: number;
  /** So long (minutes) a test lasts at most. */
  readonly testMinutes: number;
  /** Per cent of right answers that pass a test. */
  readonly passMark: number;
  /** How often a person may begin a test. */
  readonly tries: number;
  /** The verdict looks at so many full school weeks at least; criteria 2, 3 and 6 must be met in each. */
  readonly weeksAssessed: number;
  /** After the paper: a warning comes when a criterion is under its target in each of so many school weeks. */
  readonly weeksUnderTarget: number;
}

/** In force until the school sets its own: version 0. */
export const defaultTransitionPolicy: TransitionPolicy = {
  placeForEveryTeacher: true,
  networkInEveryRoom: true,
  deviceInEveryRoom: false,
  hoursToo: false,
  testQuestions: 20,
  testMinutes: 60,
  passMark: 70,
  tries: 3,
  weeksAssessed: 4,
  weeksUnderTarget: 2,
};

export type TransitionPolicyEvent = Fact<
  'TransitionPolicySet',
  { version: number; policy: TransitionPolicy; reason: string }
>;

export const transitionPolicyStream = (schoolId: string): StreamName =>
  streamOf(schoolId, 'transition', 'policy');
