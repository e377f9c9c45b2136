/** What a problem document holds at least, as tests look at it. */
export interface ProblemBody {
  readonly type: string;
  readonly errors: readonly { readonly field: string; readonly rule: string; readonly detail: string }[];
}

/** The body of an answer, as what the test knows it to be. */
export const bodyOf = <Body = ProblemBody>(answer: { readonly body: unknown }): Body => answer.body as Body;
