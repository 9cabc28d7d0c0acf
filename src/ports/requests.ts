/** So many in so much time. */
export interface Limit {
  readonly points: number;
  readonly seconds: number;
}

/** What is told beforehand of a `POST` whose body is larger than usual. */
export interface LargeRequest {
  /** As many as its schema allows. */
  readonly mostBytes: number;
  /** Of one user, beside the limit of all requests; looked at before the body is read. */
  readonly limit?: Limit;
}

/** By their paths below `/api`. */
export type LargeRequests = Readonly<Record<string, LargeRequest>>;
