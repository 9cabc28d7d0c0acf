import { anEntry, bjorn, callId, cecilia, nobody, outside } from '../fakes/samples';
import { lastDialled, latestMissed } from './call-back';

const missed = { outcome: 'missed', answeredAtMs: null } as const;

it('calls back the newest missed call that was not followed by another call with the same party', () => {
  const entries = [
    anEntry({ callId: callId(5), other: nobody, ...missed }),
    anEntry({ callId: callId(4), other: bjorn, direction: 'out' }),
    anEntry({ callId: callId(3), other: bjorn, ...missed }),
    anEntry({ callId: callId(2), other: outside, ...missed }),
    anEntry({ callId: callId(1), other: cecilia, ...missed }),
  ];
  expect(latestMissed(entries)).toEqual({ number: outside.number, name: null });
  expect(latestMissed(entries.slice(0, 3))).toBeNull();
});

it('dials again whom I dialled last, not who called me', () => {
  const entries = [
    anEntry({ other: bjorn }),
    anEntry({ other: nobody, direction: 'out' }),
    anEntry({ other: cecilia, direction: 'out' }),
    anEntry({ other: bjorn, direction: 'out' }),
  ];
  expect(lastDialled(entries)).toEqual({ number: cecilia.number, name: cecilia.name });
  expect(lastDialled(entries.slice(0, 2))).toBeNull();
});
