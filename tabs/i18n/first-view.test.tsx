import type { EndReason } from '../../src/contract/calls/end-reason';
import { Gate } from '../app/Gate';
import { cardsOf, drawOffice } from '../fakes/office';
import { layOut } from '../fakes/layout';
import { draw } from '../fakes/render';
import { aCall, anEntry, callId, cecilia, nobody, outside } from '../fakes/samples';

/** Keys that stand where words should: in texts, and in what is told to assistive technology. */
function keys(): string[] {
  const attributes = ['aria-label', 'aria-description', 'title', 'placeholder'];
  const texts = [...document.querySelectorAll('*')].flatMap((each) => [
    ...[...each.childNodes]
      .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
      .map(({ textContent }) => textContent ?? ''),
    ...attributes.map((name) => each.getAttribute(name) ?? ''),
  ]);
  return texts.flatMap((text) => text.split(' · ')).filter((text) => /^[a-z]\w*(?:\.\w+)+$/.test(text));
}

const outcomes = [
  'answered',
  'answeredElsewhere',
  'missed',
  'disconnected',
  'declined',
  'noAnswer',
  'busy',
  'cancelled',
  'failed',
  'interrupted',
] as const;
const reasons: readonly EndReason[] = [
  'hungUp',
  'cancelled',
  'declined',
  'noAnswer',
  'busy',
  'unreachable',
  'unknownNumber',
  'notAllowed',
  'transferred',
  'ownDevice',
  'lost',
  'interrupted',
  'failed',
];
const history = [...outcomes, ...reasons].flatMap((_, n) =>
  (['in', 'out'] as const).map((direction) =>
    anEntry({
      callId: callId(n),
      direction,
      other: n % 7 === 0 ? nobody : { ...outside, number: `+4670123${1_000 + 2 * n + (direction === 'in' ? 0 : 1)}` },
      outcome: outcomes[n % outcomes.length] ?? 'answered',
      endReason: reasons[n % reasons.length] ?? 'hungUp',
      through: n % 3 === 0 ? 'Support' : null,
      transfer: n % 5 === 0 ? { to: cecilia, taken: n % 2 === 0 } : null,
      startedAtMs: 100_000 - n,
    }),
  ),
);

it('the first view finds all its words in the texts that come with it', async () => {
  layOut({ width: 340, height: 2_000 });
  for (const narrow of [false, true]) {
    const page = await drawOffice({ narrow, history, later: null });
    expect(document.querySelectorAll('[data-row]').length).toBeGreaterThan(10);
    expect(keys()).toEqual([]);
    await page.act(() => {
      page.services.cards.set(cardsOf(aCall()));
      page.services.parts.missing.set(['phone']);
    });
    expect(keys()).toEqual([]);
  }
});

it('so does the page that says why there is nothing to see', async () => {
  for (const state of [
    { kind: 'choose' },
    { kind: 'goodbye' },
    { kind: 'crashed' },
    { kind: 'failed', code: 'auth.notLinked' },
    { kind: 'failed', code: 'server.unavailable' },
  ] as const) {
    await draw(<Gate state={state} onRetry={() => undefined} />, { later: null });
    expect(keys()).toEqual([]);
  }
});
