import { createFakeClock } from '../../tests/fakes/clock';
import { anna, bjorn, deviceOf } from '../../tests/fakes/exchange';
import { createLosableOwnership } from '../../tests/fakes/ownership';
import { createRecordingSwitch } from '../../tests/fakes/recording-switch';
import { userTarget } from '../lines/target';
import type { OrganisationId } from '../contract/ids';
import type { Infrastructure } from '../feature';
import type { LineUser } from '../lines/line-user';
import { createLineStates } from '../lines/line-states';
import { createDevicesFeature } from './feature';

test('the phones of somebody who is a user no more can register no longer, and nobody rings them', () => {
  const onSwitch = createRecordingSwitch();
  const clock = createFakeClock();
  let there = true;
  let tellGone = (_user: LineUser): void => undefined;
  const lines = {
    user: () => (there ? anna : undefined),
    onGone: (listener: typeof tellGone) => void (tellGone = listener),
    onCame: () => undefined,
  };
  const publisher = { toUser: () => undefined, changed: () => undefined };
  const ownership = createLosableOwnership();
  const infrastructure = {
    clock,
    publisher,
    switch: onSwitch,
    ownership,
  } as unknown as Infrastructure;
  const { devices } = createDevicesFeature(infrastructure, {
    lines,
    lineStates: createLineStates({ lines, publisher }),
    media: { stunUrls: [], turn: null },
  } as unknown as Parameters<typeof createDevicesFeature>[1]);
  for (const user of [anna, bjorn]) {
    devices.add({ ...user, id: deviceOf(user), kind: 'tab', label: 'Teams' });
    devices.setReachable(deviceOf(user), true);
  }
  there = false;
  tellGone(anna);
  clock.advance(300);
  expect(onSwitch.take()).toEqual([['revoke', deviceOf(anna)]]);
  expect([devices.devicesOf(anna.userId), devices.reachableOf(bjorn.userId)]).toMatchObject([
    [],
    [{ id: deviceOf(bjorn) }],
  ]);
});

test('keys of desk phones are told of every line, by extension, whatever device makes it what it is', () => {
  const told: string[] = [];
  const showLine = (_organisation: OrganisationId, extension: string, line: string): void =>
    void told.push(`${extension} ${line}`);
  let tellExtension = (_organisation: OrganisationId, _extension: string): void => undefined;
  let there = [anna, bjorn];
  const lines = {
    user: (id: string) => there.find(({ userId }) => userId === id),
    onGone: () => undefined,
    onCame: () => undefined,
    onExtension: (listener: typeof tellExtension) => void (tellExtension = listener),
    // What Björn had is Anna's once he has left.
    byExtension: (_: OrganisationId, extension: string) =>
      userTarget(there.find((each) => each.extension === extension) ?? anna),
  };
  const publisher = { toUser: () => undefined, changed: () => undefined };
  const infrastructure = {
    publisher,
    switch: { ...createRecordingSwitch(), phones: { showLine } },
    ownership: createLosableOwnership(),
  } as unknown as Infrastructure;
  const lineStates = createLineStates({ lines, publisher });
  const { devices } = createDevicesFeature(infrastructure, {
    lines,
    lineStates,
    media: { stunUrls: [], turn: null },
  } as unknown as Parameters<typeof createDevicesFeature>[1]);
  const { organisationId, extension, userId } = bjorn;
  tellExtension(organisationId, extension);
  devices.add({ ...bjorn, id: deviceOf(bjorn), kind: 'tab', label: 'Teams' });
  devices.setReachable(deviceOf(bjorn), true);
  lineStates.setCalls(userId, 'ringing');
  lineStates.setCalls(userId, 'inCall');
  there = [anna];
  tellExtension(organisationId, extension);
  expect(told).toEqual(['offline', 'idle', 'ringing', 'inCall', 'offline'].map((line) => `${extension} ${line}`));
});
