import { ScriptedAri } from '../../../tests/fakes/scripted-ari';
import { systemClock } from '../../time/system-clock';
import { createAri } from './ari';

let asterisk: ScriptedAri;
beforeEach(async () => {
  asterisk = await ScriptedAri.start();
});
afterEach(() => asterisk.die());

const nothing = (): undefined => undefined;
const made = () =>
  createAri({
    ...{ url: asterisk.url, user: 'vaxel', password: 'very secret', application: 'vaxel', clock: systemClock },
    logger: { debug: nothing, info: nothing, warn: nothing, error: nothing },
    ...{ onEvent: nothing, onUp: nothing, onDown: nothing },
  });

test('an answer that breaks off is none, whatever was asked; nothing says the password', async () => {
  for (const [method, path] of [
    ['GET', '/channels'],
    ['DELETE', '/channels/a'],
    ['POST', '/bridges/b'],
  ] as const) {
    asterisk.cut(/./);
    const error: unknown = await made()
      .request(method, path)
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ name: 'AriError', status: 0 });
    expect(String(error)).not.toMatch(/secret|Basic/);
  }
});
