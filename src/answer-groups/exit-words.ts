import type { AuditWordsOfBoth } from '../contract/audit/audit';
import type { ExitRow } from './exits';

/** When callers go on, and whereto, as an audit says it. */
const when: Readonly<Record<string, AuditWordsOfBoth>> = {
  full: { sv: 'fullt', en: 'full' },
  timeout: { sv: 'för lång väntan', en: 'the wait is too long' },
  closed: { sv: 'stängt', en: 'closed' },
  'entry.noneLoggedIn': { sv: 'ingen inloggad', en: 'nobody logged in' },
  'entry.allPaused': { sv: 'alla har paus', en: 'all paused' },
  'entry.noneReachable': { sv: 'ingen har någon enhet', en: 'nobody has a device' },
  'waiting.noneLoggedIn': { sv: 'ingen inloggad längre', en: 'nobody logged in any more' },
  'waiting.allPaused': { sv: 'alla har paus under väntan', en: 'all paused while waiting' },
  'waiting.noneReachable': { sv: 'ingen har någon enhet längre', en: 'nobody has a device any more' },
};
const whereto: Readonly<Record<string, AuditWordsOfBoth>> = {
  voicemail: { sv: 'gruppens röstbrevlåda', en: 'voicemail of the group' },
  end: { sv: 'samtalet avslutas', en: 'the call ends' },
};

/** @param name of a person, a group or a number; null = it leads to neither */
export function exitWords(
  { why, leads_to: to }: Pick<ExitRow, 'why' | 'leads_to'>,
  name: string | null,
): AuditWordsOfBoth {
  const text = (language: 'sv' | 'en'): string =>
    `${when[why]?.[language] ?? why}: ${name ?? whereto[to]?.[language] ?? to}`;
  return { sv: text('sv'), en: text('en') };
}
