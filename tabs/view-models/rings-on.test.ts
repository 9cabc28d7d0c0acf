import { deviceId } from '../fakes/samples';
import { ringsHere } from './rings-on';

describe('the sound of ringing', () => {
  const device = (n: number, ringer: boolean) => ({
    id: deviceId(n),
    kind: 'tab' as const,
    label: 'Teams',
    reachable: true,
    ringer,
  });
  it('is made by the window that the server names', () => {
    expect(ringsHere([device(1, true), device(2, false)], deviceId(1))).toBe(true);
    expect(ringsHere([device(1, true), device(2, false)], deviceId(2))).toBe(false);
  });
  it('is made by every window while none is named: never by nobody', () => {
    expect(ringsHere([], deviceId(1))).toBe(true);
    expect(ringsHere([device(1, false)], deviceId(1))).toBe(true);
    expect(ringsHere([], null)).toBe(true);
  });
});
