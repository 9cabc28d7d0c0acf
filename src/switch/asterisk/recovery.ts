import { VaxelError } from '../../contract/errors';
import type { DeviceId, LegId } from '../../contract/ids';
import type { Ari } from './ari';
import type { Bridges } from './bridges';
import { application, channelVariables } from './configuration';
import { bootOf } from './contacts';
import type { Devices } from './devices';
import { readChannels, readStart, wantedEvents, type Channel } from './events';
import { createLeg, handleOf, handlesOf, legOf } from './leg';
import type { Legs } from './legs';

export interface RecoveryDeps {
  readonly ari: Ari;
  readonly bridges: Bridges;
  readonly devices: Devices;
  readonly legs: Legs;
}

/** What is known after a time in which nothing was told: a lost connection, or an Asterisk that started anew. */
export interface Recovery {
  /** The connection stands, for the first time or again. @throws AriError */
  recover(): Promise<void>;
  /** Asterisk is away for so long that its calls are lost, and everybody who was registered. */
  giveUp(): void;
  /** All legs, those that nobody here began among them. @throws VaxelError server.unavailable */
  legs(): Promise<readonly LegId[]>;
}

export function createRecovery({ ari, bridges, devices, legs }: RecoveryDeps): Recovery {
  let startedAt: string | null = null;

  /** Whether Asterisk is another one than before, with an empty memory. */
  async function hasForgotten(): Promise<boolean> {
    const before = startedAt;
    startedAt = readStart(await ari.request('GET', '/asterisk/info', { only: 'status' }));
    return before !== null && startedAt !== before;
  }

  /** What has ended, rung or been answered meanwhile. */
  function compare(channels: ReadonlyMap<string, Channel>): void {
    for (const leg of [...legs.all.values()]) {
      const own = handlesOf(leg).flatMap(({ id }) => channels.get(id) ?? []);
      if (own.length === 0) legs.ended(leg, 'interrupted');
      for (const { id, state } of own) {
        if (state === 'Ringing') legs.rings(leg);
        if (state === 'Up') legs.isUp(leg, id);
      }
      legs.settle(leg);
    }
  }

  function adopt(channel: Channel): void {
    if (!channel.name.startsWith('PJSIP/') || legs.ofChannel(channel.id) !== null || legs.isEnding(channel.id)) return;
    const boot = bootOf(channel.channelvars[channelVariables.contact] ?? '');
    const device = channel.accountcode === '' ? null : { deviceId: channel.accountcode as DeviceId, boot };
    const leg = createLeg(legOf(channel), 'up', handleOf(channel.id, device));
    if (!legs.all.has(leg.id)) legs.add(leg);
  }

  return {
    async recover() {
      const allowed = wantedEvents.map((type) => ({ type }));
      await ari.request('PUT', `/applications/${application}/eventFilter`, {}, { allowed });
      const isNew = await hasForgotten();
      if (isNew) bridges.forget();
      const channels = readChannels(await ari.request('GET', '/channels'));
      const listed = new Map(channels.map((each) => [each.id, each]));
      compare(listed);
      legs.endAgain(new Set(listed.keys()));
      await devices.restore(isNew);
    },
    giveUp() {
      bridges.forget();
      legs.giveUp();
      devices.lose();
    },
    async legs() {
      const answer = await ari.request('GET', '/channels').catch((cause: unknown) => {
        throw new VaxelError('server.unavailable', 'Asterisk cannot be reached', { cause });
      });
      for (const channel of readChannels(answer)) adopt(channel);
      return [...legs.all.keys()];
    },
  };
}
