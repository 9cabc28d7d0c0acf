import { expect, test } from './people';
import { ends } from './talking';

test('a desk phone rings, talks, holds and hangs up, all by SIP', async ({ open, deskPhone }) => {
  const anna = await open('anna', { toneHz: 523 });
  const desk = await deskPhone('bjorn', '&says=tone&tone=700');
  await expect(anna.tab.getByText('Rings on')).toBeVisible();
  await anna.call('1002');
  await expect(desk.state).toHaveAttribute('data-call-state', 'ringing');
  await expect(desk.page.getByRole('status')).toContainText('Call from Anna Lind, 1001');
  await desk.press('Answer');
  await expect(desk.state).toHaveAttribute('data-call-state', 'active');
  await expect(anna.card('Björn Åkesson')).toHaveAttribute('data-call-state', 'active');
  await expect(desk.hearing).toHaveText('Hearing: tone');
  await expect.poll(async () => Math.round((await anna.listen()).hz / 20)).toBe(35);
  await expect.poll(async () => Math.round((await desk.listen()).hz / 20)).toBe(26);

  await desk.press('Hold');
  await expect(desk.state).toHaveAttribute('data-call-state', 'held');
  await expect(anna.card('Björn Åkesson')).toContainText('put you on hold');
  await desk.press('Resume');
  await expect(desk.state).toHaveAttribute('data-call-state', 'active');
  await expect.poll(async () => Math.round((await anna.listen()).hz / 20)).toBe(35);
  await ends(anna, 'Björn Åkesson', () => desk.press('Hang up'));

  // The phone has a voice in its next call as well.
  await desk.page.getByRole('textbox', { name: 'Number' }).fill('1001');
  await desk.press('Call');
  await anna.button('Answer').click();
  await expect(desk.state).toHaveAttribute('data-call-state', 'active');
  await expect.poll(async () => Math.round((await anna.listen()).hz / 20)).toBe(35);
});

test('a desk phone calls, an outside phone hears the ringing tone, and a call that is declined says so', async ({
  open,
  deskPhone,
  outside,
}) => {
  const desk = await deskPhone('helene');
  const phone = await outside('+46701740699');
  await phone.page.getByRole('textbox', { name: 'Number' }).fill('+46851920025');
  await phone.page.getByRole('button', { name: 'Call', exact: true }).click();
  await expect(desk.state).toHaveAttribute('data-call-state', 'ringing');
  await expect(phone.hearing).toHaveText('Hearing: tone');
  await desk.press('Decline');
  await expect(phone.page.getByRole('status')).toContainText('Declined');

  const mehmet = await open('mehmet');
  await expect(mehmet.tab.getByText('Rings on')).toBeVisible();
  await desk.page.getByRole('textbox', { name: 'Number' }).fill('1016');
  await desk.press('Call');
  await mehmet.card('Hélène Dubois').getByRole('button', { name: 'Answer' }).click();
  await expect(desk.state).toHaveAttribute('data-call-state', 'active');
  await mehmet.card('Hélène Dubois').getByRole('button', { name: 'Hang up' }).click();
  await expect(desk.state).toHaveAttribute('data-call-state', 'ended');
});

test('a desk phone hands its call over by REFER, and has it back when nobody is there', async ({ open, deskPhone }) => {
  const anna = await open('anna', { toneHz: 523 });
  const desk = await deskPhone('bjorn', '&says=tone&tone=700');
  const target = await deskPhone('cecilia', '&says=tone&tone=900');
  await expect(anna.tab.getByText('Rings on')).toBeVisible();
  await anna.call('1002');
  await desk.press('Answer');
  await expect(anna.card('Björn Åkesson')).toHaveAttribute('data-call-state', 'active');

  await desk.page.getByRole('textbox', { name: 'Number' }).fill('1003');
  await desk.press('Transfer');
  await expect(target.state).toHaveAttribute('data-call-state', 'ringing');
  await target.press('Answer');
  await expect(target.state).toHaveAttribute('data-call-state', 'active');
  await expect(desk.state).toHaveAttribute('data-call-state', 'ended');
  await expect.poll(async () => Math.round((await anna.listen()).hz / 20)).toBe(45);
  await expect.poll(async () => Math.round((await target.listen()).hz / 20)).toBe(26);

  // A number outside behind which nobody is.
  await target.page.getByRole('textbox', { name: 'Number' }).fill('0701999999');
  await target.press('Transfer');
  await expect(target.state).toHaveAttribute('data-call-state', 'ringing');
  await target.press('Answer');
  await expect(target.state).toHaveAttribute('data-call-state', 'active');
  await expect.poll(async () => Math.round((await anna.listen()).hz / 20)).toBe(45);
  await target.press('Hang up');
  await expect(target.state).toHaveAttribute('data-call-state', 'ended');
});

test("a person's mobile is an outside phone that the start page opens, as it does the desk phone", async ({
  server,
  context,
  open,
}) => {
  const page = await context.newPage();
  await page.goto(server.url);
  const opened = async (link: RegExp) => {
    const popup = page.waitForEvent('popup');
    await page.getByRole('link', { name: link }).click();
    return popup;
  };
  const mobile = await opened(/^Mobile .* of Björn Åkesson$/);
  await expect(mobile.locator('main')).toHaveAttribute('data-registered', 'true');
  const desk = await opened(/^Desk phone of Björn Åkesson$/);
  await expect(desk.locator('main')).toHaveAttribute('data-registered', 'true');
  await expect(desk.getByRole('heading', { name: 'Björn Åkesson, 1002' })).toBeVisible();

  const anna = await open('anna');
  await expect(anna.tab.getByText('Rings on')).toBeVisible();
  await anna.call('+46701740606');
  await expect(mobile.locator('main')).toHaveAttribute('data-call-state', 'ringing');
  await expect(desk.locator('main')).toHaveAttribute('data-call-state', 'idle');
  await mobile.getByRole('button', { name: 'Answer', exact: true }).click();
  await expect(mobile.locator('main')).toHaveAttribute('data-call-state', 'active');
  await mobile.getByRole('button', { name: 'Hang up', exact: true }).click();
  await expect(desk.locator('main')).toHaveAttribute('data-call-state', 'idle');
});
