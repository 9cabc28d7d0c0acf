import type { Frame, Page } from 'playwright';
import { setVoicemail } from '../e2e/set-voicemail';
import { removeFolder, startServer } from '../e2e/server';
import { atMost, median, ratioAtMost, report } from './figure';
import { cardState, dismiss, heard, launch, newPage, nextPress, tones } from './pages';
import { recordingCost } from './recording-cost.part';

/**
 * B15: from the press on Hang up of whoever has left a message until it is listed, where it can be played, and until
 * its card is in the chat; from the press on Play until its sound goes on, and the same after a leap within it; and
 * what recording both sides costs the embedded switch beside a bridged call.
 */
const rounds = Number(process.argv[2] ?? 5);
const calls = Number(process.argv[3] ?? 40);
const seconds = Number(process.argv[4] ?? 20);

const beepHz = 1_000;
const spokenMs = 12_000;
const log = 'Chat with Växel';

/** When there are so many of what is looked for, as the page's own clock says. */
const counted = (where: Page | Frame, selector: string, text: string, count: number): Promise<number> =>
  where.evaluate(
    ([looked, words, wanted]) =>
      new Promise<number>((done) => {
        const check = (): boolean => {
          const found = [...document.querySelectorAll(looked)].filter((each) =>
            `${each.textContent} ${each.getAttribute('aria-label') ?? ''}`.includes(words),
          );
          if (found.length < wanted) return false;
          done(performance.timeOrigin + performance.now());
          return true;
        };
        if (check()) return;
        const observer = new MutationObserver(() => check() && observer.disconnect());
        observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
      }),
    [selector, text, count] as const,
  );

/** When what plays has gone on from a place behind this one, s, as the page's own clock says. */
const soundsFrom = (where: Frame, fromS: number): Promise<number> =>
  where.evaluate(
    (from) =>
      new Promise<number>((done) => {
        const look = (): void => {
          const audio = document.querySelector('audio');
          if (audio && !audio.paused && !audio.seeking && audio.currentTime > from + 0.005)
            done(performance.timeOrigin + performance.now());
          else requestAnimationFrame(look);
        };
        look();
      }),
    fromS,
  );

/** Anna leaves a message that Björn does not answer. @returns when she pressed Hang up, epoch ms */
async function leaveMessage(anna: Frame, bjorn: Frame): Promise<number> {
  const field = anna.getByRole('combobox', { name: 'Search or enter a number' });
  await field.fill('1002');
  await anna.getByRole('row', { name: /Björn Åkesson/ }).waitFor();
  const rings = cardState(bjorn, 'ringing');
  await field.press('Enter');
  await rings;
  const beep = heard(anna, beepHz);
  await bjorn.getByRole('button', { name: 'Decline', exact: true }).click();
  await beep;
  await anna.page().waitForTimeout(spokenMs);
  const pressed = nextPress(anna);
  await anna.getByRole('button', { name: 'Hang up', exact: true }).click();
  return pressed;
}

interface Round {
  readonly listedMs: number;
  readonly toldMs: number;
  readonly playMs: number;
  readonly seekMs: number;
}

async function measure(anna: Frame, bjorn: Frame, chat: Page, count: number): Promise<Round> {
  const listed = counted(bjorn, 'article', 'Voicemail from Anna Lind', count);
  const told = counted(chat, `[role=log][aria-label="${log}"] [role=article], [role=log] article`, 'Voicemail', count);
  const hungUpMs = await leaveMessage(anna, bjorn);
  const [listedMs, toldMs] = [(await listed) - hungUpMs, (await told) - hungUpMs];
  const message = bjorn.getByRole('article', { name: 'Voicemail from Anna Lind' }).first();
  const played = nextPress(bjorn);
  const sound = soundsFrom(bjorn, 0);
  await message.getByRole('button', { name: 'Play', exact: true }).click();
  const playMs = (await sound) - (await played);
  const seekMs = await leap(bjorn);
  await message.getByRole('button', { name: 'Pause', exact: true }).click();
  await dismiss(anna);
  return { listedMs, toldMs, playMs, seekMs };
}

/** Five seconds on, by the key that does that. */
async function leap(bjorn: Frame): Promise<number> {
  const slider = bjorn.getByRole('slider', { name: 'Position' });
  await slider.focus();
  const atS = await bjorn.evaluate(() => document.querySelector('audio')?.currentTime ?? 0);
  const pressed = bjorn.evaluate(
    () =>
      new Promise<number>((done) =>
        document.addEventListener('keydown', () => done(performance.timeOrigin + performance.now()), {
          capture: true,
          once: true,
        }),
      ),
  );
  const sound = soundsFrom(bjorn, atS + 4.5);
  await slider.press('ArrowRight');
  return (await sound) - (await pressed);
}

const server = await startServer();
await setVoicemail(server.url, 'bjorn', true);
const [browserA, browserB] = await Promise.all([launch(tones.anna), launch(tones.bjorn)]);
const chat = await newPage(browserB, `${server.url}/local/teams?as=bjorn&locale=en-US`);
await chat.getByRole('button', { name: 'Leave the app' }).click();
await chat.getByRole('log', { name: log }).waitFor();
const tabOf = async (browser: typeof browserA, who: string): Promise<Frame> => {
  const page = await newPage(browser, `${server.url}/tab/?as=${who}&locale=en-US`);
  await page.getByText('Rings on').waitFor();
  return page.mainFrame();
};
const [anna, bjorn] = [await tabOf(browserA, 'anna'), await tabOf(browserB, 'bjorn')];
await bjorn
  .getByRole('navigation')
  .getByRole('link', { name: /^Voicemail/ })
  .click();

const done: Round[] = [];
for (let round = 0; round < rounds; round += 1) {
  done.push(await measure(anna, bjorn, chat, round + 1));
  process.stderr.write(`${JSON.stringify(done.at(-1))}\n`);
}
await Promise.all([browserA.close(), browserB.close()]);
await server.stop();
removeFolder(server.dataFolder);
const { bridged, recorded } = await recordingCost(3, calls, seconds);

const middle = (of: keyof Round): number => Math.round(median(done.map((each) => each[of])));
const cent = (value: number): number => Math.round(value * 1_000) / 1_000;
const inTime = (id: keyof Round, what: string, limit: number) => ({
  ...{ id: 'B15', what, value: middle(id), unit: 'ms' },
  goal: atMost(middle(id), limit, 'ms'),
});
report([
  inTime('listedMs', 'press on Hang up to the message that can be played', 2_000),
  inTime('toldMs', 'press on Hang up to its card in the chat', 2_000),
  inTime('playMs', 'press on Play to sound', 150),
  inTime('seekMs', 'leap of five seconds to sound from there', 200),
  {
    id: 'B15',
    what: `CPU of a call of which both sides are recorded, per cent of a core, ${calls} at once`,
    value: cent(recorded),
    unit: '%',
    peer: { what: 'a bridged call', value: cent(bridged) },
    goal: ratioAtMost(recorded, bridged, 1.1),
  },
]);
