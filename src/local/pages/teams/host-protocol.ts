import type { DemoPerson } from '../../page-routes';
import type { HostTheme } from '../shared/themes';
import { answerNestedAppAuth } from './nested-app-auth';

/** A message from the tab, as TeamsJS 2.x posts it to its parent. */
export interface HostRequest {
  readonly id: number;
  readonly uuidAsString?: string;
  readonly func: string;
  readonly args?: readonly unknown[];
  readonly data?: string;
}

/** What the host knows and what it does for the tab. */
export interface HostDelegate {
  readonly person: DemoPerson;
  readonly teamsAppId: string;
  readonly clientId: string;
  readonly locale: string;
  /** Read at each question, since the user changes them while the tab lives. */
  theme(): HostTheme;
  subPageId(): string;
  onLoaded(): void;
  onFailure(reason: string): void;
  onReadyToUnload(): void;
  /** The tab asks to be shown at another of its sub-pages. */
  onNavigate(subPageId: string): void;
  /** The tab opens a link. False = this host cannot. */
  onDeepLink(url: string): boolean;
}

export interface HostProtocol {
  /** Tells the tab of an event of the host, e.g. `themeChange`. */
  raise(name: string, args?: readonly unknown[]): void;
  /** Whether the tab asked to hear of an event of that name. */
  hears(name: string): boolean;
  stop(): void;
}

/** What this host can do; TeamsJS refuses the rest by itself. */
const runtime = JSON.stringify({
  apiVersion: 4,
  isLegacyTeams: false,
  isNAAChannelRecommended: true,
  hostVersionsInfo: { adaptiveCardSchemaVersion: { majorVersion: 1, minorVersion: 5 } },
  supports: { app: { notifySuccessResponse: {} }, nestedAppAuth: {}, pages: { currentApp: {} } },
});

/** The host's side of the TeamsJS protocol towards one iframe of our own origin. */
export function createHostProtocol(frame: HTMLIFrameElement, delegate: HostDelegate): HostProtocol {
  const events = new Set<string>();

  function post(message: Record<string, unknown>): void {
    frame.contentWindow?.postMessage(
      { ...message, timestamp: Date.now(), monotonicTimestamp: performance.now() },
      location.origin,
    );
  }
  const reply = (request: HostRequest, args: readonly unknown[]) =>
    post({ id: request.id, uuidAsString: request.uuidAsString, args });

  function onMessage(event: MessageEvent<unknown>): void {
    if (event.source !== frame.contentWindow || event.origin !== location.origin || !isRequest(event.data)) return;
    const request = event.data;
    // A page that loads anew begins without the handlers of the one before.
    if (request.func === 'initialize') events.clear();
    if (request.func === 'registerHandler') events.add(String(request.args?.[0]));
    else void answer(request, delegate, (args) => reply(request, args));
  }

  addEventListener('message', onMessage);
  return {
    raise: (func, args = []) => post({ func, args }),
    hears: (name) => events.has(name),
    stop: () => removeEventListener('message', onMessage),
  };
}

function isRequest(data: unknown): data is HostRequest {
  return (
    typeof data === 'object' &&
    data !== null &&
    'func' in data &&
    typeof data.func === 'string' &&
    'id' in data &&
    typeof data.id === 'number'
  );
}

async function answer(
  request: HostRequest,
  delegate: HostDelegate,
  reply: (args: readonly unknown[]) => void,
): Promise<void> {
  const args = request.args ?? [];
  switch (request.func) {
    case 'initialize':
      return reply(['content', 'web', '2.0.1', runtime]);
    case 'getContext':
      return reply([contextOf(delegate)]);
    case 'authentication.getAuthToken':
      return reply(await authToken(delegate.person));
    case 'authentication.authenticate':
      return reply([false, 'The local host opens no sign-in windows; it signs in by itself.']);
    case 'nestedAppAuth.execute':
      return reply(['nestedAppAuth.execute', await answerNestedAppAuth(request.data ?? '', delegate)]);
    case 'appInitialization.success':
      delegate.onLoaded();
      return reply([]);
    case 'appInitialization.failure':
    case 'appInitialization.expectedFailure':
      return delegate.onFailure(args.map(String).join(': '));
    case 'readyToUnload':
      return delegate.onReadyToUnload();
    case 'executeDeepLink':
      return reply(delegate.onDeepLink(String(args[0])) ? [true] : [false, 'The local host cannot open that link.']);
    case 'pages.navigateToApp':
    case 'pages.currentApp.navigateTo':
    case 'pages.currentApp.navigateToDefaultPage':
      return navigate(request, delegate, reply);
  }
}

function navigate(request: HostRequest, delegate: HostDelegate, reply: (args: readonly unknown[]) => void): void {
  const target = { ...(request.args?.[0] as { appId?: unknown; subPageId?: unknown } | undefined) };
  const toApp = request.func === 'pages.navigateToApp';
  if (toApp && target.appId !== delegate.teamsAppId) return reply([false, 'No such app is installed here.']);
  reply(toApp ? [true] : [undefined, undefined]);
  delegate.onNavigate(typeof target.subPageId === 'string' ? target.subPageId : '');
}

async function authToken(person: DemoPerson): Promise<readonly [true, string] | readonly [false, string]> {
  const response = await fetch(`/local/token?as=${encodeURIComponent(person.key)}`, { cache: 'no-store' }).catch(
    () => null,
  );
  return response?.ok === true ? [true, await response.text()] : [false, 'resourceRequestFailed'];
}

/** The flat context of the protocol; TeamsJS turns it into `app.Context`. */
function contextOf({ person, teamsAppId, locale, theme, subPageId }: HostDelegate): Record<string, unknown> {
  return {
    appId: teamsAppId,
    entityId: 'softphone',
    subEntityId: subPageId(),
    locale: locale.toLowerCase(),
    theme: theme(),
    appSessionId: crypto.randomUUID(),
    sessionId: crypto.randomUUID(),
    hostClientType: 'web',
    hostName: 'Teams',
    ringId: 'general',
    frameContext: 'content',
    userObjectId: person.objectId,
    tid: person.tenantId,
    loginHint: person.mailAddress,
    userPrincipalName: person.mailAddress,
    userDisplayName: person.name,
    isMultiWindow: false,
    manifestVersion: '1.30',
  };
}
