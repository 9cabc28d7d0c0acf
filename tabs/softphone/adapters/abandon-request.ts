/**
 * Ends the wait for the answer to a request that went down a dead connection: its delegate is told 503. sip.js itself
 * would wait 32 s (Timers B and F, RFC 3261 §17.1) and refuse another request of the kind meanwhile.
 *
 * @param request a UserAgentClient of sip.js, whose types do not show its transaction
 */
export function abandonRequest(request: unknown): void {
  (request as Partial<Pending> | null | undefined)?.transaction?.onTransportError(new Error('no answer'));
}

interface Pending {
  readonly transaction: { onTransportError(error: Error): void };
}
