import { createLosableOwnership } from '../../tests/fakes/ownership';
import { createRecordingSwitch } from '../../tests/fakes/recording-switch';
import type { DeviceKind } from '../contract/devices/devices';
import type { DeviceId, OrganisationId, UserId } from '../contract/ids';
import { createDeviceRegistry } from '../devices/registry';
import type { WaitingMessages } from '../switch/port';
import { showWaiting } from './waiting';

const anna = { organisationId: 'fjallbo' as OrganisationId, userId: 'anna' as UserId };
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function started() {
  const telephony = createRecordingSwitch();
  const devices = createDeviceRegistry(createLosableOwnership());
  /** Counts that are asked for and not answered yet. */
  const asked: { resolve(waiting: WaitingMessages): void; reject(error: Error): void }[] = [];
  let warned = 0;
  const show = showWaiting({
    devices,
    switch: telephony,
    logger: { debug() {}, info() {}, warn: () => void (warned += 1), error() {} },
    count: () => new Promise((resolve, reject) => asked.push({ resolve, reject })),
  });
  async function add(kind: DeviceKind): Promise<DeviceId> {
    const id = `${kind} of Anna` as DeviceId;
    await devices.own(id);
    devices.add({ ...anna, id, kind, label: kind });
    return id;
  }
  return { devices, telephony, asked, show, add, warned: () => warned };
}

test('a desk phone is told when it comes, and with every change; a window is not', async () => {
  const { devices, telephony, asked, show, add } = started();
  const [desk, window] = [await add('deskPhone'), await add('tab')];
  expect(asked).toHaveLength(0);
  for (const id of [desk, window]) devices.setReachable(id, true);
  expect(asked).toHaveLength(1);
  asked[0]?.resolve({ unheard: 1, heard: 0 });
  await settled();
  expect(telephony.take()).toEqual([['messages', desk, { unheard: 1, heard: 0 }]]);
  const shown = show(anna);
  asked[1]?.resolve({ unheard: 0, heard: 1 });
  expect(await shown).toEqual({ unheard: 0, heard: 1 });
  expect(telephony.take()).toEqual([['messages', desk, { unheard: 0, heard: 1 }]]);
});

test('a count that comes after one that was begun later is not shown any more', async () => {
  const { telephony, asked, show, add } = started();
  const desk = await add('deskPhone');
  const [first, second] = [show(anna), show(anna)];
  asked[1]?.resolve({ unheard: 2, heard: 0 });
  await second;
  asked[0]?.resolve({ unheard: 1, heard: 0 });
  await first;
  expect(telephony.take()).toEqual([['messages', desk, { unheard: 2, heard: 0 }]]);
});

test('what cannot be counted is not told', async () => {
  const { devices, telephony, asked, show, add, warned } = started();
  devices.setReachable(await add('deskPhone'), true);
  asked[0]?.reject(new Error('away'));
  await settled();
  const shown = show(anna);
  asked[1]?.reject(new Error('away'));
  await expect(shown).rejects.toThrow('away');
  expect([telephony.take(), warned()]).toEqual([[], 1]);
});
