import { z } from 'zod';
import { VaxelError } from '../src/contract/errors';
import { opaque } from '../src/contract/text';

/** The fields of an activity that the bot reads (Bot Framework protocol); what it does not read stays unchecked. */
const IncomingActivity = z.object({
  type: opaque(60),
  name: opaque(100).optional(),
  // Other channels of an Azure Bot let anyone say who they are.
  channelId: z.literal('msteams'),
  // The token names the service that it is for; without an address that check would fall away.
  serviceUrl: opaque(2_000).pipe(z.url({ protocol: /^https?$/ })),
  action: opaque(60).optional(),
  locale: opaque(40).optional(),
  // What a person wrote may have lines; it is compared with our commands and goes nowhere.
  text: z.string().max(30_000).nullish(),
  value: z.unknown().optional(),
  from: z.object({ id: opaque(400), aadObjectId: opaque(100).optional() }),
  recipient: z.object({ id: opaque(400) }),
  conversation: z.object({
    id: opaque(1_000),
    conversationType: opaque(60).optional(),
    tenantId: opaque(100).optional(),
  }),
  channelData: z.object({ tenant: z.object({ id: opaque(100) }).optional() }).nullish(),
  membersAdded: z
    .array(z.object({ id: opaque(400) }))
    .max(1_000)
    .optional(),
});
export type IncomingActivity = z.infer<typeof IncomingActivity>;

/** Checks an activity from the channel. @throws VaxelError request.invalid */
export function readActivity(body: unknown): IncomingActivity {
  const result = IncomingActivity.safeParse(body);
  if (!result.success) throw new VaxelError('request.invalid', z.prettifyError(result.error).slice(0, 500));
  return result.data;
}

const Account = z.object({ tenantId: z.guid(), objectId: z.guid() });

/** The Microsoft account that the channel says has acted; null when it says none, or the chat is not a personal one. */
export function accountOf({
  from,
  conversation,
  channelData,
}: IncomingActivity): { readonly tenantId: string; readonly objectId: string } | null {
  if (conversation.conversationType !== undefined && conversation.conversationType !== 'personal') return null;
  const tenantId = (conversation.tenantId ?? channelData?.tenant?.id)?.toLowerCase();
  return Account.safeParse({ tenantId, objectId: from.aadObjectId?.toLowerCase() }).data ?? null;
}
