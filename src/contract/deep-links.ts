import type { CallId } from './ids';

/**
 * Sub-pages of the tab, as Teams deep links carry them (`context.subEntityId`, read back as `page.subPageId`).
 * They are input from outside: opening one never dials, it asks first.
 */
export type SubPage =
  | { readonly kind: 'call'; readonly number: string }
  /** Back to a call that waits for me. */
  | { readonly kind: 'return'; readonly callId: CallId }
  | {
      readonly kind: 'section';
      readonly section: Section;
      /** Of the administration a tab and what is open in it, `people/<id>`; of voicemail a message, or its call. */
      readonly selected?: string;
    };

export const sections = [
  'calls',
  'contacts',
  'voicemail',
  'calendar',
  'answer-groups',
  'administration',
  'help',
  'settings',
] as const;
export type Section = (typeof sections)[number];

/** The static tab's entityId in the manifest. */
export const tabEntityId = 'softphone';

export function subPageId(page: SubPage): string {
  if (page.kind === 'return') return `return/${page.callId}`;
  if (page.kind === 'call') return `call/${page.number}`;
  return page.selected === undefined ? page.section : `${page.section}/${page.selected}`;
}

/** Null for anything that is not exactly one of ours; numbers are digits, *, #, with an optional leading +. */
export function parseSubPageId(text: string): SubPage | null {
  const number = /^call\/(\+?[0-9*#]{1,24})$/.exec(text)?.[1];
  if (number !== undefined) return { kind: 'call', number };
  const callId = /^return\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text)?.[1];
  if (callId !== undefined) return { kind: 'return', callId: callId as CallId };
  const selected = /^administration\/([a-z-]{2,20}(?:\/[0-9A-Za-z+-]{1,60})?)$/.exec(text)?.[1];
  if (selected !== undefined) return { kind: 'section', section: 'administration', selected };
  const message = /^voicemail\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text)?.[1];
  if (message !== undefined) return { kind: 'section', section: 'voicemail', selected: message };
  const section = sections.find((name) => name === text);
  return section === undefined ? null : { kind: 'section', section };
}

/** The Teams link that opens the tab at a sub-page. */
export function teamsDeepLink(appId: string, page: SubPage, tenantId?: string): string {
  const context = JSON.stringify({ subEntityId: subPageId(page) });
  const tenant = tenantId === undefined ? '' : `&tenantId=${encodeURIComponent(tenantId)}`;
  const query = `context=${encodeURIComponent(context)}${tenant}`;
  return `https://teams.microsoft.com/l/entity/${encodeURIComponent(appId)}/${tabEntityId}?${query}`;
}
