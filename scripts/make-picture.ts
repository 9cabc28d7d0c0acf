/** Makes docs/images/tab.png, the picture of the README: `npx tsx scripts/make-picture.ts` after a build. */
import { chromium } from 'playwright';
import { browserArguments, browserPath } from '../tests/e2e/browser';
import { openPerson } from '../tests/e2e/people';
import type { Person } from '../tests/e2e/people';
import { removeFolder, startServer } from '../tests/e2e/server';

const server = await startServer();
const browser = await chromium.launch({ executablePath: browserPath, args: browserArguments });
const open = async (who: string): Promise<Person> => {
  const person = await openPerson(browser, server.url, who, { viewport: { width: 1600, height: 820 } });
  // The machine may be busy with other things.
  person.context.setDefaultTimeout(180_000);
  await person.tab.getByText('Rings on').waitFor();
  return person;
};
const card = (person: Person, state: string) => person.tab.locator(`[data-call-state=${state}]`);
const press = (person: Person, state: string, button: string) =>
  card(person, state).getByRole('button', { name: button, exact: true }).first().click();

const anna = await open('anna');
const others = { bjorn: await open('bjorn'), cecilia: await open('cecilia'), david: await open('david') };

for (const [caller, callee, answer] of [
  [others.david, anna, 'Answer'],
  [anna, others.cecilia, 'Decline'],
  [others.bjorn, anna, 'Decline'],
] as const) {
  await caller.call(callee === anna ? '1001' : '1003');
  await press(callee, 'ringing', answer);
  if (answer === 'Answer') await press(caller, 'active', 'Hang up');
  await card(caller, 'ended').getByRole('button', { name: 'Dismiss' }).click();
  if (callee === anna) await card(anna, 'ended').getByRole('button', { name: 'Dismiss' }).click();
}
await others.david.call('1001');
await card(anna, 'ringing').waitFor();
await press(others.david, 'connecting', 'Hang up');
await card(anna, 'ended').getByRole('button', { name: 'Dismiss' }).click();
await anna.call('1002');
await press(others.bjorn, 'ringing', 'Answer');
await card(anna, 'active').waitFor();
await others.cecilia.call('1001');
await card(anna, 'ringing').waitFor();
await anna.tab.getByRole('listitem').filter({ hasText: 'David Holm' }).getByRole('button').click();
await anna.tab.getByRole('article', { name: 'David Holm' }).waitFor();
await anna.page.screenshot({ path: 'docs/images/tab.png' });
await browser.close();
await server.stop();
removeFolder(server.dataFolder);
