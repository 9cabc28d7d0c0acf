import { chunk } from '../../ui/chunk';
import type { DeskPhonesProps } from './DeskPhones';

/** For the settings, and for a person in the administration. */
export const DeskPhones = chunk<DeskPhonesProps>(
  'deskPhones',
  async () => (await import('./DeskPhones')).DeskPhones,
  'phones',
);
