import { z } from 'zod';
import { ActivityId, SoundId } from '../ids';

/** To whom a greeting is said, or in which activity: what is nearest to the matter is heard. */
export const GreetingFor = z.union([z.enum(['all', 'internal', 'external']), ActivityId]);
export type GreetingFor = z.infer<typeof GreetingFor>;

/** What callers hear before they leave a message. */
export const Greeting = z.object({
  saidTo: GreetingFor,
  soundId: SoundId,
  ms: z.number().int(),
  keptAtMs: z.number().int(),
});
export type Greeting = z.infer<typeof Greeting>;

/** `GET /api/me/greetings`: those that I have recorded or chosen; callers hear the standard one otherwise. */
export const Greetings = z.object({ greetings: z.array(Greeting) });
export type Greetings = z.infer<typeof Greetings>;

/**
 * `PUT /api/me/greetings/:saidTo` with the bytes of a file (Opus in Ogg or WebM, PCM in WAV): it takes the place of the
 * one there was; `DELETE` it; `POST …/address`: where it can be listened to.
 */
export const GreetingParams = z.object({ saidTo: GreetingFor });

/** `POST /api/me/greetings/:saidTo/restore`, within 30 days: one that was deleted is heard again. */
export const GreetingRestore = z.object({ soundId: SoundId });
