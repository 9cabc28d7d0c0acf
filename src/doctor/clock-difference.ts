import { fault, ok, warning, type Finding } from './finding';

/** HTTP tells whole seconds, and the way there takes its time. */
const [warnMs, faultMs] = [5_000, 60_000];

/** How far our clock and another one are apart at the same moment. */
export function clockDifference(of: string, theirsMs: number, oursMs: number): Finding {
  const ms = oursMs - theirsMs;
  const seconds = (Math.abs(ms) / 1_000).toFixed(1);
  const found = `this machine's clock is ${seconds} s ${ms < 0 ? 'behind' : 'ahead'}`;
  const todo =
    'Let both machines keep their clocks (chrony, systemd-timesyncd): tokens and TURN credentials stand on it.';
  if (Math.abs(ms) > faultMs) return fault(of, found, todo);
  return Math.abs(ms) > warnMs ? warning(of, found, todo) : ok(of, found);
}
