import { draw } from '../fakes/render';
import { Gate } from './Gate';

const gate = (): string | undefined => document.querySelector('main')?.dataset.gate;

it.each([
  ['auth.notLinked', 'notLinked'],
  ['auth.noOrganisation', 'noOrganisation'],
  ['auth.otherOrganisation', 'otherOrganisation'],
  ['auth.expired', 'refused'],
  ['client.noToken', 'refused'],
  ['server.unavailable', 'gone'],
  ['client.offline', 'gone'],
] as const)('%s has a page that says what to do, with a way to try again', async (code, name) => {
  let tries = 0;
  const page = await draw(<Gate state={{ kind: 'failed', code }} onRetry={() => (tries += 1)} />);
  expect(gate()).toBe(name);
  expect(page.root.textContent).toContain(code);
  await page.click(page.button('Try again'));
  expect(tries).toBe(1);
});

it('a page that tries again by itself shows that it is waiting', async () => {
  const page = await draw(
    <Gate state={{ kind: 'failed', code: 'server.unavailable' }} onRetry={() => undefined} waiting />,
  );
  expect(page.root.querySelector('[role="progressbar"]')).not.toBeNull();
});

it('the local workplace asks who one is', async () => {
  const page = await draw(<Gate state={{ kind: 'choose' }} onRetry={() => undefined} />, { language: 'sv' });
  expect(page.root.querySelector('a')?.getAttribute('href')).toBe('/');
  expect(page.root.textContent).toContain('Vem är du?');
});
