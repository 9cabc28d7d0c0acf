import type { Feature, Infrastructure } from '../feature';
import type { Erasure } from './erase';
import { createPersonalDataRoutes } from './routes';

/** What is stored about one person, given out or taken away as the law asks for it. */
export const createPersonalDataFeature = (
  { db, audit }: Pick<Infrastructure, 'db' | 'audit'>,
  { messagesForgotten }: Pick<Erasure, 'messagesForgotten'>,
): Feature => ({ router: createPersonalDataRoutes({ db, audit, messagesForgotten }) });
