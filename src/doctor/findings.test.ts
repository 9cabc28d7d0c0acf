import { certificateLeft } from './certificate';
import { freeSpace } from './checks/disk';
import { trunkFindings } from './checks/trunks';
import { clockDifference } from './clock-difference';
import { fault, ok, warning } from './finding';
import { asJson, asText, hasFault } from './print';

const now = Date.parse('2026-11-27T12:00:00Z');
const inDays = (days: number): number => now + days * 86_400_000;

test.each([
  [90, 'ok'],
  [20, 'warning'],
  [2, 'fault'],
  [-1, 'fault'],
])('a certificate with %i days left: %s', (days, result) =>
  expect(certificateLeft('it', inDays(days), now).result).toBe(result),
);

test.each([
  [400, 'ok'],
  [-20_000, 'warning'],
  [90_000, 'fault'],
])('a clock that is %i ms ahead: %s', (ms, result) =>
  expect(clockDifference('clock', now, now + ms).result).toBe(result),
);

test.each([
  [20e9, 'ok'],
  [4e9, 'warning'],
  [5e8, 'fault'],
])('%d bytes free: %s', (bytes, result) => expect(freeSpace('disk', bytes).result).toBe(result));

test('the report says what to do, and counts', () => {
  const all = [
    ok('Disk', '9 GB free'),
    warning('Clock', 'it is behind', 'Set it.'),
    fault('TURN', 'no answer', 'Start it.'),
  ];
  expect(asText(all)).toBe(
    [
      'ok       Disk   9 GB free',
      'warning  Clock  it is behind',
      '         → Set it.',
      'fault    TURN   no answer',
      '         → Start it.',
      '',
      '1 ok, 1 warnings, 1 faults',
    ].join('\n'),
  );
  expect(JSON.parse(asJson(all))).toMatchObject({ ok: false, findings: [{ of: 'Disk' }, {}, { todo: 'Start it.' }] });
  expect(hasFault(all.slice(0, 2))).toBe(false);
});

test('each trunk is told of, and what to do about one that is down', () => {
  const said = '# TYPE vaxel_trunk_up gauge\nvaxel_trunk_up{trunk="a"} 1\nvaxel_trunk_up{trunk="b"} 0\nvaxel_calls 3\n';
  expect(trunkFindings(said).map(({ of, result }) => [of, result])).toEqual([
    ['Trunk a', 'ok'],
    ['Trunk b', 'fault'],
  ]);
  const refused = `${said}vaxel_trunk_refused{trunk="b",reason="credentials",status="403"} 1\n`;
  expect(trunkFindings(refused)[1]?.found).toMatch('refuses the account or its password (403)');
  expect(trunkFindings('')).toEqual([]);
});
