import { ReachReason, RouteReason, StepKind } from './trace';
import type { TraceStep } from './trace';
import { traceText } from './trace-texts';

const rung: TraceStep = {
  atMs: 0,
  side: 'callee',
  why: 'call',
  step: 'ringDevices',
  because: 'devicesReachable',
  facts: { devices: ['Teams tab', 'Desk phone'], forMs: 20_000 },
};

test('what a call did and why is read in either language', () => {
  expect(traceText(rung, 'en')).toBe(
    'Called party (call): rings Teams tab and Desk phone for 20 s, since these devices can be reached.',
  );
  expect(traceText(rung, 'sv')).toBe(
    'Den uppringda (samtal): ringer på Teams tab och Desk phone i 20 s, eftersom de enheterna går att nå.',
  );
  const abroad: TraceStep = {
    ...rung,
    step: 'dialOutside',
    because: 'outsideNumber',
    facts: { devices: [], number: '+46700000002', shown: null, forMs: 60_000 },
  };
  expect(traceText(abroad, 'sv')).toContain(
    'ringer upp +46700000002 i 60 s, eftersom numret finns utanför organisationen',
  );
  const nobody: TraceStep = { ...rung, step: 'ringReachable', because: 'transferNotTaken', facts: { devices: [] } };
  expect(traceText(nobody, 'en')).toContain('rings what can be reached (no device), since the transfer was not taken');
});

test('no step and no reason reads like another', () => {
  const all = ReachReason.options.flatMap((why) =>
    StepKind.options.flatMap((step) =>
      RouteReason.options.map((because): TraceStep => ({ ...rung, why, step, because })),
    ),
  );
  for (const language of ['sv', 'en'] as const)
    expect(new Set(all.map((step) => traceText(step, language))).size).toBe(all.length);
});
