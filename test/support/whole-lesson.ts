/** What a teacher writes of a lesson in one step: everybody was there but one, and has a mark. */
export function wholeLesson(
  { present, absent }: { readonly present: readonly string[]; readonly absent: string },
  homework: { readonly text: string; readonly dueDate: string },
): object[] {
  return [
    { kind: 'set-topic', topic: 'Дроби', basedOn: null },
    { kind: 'set-homework', ...homework, basedOn: null },
    { kind: 'set-held', held: true, basedOn: null },
    {
      kind: 'set-roll-call',
      taken: true,
      exceptions: [{ pupilId: absent, value: 'absent', code: 'ill', basedOn: null }],
      basedOn: null,
    },
    ...present.map((pupilId) => ({ kind: 'give-mark', pupilId, value: '4', basedOn: null })),
  ];
}
