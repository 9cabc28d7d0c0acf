import type { DeviceView } from '../../src/contract/devices/devices';
import { deviceId } from '../fakes/samples';
import { lacksMicrophone, placeToCallFrom, placesFor } from './places';

const device = (n: number, kind: DeviceView['kind'], change: Partial<DeviceView> = {}): DeviceView => ({
  id: deviceId(n),
  kind,
  label: `${kind} ${n}`,
  reachable: true,
  ringer: false,
  ...change,
});
const tab = device(1, 'tab');
const at = (n: number) => ({ kind: 'device', deviceId: deviceId(n) });
const from = (devices: readonly DeviceView[], change: Partial<Parameters<typeof placeToCallFrom>[0]> = {}) =>
  placeToCallFrom({ devices: [tab, ...devices], here: tab.id, callFrom: null, noMicrophone: false, ...change });

describe('where a call can be', () => {
  it('is this window, then my reachable devices, desk phones first, then my mobile', () => {
    const places = placesFor(
      [
        device(3, 'tab'),
        device(4, 'popout'),
        tab,
        device(2, 'deskPhone'),
        device(5, 'deskPhone', { reachable: false }),
      ],
      tab.id,
      '+46705550101',
    );
    expect(places.map(({ kind, label, number }) => [kind, label ?? number])).toEqual([
      ['here', null],
      ['deskPhone', 'deskPhone 2'],
      ['popout', 'popout 4'],
      ['window', 'tab 3'],
      ['mobile', '+46705550101'],
    ]);
  });

  it('is not my mobile when my contact card has none', () => {
    expect(placesFor([tab], tab.id, null).map(({ id }) => id)).toEqual(['here']);
  });
});

describe('where a new call is called from', () => {
  it('is this window unless there is a reason', () => {
    expect(from([device(2, 'deskPhone')])).toEqual({ from: null, missing: false });
  });

  it('is what I chose, as long as it answers its probe', () => {
    expect(from([device(2, 'deskPhone')], { callFrom: deviceId(2) })).toEqual({ from: at(2), missing: false });
    expect(from([device(2, 'deskPhone', { reachable: false })], { callFrom: deviceId(2) })).toEqual({
      from: null,
      missing: true,
    });
    expect(from([], { callFrom: 'mobile' })).toEqual({ from: { kind: 'mobile' }, missing: false });
    expect(from([], { callFrom: tab.id })).toEqual({ from: null, missing: false });
  });

  it('is another device where the microphone is refused, the desk phone before a window', () => {
    expect(from([device(3, 'tab'), device(2, 'deskPhone')], { noMicrophone: true }).from).toEqual(at(2));
    expect(from([device(3, 'tab')], { noMicrophone: true }).from).toEqual(at(3));
    expect(from([], { noMicrophone: true }).from).toBeNull();
  });

  it('is the window of its own while that one rings', () => {
    const popout = device(4, 'popout', { ringer: true });
    expect(from([popout]).from).toEqual(at(4));
    expect(from([{ ...popout, ringer: false }]).from).toBeNull();
    expect(
      placeToCallFrom({ devices: [tab, popout], here: popout.id, callFrom: null, noMicrophone: false }).from,
    ).toBeNull();
  });
});

it('a microphone that is refused or absent is lacking, one that is only busy is not', () => {
  const lacks = (microphone: 'denied' | 'missing' | 'busy' | null, permission: 'granted' | 'denied' = 'granted') =>
    lacksMicrophone({ microphone, permission });
  expect([lacks('denied'), lacks('missing'), lacks(null, 'denied'), lacks('busy'), lacks(null)]).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});
