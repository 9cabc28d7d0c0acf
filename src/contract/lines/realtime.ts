import { z } from 'zod';
import { UserId } from '../ids';
import { PersonState } from './line-state';
import { mostWatched } from './most-watched';

/** Whose values the window wants. People of other organisations have none. */
export const WatchedPeople = z.object({ people: z.array(UserId).max(mostWatched).optional() });

export const PeopleValues = z.object({ people: z.array(PersonState).optional() });
