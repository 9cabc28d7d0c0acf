import { describe, hears as hearsVoice, lateMs, longestPauseMs, record, tones } from './ears';
import { expect, test } from './people';
import type { Person } from './people';
import { callIn, colleagues, ends, names, outsider, press } from './talking';

/** Measured pitches are within 10 Hz. */
const near = (hz: number) => Math.round(hz / 20);
const hears = (person: Person, hz: number) => expect.poll(async () => near((await person.listen()).hz)).toBe(near(hz));

async function moveTo(person: Person, other: string, place: RegExp): Promise<void> {
  await person.card(other).getByRole('button', { name: 'More' }).click();
  await person.tab.getByRole('menuitem', { name: 'Move to…' }).click();
  await person.tab.getByRole('menuitem', { name: place }).click();
}

test('a call goes from the tab to the desk phone, the mobile and back; each of them is heard', async ({
  open,
  openInTeams,
  deskPhone,
  outside,
}) => {
  // Three moves and four measured pitches.
  test.slow();
  const anna = await openInTeams('anna', { toneHz: 520 });
  const bjorn = await open('bjorn', { toneHz: 400 });
  const desk = await deskPhone('anna', '&says=tone&tone=700');
  const mobile = await outside('+46701740605', '&says=tone&tone=900');
  for (const person of [anna, bjorn]) await expect(person.tab.getByText('Rings on')).toBeVisible();
  await bjorn.call('1001');
  await expect(desk.state).toHaveAttribute('data-call-state', 'ringing');
  await anna.card('Björn Åkesson').getByRole('button', { name: 'Answer' }).click();
  await expect(desk.state).toHaveAttribute('data-call-state', 'ended');
  await hears(bjorn, 520);

  await moveTo(anna, 'Björn Åkesson', /Desk phone/);
  await expect(desk.state).toHaveAttribute('data-call-state', 'ringing');
  // It goes on here until that one is answered.
  await hears(bjorn, 520);
  await desk.press('Answer');
  await expect(anna.card('Björn Åkesson')).toHaveAttribute('data-call-state', 'elsewhere');
  await hears(bjorn, 700);
  await expect.poll(async () => near((await desk.listen()).hz)).toBe(near(400));

  await moveTo(anna, 'Björn Åkesson', /Mobile/);
  await mobile.press('Answer');
  await expect(desk.state).toHaveAttribute('data-call-state', 'ended');
  await hears(bjorn, 900);

  await anna.card('Björn Åkesson').getByRole('button', { name: 'Take call here' }).click();
  await expect(anna.card('Björn Åkesson')).toHaveAttribute('data-call-state', 'active');
  await expect(mobile.state).toHaveAttribute('data-call-state', 'ended');
  await hears(bjorn, 520);
  await ends(bjorn, 'Anna Lind', () => anna.card('Björn Åkesson').getByRole('button', { name: 'Hang up' }).click());
});

test('the other side is not left alone when a call moves to the desk phone and back', async ({
  open,
  outside,
  deskPhone,
}) => {
  const [anna] = await colleagues({ open }, 'anna');
  const desk = await deskPhone('anna', `&says=tone&tone=${tones.david}`);
  const sofia = await outsider({ outside }, 'sofia');
  await callIn(sofia, 'sofia', anna, 'anna');
  const recording = await record(sofia.page);
  await moveTo(anna, names.sofia, /Desk phone/);
  await desk.press('Answer');
  await hearsVoice(sofia.page, 'david');
  await hearsVoice(desk.page, 'sofia');
  await press(anna, names.sofia, 'Take call here');
  await hearsVoice(sofia.page, 'anna');
  await hearsVoice(anna, 'sofia');
  const stretches = await recording.stretches();
  const heard = describe(stretches, stretches[0]?.fromMs ?? 0);
  test.info().annotations.push({ type: 'heard', description: `${longestPauseMs(stretches)} ms; ${heard}` });
  expect(longestPauseMs(stretches), heard).toBeLessThan(lateMs);
});
