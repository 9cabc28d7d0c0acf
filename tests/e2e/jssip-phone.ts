import { build } from 'esbuild';
import type JsSIP from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession';
import type { Browser, BrowserContext, Page } from 'playwright/test';
import { observeAudio } from './audio';
import { expect } from './people';
import { deskAccount } from './sip-phones';

/** A desk phone of another make: JsSIP in a page that is nothing else, used as its guide says. */
export interface JsSipPhone {
  readonly page: Page;
  readonly context: BrowserContext;
  call(target: string): Promise<void>;
  answer(): Promise<void>;
  hold(on: boolean): Promise<void>;
  /** Blind transfer of its call, by REFER. */
  refer(target: string): Promise<void>;
  hangUp(): Promise<void>;
  /** Waits for the state of its newest call. */
  state(expected: 'none' | 'ringing' | 'calling' | 'active' | 'ended'): Promise<void>;
}

interface InPage {
  readonly JsSIP: typeof JsSIP;
  testPhone: { ua: JsSIP.UA; session: RTCSession | null };
}

/** Its source, for a page. */
async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: ['jssip'],
    bundle: true,
    format: 'iife',
    globalName: 'JsSIP',
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

/** Registers as a desk phone of the person, who says a tone. */
export async function openJsSipPhone(browser: Browser, url: string, who: string, toneHz: number): Promise<JsSipPhone> {
  const context = await browser.newContext({ permissions: ['microphone'], bypassCSP: true });
  await context.addInitScript(observeAudio, toneHz);
  const page = await context.newPage();
  await page.goto(`${url}/healthz`);
  await page.addScriptTag({ content: await bundle() });
  await page.evaluate(
    ({ socket, account }) => {
      const { JsSIP: library } = window as unknown as InPage;
      const ua = new library.UA({
        sockets: [new library.WebSocketInterface(socket)],
        uri: account.addressOfRecord,
        authorization_user: account.username,
        password: account.password,
      });
      const phone: InPage['testPhone'] = { ua, session: null };
      Object.assign(window, { testPhone: phone });
      ua.on('newRTCSession', ({ session }: { session: RTCSession }) => {
        phone.session = session;
        const listen = (connection: RTCPeerConnection): void =>
          connection.addEventListener(
            'track',
            ({ track }) => void Object.assign(new Audio(), { autoplay: true, srcObject: new MediaStream([track]) }),
          );
        if (session.connection) listen(session.connection);
        session.on('peerconnection', ({ peerconnection }) => listen(peerconnection));
      });
      ua.start();
    },
    { socket: `${url.replace('http', 'ws')}/sip`, account: await deskAccount(url, who) },
  );
  await expect.poll(() => page.evaluate(() => (window as unknown as InPage).testPhone.ua.isRegistered())).toBe(true);

  const withSession = (action: (session: RTCSession, argument: string) => void, argument = ''): Promise<void> =>
    page.evaluate(`(${action.toString()})(window.testPhone.session, ${JSON.stringify(argument)})`);
  return {
    page,
    context,
    call: (target) =>
      page.evaluate(
        (to) =>
          void (window as unknown as InPage).testPhone.ua.call(to, { mediaConstraints: { audio: true, video: false } }),
        target,
      ),
    answer: () => withSession((session) => session.answer()),
    hold: (on) =>
      withSession(
        (session, argument) => void (argument === 'on' ? session.hold() : session.unhold()),
        on ? 'on' : 'off',
      ),
    refer: (target) => withSession((session, to) => session.refer(to), target),
    hangUp: () => withSession((session) => session.terminate()),
    async state(expected) {
      const read = (): Promise<string> =>
        page.evaluate(() => {
          const { session } = (window as unknown as InPage).testPhone;
          if (session === null) return 'none';
          if (session.isEnded()) return 'ended';
          if (session.isEstablished()) return 'active';
          return session.direction === ('incoming' as typeof session.direction) ? 'ringing' : 'calling';
        });
      await expect.poll(read).toBe(expected);
    },
  };
}
