import { aCall, callId, sofia } from './script';
import { expect, isPhone, test } from './screen';

/** Nine that wait, and the last, which is spoken in. */
const calls = Array.from({ length: 10 }, (_, index) => {
  const held = index < 9;
  const waits = { state: held ? 'held' : 'active', heldByMe: held, heldSinceMs: held ? 2_000 + index : null } as const;
  const other = { ...sofia, name: null, contactId: null, number: `+467399900${10 + index}` };
  return aCall({ id: callId(index), other, startedAtMs: 1_000 + index, answeredAtMs: 1_500 + index, ...waits });
});
test.use({ start: { calls } });

test('ten calls on the panel: the one that speaks stays in sight, also when another is taken', async ({
  open,
  script,
}) => {
  const { page, card } = await open();
  await isPhone(page);
  const active = page.locator('section[data-call-state=active]');
  await expect(page.locator('section[data-call-state=held]')).toHaveCount(9);
  await expect(active).toBeInViewport();
  await card('+46 73 999 00 14').getByRole('button', { name: 'Resume' }).click();
  await expect.poll(() => script.commands).toEqual([{ name: 'call.resume', callId: callId(4) }]);
  script.call(callId(9)).becomes({ state: 'held', heldByMe: true, heldSinceMs: Date.now() });
  script.call(callId(4)).becomes({ state: 'active', heldByMe: false, heldSinceMs: null });
  await expect(card('+46 73 999 00 14')).toHaveAttribute('data-call-state', 'active');
  await expect(active).toHaveCount(1);
  await expect(active).toBeInViewport();
});
