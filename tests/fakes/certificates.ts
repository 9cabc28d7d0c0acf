import { generate } from 'selfsigned';

export interface HostCertificate {
  readonly cert: string;
  readonly key: string;
}

/** A certificate for these hosts, good from yesterday on; who trusts it (NODE_EXTRA_CA_CERTS) trusts the hosts. */
export async function certificateFor(hosts: readonly string[], days: number): Promise<HostCertificate> {
  const nowMs = Date.now();
  const made = await generate([{ name: 'commonName', value: `${hosts[0]} for ${days} days` }], {
    keyType: 'ec',
    notBeforeDate: new Date(nowMs - 86_400_000),
    notAfterDate: new Date(nowMs + days * 86_400_000),
    extensions: [{ name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2, value })) }],
  });
  return { cert: made.cert, key: made.private };
}
