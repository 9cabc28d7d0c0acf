import { useTranslation } from 'react-i18next';
import type { ActivityView } from '../../../src/contract/activities/activity';
import type { ContactView } from '../../../src/contract/people/people';
import type { LineState } from '../../../src/contract/lines/line-state';
import { useActivity, useActivityTexts } from '../../ui/use-activity';
import { useConnected } from '../../ui/use-connected';
import { useContactLine } from '../../ui/use-line';
import { aboutContact } from '../../view-models/about';

export interface Presence {
  readonly line: LineState | null;
  /** `Line free` */
  readonly lineText: string | null;
  readonly activity: ActivityView | null;
  /** `Busy until 12:07` */
  readonly activityText: string | null;
  /** The role, or whom somebody from outside comes from. */
  readonly about: string;
}

/** What colleagues see of somebody, in words: activity and line are two facts. */
export function usePresence(contact: ContactView): Presence {
  const { t } = useTranslation();
  const known = useConnected();
  const line = useContactLine(contact);
  // A colleague's company is one's own.
  const [first, second] = aboutContact(contact);
  const about = [first, contact.userId === null ? second : undefined].filter((text) => text !== undefined).join(' · ');
  const activity = useActivity(contact.userId)?.activity ?? null;
  const texts = useActivityTexts();
  return {
    line,
    lineText: line === null ? null : t(`line.${known ? line : 'unknown'}`),
    activity,
    activityText: activity === null ? null : texts.withEnd(activity),
    about,
  };
}
