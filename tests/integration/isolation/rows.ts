/** What a row of a table needs that its columns do not tell, so that each organisation has one of everything. */
export const rowsOf: Readonly<Record<string, (organisationId: string) => Readonly<Record<string, unknown>>>> = {
  audit: () => ({ action: 'person.changed', actor_role: 'user', source: 'tab', before: null, after: null }),
  call: () => ({ state: 'ended', ended_at: new Date() }),
};

/** What a route takes whose body or query no schema tells of, by `METHOD /path`. */
export const askedWith: Readonly<
  Record<string, readonly { readonly body?: unknown; readonly query?: Readonly<Record<string, string>> }[]>
> = {};
