/** A refusal of the publication API: what goes out as problem+json, besides its status. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    /** A French sentence; none when the code says all. */
    readonly detail?: string,
    /** Further members of the answer. */
    readonly members: Record<string, unknown> = {},
    readonly headers: Record<string, string> = {},
  ) {
    super(detail ?? code);
  }
}
