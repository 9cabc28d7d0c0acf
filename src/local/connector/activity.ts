import { z } from 'zod';

/**
 * The part of a Bot Framework activity that the local connector reads; everything else passes through as it came.
 * (Bot Framework protocol, "Activity schema".)
 */
export const Activity = z.looseObject({
  type: z.string().max(60),
  id: z.string().max(200).optional(),
  text: z.string().max(28_000).nullish(),
  attachments: z
    .array(z.looseObject({ contentType: z.string(), content: z.unknown() }))
    .max(10)
    .nullish(),
});
export type Activity = z.infer<typeof Activity>;

export const adaptiveCard = 'application/vnd.microsoft.card.adaptive';
