import type { Feature, Infrastructure } from '../feature';
import type { Erasure } from './erase';
import { createPersonalDataRoutes, type SoundOf } from './routes';

/** What is stored about one person, given out or taken away as the law asks for it. */
export const createPersonalDataFeature = (
  { db, audit }: Pick<Infrastructure, 'db' | 'audit'>,
  { soundOf, ...forgotten }: Pick<Erasure, 'messagesForgotten' | 'recordingsForgotten'> & { readonly soundOf: SoundOf },
): Feature => ({ router: createPersonalDataRoutes({ db, audit, ...forgotten }, soundOf) });
