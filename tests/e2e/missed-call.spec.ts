import { expect, test } from './people';
import { ends } from './talking';

const log = 'Chat with Växel';

test('a missed call is a card in the chat; calling back from it asks first, and the card says so', async ({
  open,
  openInTeams,
}) => {
  const bjorn = await openInTeams('bjorn');
  await expect(bjorn.tab.getByText('Rings on')).toBeVisible();
  await bjorn.page.getByRole('button', { name: 'Leave the app' }).click();
  const anna = await open('anna');
  await expect(anna.tab.getByText('Rings on')).toBeVisible();
  await anna.call('1002');
  await expect(anna.card('Björn Åkesson')).toContainText('Cannot be reached');

  const chat = bjorn.page.getByRole('log', { name: log });
  const card = chat.getByRole('article').filter({ hasText: 'Missed call' });
  await expect(card).toHaveCount(1);
  await expect(card).toContainText('Anna Lind');
  await expect(card).toContainText('1001');
  await card.getByText('Call back').click();

  const question = bjorn.tab
    .getByRole('alertdialog')
    .or(bjorn.tab.getByRole('dialog'))
    .filter({ hasText: 'Call Anna Lind?' });
  await expect(question).toBeVisible();
  await expect(anna.tab.getByRole('button', { name: 'Answer', exact: true })).toHaveCount(0);
  await question.getByRole('button', { name: 'Call', exact: true }).click();
  await anna.card('Björn Åkesson').filter({ hasText: 'Incoming' }).getByRole('button', { name: 'Answer' }).click();
  await expect(bjorn.card('Anna Lind')).toHaveAttribute('data-call-state', 'active');
  await expect(card).toContainText(/You called back/);
  await expect(card.getByText('Call back', { exact: true })).toHaveCount(0);
  await bjorn.card('Anna Lind').getByRole('button', { name: 'Hang up' }).click();
});

test('a call that a second window answered is no missed call', async ({ open, openInTeams }) => {
  const first = await openInTeams('cecilia');
  const second = await openInTeams('cecilia');
  const david = await open('david');
  for (const person of [first, second, david]) await expect(person.tab.getByText('Rings on')).toBeVisible();

  await david.call('1003');
  await expect(first.card('David Holm')).toHaveAttribute('data-call-state', 'ringing');
  await second.card('David Holm').getByRole('button', { name: 'Answer' }).click();
  await expect(second.card('David Holm')).toHaveAttribute('data-call-state', 'active');
  await expect(first.card('David Holm')).toHaveAttribute('data-call-state', 'elsewhere');
  await ends(david, 'Cecilia Ek', () => second.card('David Holm').getByRole('button', { name: 'Hang up' }).click());

  // A call that is really missed comes after it: when its card is there, one for the answered call would be there as
  // well.
  for (const person of [first, second]) await person.page.getByRole('button', { name: 'Leave the app' }).click();
  await david.card('Cecilia Ek').getByRole('button', { name: 'Dismiss' }).click();
  await david.call('1003');
  await expect(david.card('Cecilia Ek')).toContainText('Cannot be reached');
  const cards = first.page.getByRole('log', { name: log }).getByRole('article').filter({ hasText: 'Missed call' });
  await expect(cards).toHaveCount(1);
  await first.page.getByRole('button', { name: 'Come back' }).click();
  await expect(first.tab.getByRole('listitem').filter({ hasText: 'David Holm' })).toContainText('(2)');
  await first.tab.getByRole('radio', { name: 'Missed' }).click();
  await expect(first.tab.getByRole('listitem').filter({ hasText: 'David Holm' })).not.toContainText('(2)');
});

test('what one window has shown is no news to another', async ({ openInTeams, outside }) => {
  const first = await openInTeams('nils');
  const second = await openInTeams('nils');
  for (const person of [first, second]) await expect(person.tab.getByText('Rings on')).toBeVisible();
  await second.tab.getByRole('link', { name: 'Settings' }).click();
  await first.tab.getByRole('link', { name: 'Settings' }).click();
  const news = (person: typeof first) => person.tab.getByRole('link', { name: 'Calls' });
  const phone = await outside('+46701234567');
  await phone.page.getByRole('textbox', { name: 'Number' }).fill('+46851920022');
  await phone.press('Call');
  await expect(first.card('Sofia Lund')).toHaveAttribute('data-call-state', 'ringing');
  await phone.press('Hang up');
  for (const person of [first, second]) await expect(news(person)).toHaveAccessibleDescription('1 missed call');
  await news(first).click();
  await expect(first.tab.getByRole('listitem').filter({ hasText: 'Sofia Lund' })).toBeVisible();
  await first.tab.getByRole('link', { name: 'Help' }).click();
  for (const person of [first, second]) await expect(news(person)).toHaveAccessibleDescription('');
  await second.page.getByRole('button', { name: 'Reload tab' }).click();
  await expect(second.tab.getByText('Rings on')).toBeVisible();
  await expect(news(second)).toHaveAccessibleDescription('');
});
