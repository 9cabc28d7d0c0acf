import type { Session } from 'sip.js';
import type { IncomingResponseMessage } from 'sip.js/lib/core/index.js';

export interface UpdateOptions {
  /** Null = no offer. */
  readonly sdp: string | null;
  readonly headers: readonly string[];
}

export interface UpdateAnswer {
  readonly status: number;
  readonly body: string;
  header(name: string): string | null;
}

/** Sends UPDATE (RFC 3311) in the session's dialogue, which sip.js itself cannot. */
export function sendUpdate(session: Session, { sdp, headers }: UpdateOptions): Promise<UpdateAnswer> {
  const { dialog, userAgent } = session;
  if (dialog === undefined) throw new Error('the call has no dialogue yet');
  const { userAgentCore: core } = userAgent;
  const own = [`Contact: ${userAgent.contact.toString()}`, 'Supported: timer', ...headers];
  const body =
    sdp === null ? {} : { body: { contentDisposition: 'session', contentType: 'application/sdp', content: sdp } };
  const request = (dialog as unknown as Requesting).createOutgoingRequestMessage('UPDATE', {
    extraHeaders: own,
    ...body,
  });
  return new Promise((resolve) => {
    const answered = ({ message }: { message: IncomingResponseMessage }): void =>
      resolve({
        status: message.statusCode ?? 0,
        body: message.body,
        header: (name) => message.getHeader(name) ?? null,
      });
    core.request(request, { onAccept: answered, onReject: answered });
  });
}

/** Part of sip.js that every dialogue has; the type of a session's does not show it. */
interface Requesting {
  createOutgoingRequestMessage(
    method: string,
    options: object,
  ): Parameters<Session['userAgent']['userAgentCore']['request']>[0];
}
