import { ClientError } from '../api/client-error';
import { draw } from '../fakes/render';
import { ReadFailed } from './ReadFailed';

it('says what was not read and why, and tries again when it is pressed', async () => {
  let tries = 0;
  const page = await draw(
    <ReadFailed
      title="The rules could not be read"
      error={new ClientError('server.unavailable')}
      onRetry={() => (tries += 1)}
    />,
  );
  const alert = page.root.querySelector('[role=alert]');
  expect(alert?.textContent).toContain('The rules could not be read');
  expect(alert?.textContent).toContain('The phone system cannot be reached');
  await page.click(page.button('Try again'));
  expect(tries).toBe(1);
});

it('of what is gone only that is said: another try finds it no more than the first', async () => {
  const page = await draw(
    <ReadFailed
      title="The call could not be read"
      error={new ClientError('request.notFound')}
      onRetry={() => undefined}
    />,
  );
  const alert = page.root.querySelector('[role=alert]');
  expect(alert?.textContent).not.toContain('could not be read');
  expect(alert?.textContent).not.toBe('');
  expect(page.root.querySelector('button')).toBeNull();
});

it('what is no error of ours is a fault of the answer, and may be tried again', async () => {
  const page = await draw(<ReadFailed title="Gone" error={new SyntaxError('JSON')} onRetry={() => undefined} />);
  expect(page.root.textContent).not.toContain('JSON');
  expect(page.button('Try again')).toBeDefined();
});
