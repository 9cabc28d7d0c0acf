import { X509Certificate } from 'node:crypto';
import { createCertificate } from './certificate';

const nowMs = Date.UTC(2026, 10, 25, 12);

it('is a certificate that others can read, signed with its own key, valid now', () => {
  for (let round = 0; round < 50; round += 1) {
    const made = createCertificate(nowMs);
    const read = new X509Certificate(made.certificatePem);
    expect(read.verify(read.publicKey)).toBe(true);
    expect(read.fingerprint256).toBe(made.fingerprint);
    expect(read.subject).toBe('CN=vaxel');
    expect(Date.parse(read.validFrom)).toBe(nowMs - 86_400_000);
    expect(Date.parse(read.validTo)).toBe(nowMs + 30 * 86_400_000);
  }
});

it('is another one each time', () => {
  expect(createCertificate(nowMs).fingerprint).not.toBe(createCertificate(nowMs).fingerprint);
});
