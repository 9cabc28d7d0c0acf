import { expect, openPerson, test } from './people';
import { ends } from './talking';

test('the call list is live in every window, filters, deletes with undo, and calls back', async ({ open }) => {
  const eva = await open('eva');
  const other = await open('eva');
  const david = await open('david');
  for (const person of [eva, other, david]) await expect(person.tab.getByText('Rings on')).toBeVisible();

  await david.call('1005');
  await eva.card('David Holm').getByRole('button', { name: 'Answer' }).click();
  await expect(david.card('Eva Nyström')).toHaveAttribute('data-call-state', 'active');
  await ends(eva, 'David Holm', () => david.card('Eva Nyström').getByRole('button', { name: 'Hang up' }).click());
  await david.card('Eva Nyström').getByRole('button', { name: 'Dismiss' }).click();
  await david.call('1005');
  await expect(eva.card('David Holm').filter({ hasText: 'Incoming' })).toBeVisible();
  await david.card('Eva Nyström').getByRole('button', { name: 'Hang up' }).click();

  for (const window of [eva, other]) {
    const row = window.tab.getByRole('listitem').filter({ hasText: 'David Holm' });
    await expect(row).toContainText('(2)');
    await expect(row).toContainText('Missed');
  }

  await eva.tab.getByRole('listitem').filter({ hasText: 'David Holm' }).getByRole('button').click();
  const history = eva.tab.getByRole('article', { name: 'David Holm' });
  await expect(history).toContainText(/missed/);
  await expect(history).toContainText(/\d+ s/);
  await history.getByRole('listitem').getByRole('button', { name: 'Delete call' }).first().click();
  await expect(other.tab.getByRole('listitem').filter({ hasText: 'David Holm' })).not.toContainText('(2)');
  await eva.tab.getByRole('button', { name: 'Undo' }).click();
  await expect(other.tab.getByRole('listitem').filter({ hasText: 'David Holm' })).toContainText('(2)');

  await eva.tab.getByRole('radio', { name: 'Missed' }).click();
  await expect(eva.tab.getByRole('listitem').filter({ hasText: 'David Holm' })).not.toContainText('(2)');
  await eva.tab.getByRole('radio', { name: 'All' }).click();

  await eva.tab.getByRole('region', { name: 'Call list' }).getByRole('button', { name: 'More' }).click();
  await eva.tab.getByRole('menuitem', { name: 'Clear history' }).click();
  await eva.tab
    .getByRole('dialog')
    .or(eva.tab.getByRole('alertdialog'))
    .getByRole('button', { name: 'Clear history' })
    .click();
  await expect(other.tab.getByText('No calls yet')).toBeVisible();
  await expect(david.tab.getByRole('listitem').filter({ hasText: 'Eva Nyström' })).toBeVisible();
  await eva.tab.getByRole('button', { name: 'Undo' }).click();
  await expect(other.tab.getByRole('listitem').filter({ hasText: 'David Holm' })).toContainText('(2)');

  await eva.tab.getByRole('listitem').filter({ hasText: 'David Holm' }).getByRole('button').click();
  await history.getByRole('button', { name: 'Call', exact: true }).first().click();
  await expect(david.card('Eva Nyström').filter({ hasText: 'Incoming' })).toBeVisible();
  await david.card('Eva Nyström').getByRole('button', { name: 'Decline' }).click();
});

test('kill -9 in the middle of a call: it is closed as interrupted, and nothing else is lost', async ({
  browser,
  start,
}) => {
  // Two servers and two browsers' worth of signing in.
  test.slow();
  const first = await start();
  const port = Number(new URL(first.url).port);
  const anna = await openPerson(browser, first.url, 'anna');
  const bjorn = await openPerson(browser, first.url, 'bjorn');
  for (const person of [anna, bjorn]) await expect(person.tab.getByText('Rings on')).toBeVisible();
  await anna.call('1002');
  await ends(anna, 'Björn Åkesson', () => bjorn.card('Anna Lind').getByRole('button', { name: 'Decline' }).click());
  await anna.card('Björn Åkesson').getByRole('button', { name: 'Dismiss' }).click();
  await anna.call('1002');
  await bjorn.card('Anna Lind').filter({ hasText: 'Incoming' }).getByRole('button', { name: 'Answer' }).click();
  await expect(anna.card('Björn Åkesson')).toHaveAttribute('data-call-state', 'active');

  await first.stop('SIGKILL');
  await start({ port, dataFolder: first.dataFolder });
  // Both windows come back by themselves.
  for (const person of [anna, bjorn]) await expect(person.tab.getByText('Rings on')).toBeVisible();
  const row = anna.tab.getByRole('listitem').filter({ hasText: 'Björn Åkesson' });
  await expect(row).toContainText('(2)');
  await row.getByRole('button').click();
  const history = anna.tab.getByRole('article', { name: 'Björn Åkesson' });
  await expect(history).toContainText(/interrupted/i);
  await expect(history).toContainText(/declined/i);

  await anna.call('1002');
  await bjorn.card('Anna Lind').filter({ hasText: 'Incoming' }).getByRole('button', { name: 'Answer' }).click();
  await expect(bjorn.card('Anna Lind').filter({ hasText: 'In call' })).toHaveAttribute('data-call-state', 'active');
  await Promise.all([anna.context.close(), bjorn.context.close()]);
});
