import { VaxelError } from '../../contract/errors';
import type { BotTokens } from './bot-tokens';

/** How long the channel waits for the bot's answer to a press; Teams waits about as long. */
const invokeTimeoutMs = 15_000;
/** Nobody waits for the rest, and a busy machine is late: the first message finds a bot that has still to be loaded. */
const tellTimeoutMs = 60_000;

/** Where the bot takes activities (Bot Framework: its messaging endpoint). */
export interface MessagingEndpoint {
  /** Resolves with what the bot answers to a press. @throws VaxelError server.unavailable */
  ask(activity: Record<string, unknown>): Promise<Response>;
  /** @throws VaxelError server.unavailable also when the bot refuses it */
  tell(activity: Record<string, unknown>): Promise<void>;
}

export function createMessagingEndpoint(baseUrl: string, tokens: BotTokens): MessagingEndpoint {
  async function post(activity: Record<string, unknown>, timeoutMs: number): Promise<Response> {
    const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${await tokens.channelToken()}` };
    try {
      return await fetch(`${baseUrl}/api/messages`, {
        method: 'POST',
        headers,
        body: JSON.stringify(activity),
        signal: AbortSignal.timeout(timeoutMs),
      });
    } catch (error) {
      throw new VaxelError('server.unavailable', 'The bot does not answer.', { cause: error });
    }
  }
  return {
    ask: (activity) => post(activity, invokeTimeoutMs),
    async tell(activity) {
      const response = await post(activity, tellTimeoutMs);
      await response.body?.cancel();
      if (!response.ok) throw new VaxelError('server.unavailable', `The bot answered ${response.status}.`);
    },
  };
}
