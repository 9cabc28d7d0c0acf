import { administration } from '../features/administration/feature';
import { activities } from '../features/activities/feature';
import { answerGroups } from '../features/answer-groups/feature';
import { banners } from '../features/banners/feature';
import { calendar } from '../features/calendar/feature';
import { callFrom } from '../features/call-from/feature';
import { callPanel } from '../features/call-panel/feature';
import { contacts } from '../features/contacts/feature';
import { deepLink } from '../features/deep-link/feature';
import { help } from '../features/help/feature';
import { history } from '../features/history/feature';
import { keypad } from '../features/keypad/feature';
import { notices } from '../features/notices/feature';
import { numberToShow } from '../features/number-to-show/feature';
import { profile } from '../features/profile/feature';
import { recordings } from '../features/recordings/feature';
import { search } from '../features/search/feature';
import { settings } from '../features/settings/feature';
import { shortcuts } from '../features/shortcuts/feature';
import { toAnswer } from '../features/to-answer/feature';
import { voicemail } from '../features/voicemail/feature';
import type { LaterParts } from '../session/services';
import type { Feature } from '../ui/feature';

/** All that the tab can do; sections in the order in which they stand in the navigation. */
export const features: readonly Feature[] = [
  history,
  contacts,
  voicemail,
  calendar,
  answerGroups,
  toAnswer,
  administration,
  help,
  settings,
  callPanel,
  callFrom,
  keypad,
  search,
  activities,
  numberToShow,
  profile,
  notices,
  banners,
  deepLink,
  shortcuts,
  recordings,
];

/** What fills the slots, of all features and of the page itself. */
export async function loadLaterParts(): Promise<LaterParts> {
  const parts = await Promise.all([import('./later'), ...features.map(({ later }) => later?.())]);
  return Object.assign({}, ...parts) as LaterParts;
}
