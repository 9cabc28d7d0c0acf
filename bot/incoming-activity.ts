import { z } from 'zod';
import { VaxelError } from '../src/contract/errors';

/** The fields of an activity that the bot reads (Bot Framework protocol); what it does not read stays unchecked. */
const IncomingActivity = z.object({
  type: z.string().max(60),
  name: z.string().max(100).optional(),
  // Other channels of an Azure Bot let anyone say who they are.
  channelId: z.literal('msteams'),
  // The token names the service that it is for; without an address that check would fall away.
  serviceUrl: z.url({ protocol: /^https?$/ }),
  action: z.string().max(60).optional(),
  locale: z.string().max(40).optional(),
  text: z.string().max(30_000).nullish(),
  value: z.unknown().optional(),
  from: z.object({ id: z.string().max(400), aadObjectId: z.string().max(100).optional() }),
  recipient: z.object({ id: z.string().max(400) }),
  conversation: z.object({ id: z.string().max(1_000), conversationType: z.string().max(60).optional(), tenantId: z.string().max(100).optional() }),
  channelData: z.object({ tenant: z.object({ id: z.string().max(100) }).optional() }).nullish(),
  membersAdded: z.array(z.object({ id: z.string().max(400) })).optional(),
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
export function accountOf({ from, conversation, channelData }: IncomingActivity): { readonly tenantId: string; readonly objectId: string } | null {
  if (conversation.conversationType !== undefined && conversation.conversationType !== 'personal') return null;
  const tenantId = (conversation.tenantId ?? channelData?.tenant?.id)?.toLowerCase();
  return Account.safeParse({ tenantId, objectId: from.aadObjectId?.toLowerCase() }).data ?? null;
}
