import { fault, ok, warning, type Finding } from './finding';

const dayMs = 86_400_000;
/** Let's Encrypt renews 30 days ahead: with fewer, something keeps it from doing so. */
const [warnDays, faultDays] = [21, 3];

/** How long a certificate that is right has left. */
export function certificateLeft(of: string, endsMs: number, nowMs: number): Finding {
  const days = Math.floor((endsMs - nowMs) / dayMs);
  const found = `the certificate ends on ${new Date(endsMs).toISOString().slice(0, 10)}, in ${days} days`;
  const todo =
    'Renew the certificate now, and see why the proxy has not done it by itself (its log, port 80 for ACME).';
  if (days < faultDays) return fault(of, found, todo);
  return days < warnDays ? warning(of, found, todo) : ok(of, found);
}
