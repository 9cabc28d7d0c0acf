/** A URL of STUN or TURN (RFC 7064, RFC 7065) as a browser reads it. */
export interface StunUrl {
  readonly host: string;
  readonly port: number;
  readonly transport: 'udp' | 'tcp' | 'tls';
}

const form = /^(stun|stuns|turn|turns):(\[[0-9a-f:.]+\]|[^:?/[\]]+)(?::(\d{1,5}))?(?:\?transport=(udp|tcp))?$/i;

/** Null for what no browser would take, and for TURN over DTLS, which none speaks. */
export function readStunUrl(url: string): StunUrl | null {
  const [, scheme = '', host = '', port, transport] = form.exec(url) ?? [];
  if (scheme === '') return null;
  const isSecure = scheme.toLowerCase().endsWith('s');
  if (isSecure && transport === 'udp') return null;
  return {
    host: host.replace(/[[\]]/g, ''),
    port: port === undefined ? (isSecure ? 5349 : 3478) : Number(port),
    transport: isSecure ? 'tls' : transport === 'tcp' ? 'tcp' : 'udp',
  };
}
