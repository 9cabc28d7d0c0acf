import type { QueryClient } from '@tanstack/react-query';
import type { Rest } from '../api/rest';
import { within } from '../api/within';
import type { Clock } from '../clock';
import type { Host } from '../hosts/host';
import type { RealtimeClient } from '../realtime/client';
import type { Softphone } from '../softphone/softphone';

/** Longest time that the phone may take to say goodbye. */
const goodbyeMs = 3_000;

export interface SignOutParts {
  readonly clock: Clock;
  readonly softphone: Pick<Softphone, 'state' | 'stop'>;
  readonly rest: Pick<Rest, 'revokeDevice'>;
  readonly realtime: Pick<RealtimeClient, 'stop'>;
  readonly queries: QueryClient;
  readonly host: Pick<Host, 'signOut'>;
}

/** Leaves nothing of the person in this window: no phone, no connection, no lists, no token. */
export async function signOut({ clock, softphone, rest, realtime, queries, host }: SignOutParts): Promise<void> {
  const { deviceId } = softphone.state.get();
  // A switch that does not answer must not keep anybody signed in.
  await within(clock, goodbyeMs, softphone.stop(), 'sign-out').catch(() => undefined);
  if (deviceId !== null) await rest.revokeDevice(deviceId).catch(() => undefined);
  realtime.stop();
  queries.clear();
  await host.signOut();
}
