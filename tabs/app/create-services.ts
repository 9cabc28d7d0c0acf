import type { UserId } from '../../src/contract/ids';
import { computerTimeZone } from '../../src/contract/time-zone';
import { createRealtimeClient } from '../realtime/client';
import type { RealtimeClient } from '../realtime/client';
import { browserNetwork, webSocketOpener } from '../realtime/ports';
import { createWatching } from '../realtime/watching';
import { rememberCalls, wasInCall } from '../session/call-memory';
import { createCallWatch } from '../session/call-watch';
import { createCalls } from '../session/calls';
import { followServer } from '../session/connection';
import type { ConnectionParts } from '../session/connection';
import { createOwnWindow } from '../session/own-window';
import { onPageResume } from '../session/page-resume';
import { createReturnToCall } from '../session/return-to-call';
import type { Services } from '../session/services';
import { signOut } from '../session/sign-out';
import { createSoundFirst } from '../session/sound-first';
import { guardUnload } from '../session/unload-guard';
import { isCallBackAwaited, warmMicrophone } from '../session/warm-microphone';
import type { WarmMicrophoneOptions } from '../session/warm-microphone';
import { watchWindowUse } from '../session/window-use';
import type { Softphone } from '../softphone/softphone';
import { keepWatched } from '../state/app-state';
import { createBasis } from './create-basis';
import type { Basis } from './create-basis';
import { createPhone, newCallId } from './create-phone';
import { features } from './features';
import { once } from './once';
import type { CreateServicesOptions } from './options';

/** The composition root of one window: every part is made here and nowhere else. */
export function createServices(options: CreateServicesOptions): Services {
  const basis = createBasis(options);
  const { notify, refreshZone, ...own } = basis;
  const { clock, store, ringer, host } = basis;
  const openFor = microphoneOpener(basis);
  const here = options.windowKind === 'popout';
  const onError = (code: string): void => notify({ intent: 'error', key: `error.${code}` });
  const softphone = createPhone(basis, options, {
    onLostSession: (callId) => returnToCall.broken(callId),
    // Nobody waits for what came of it.
    onSound: (callId, rating) => void realtime.command({ name: 'call.sound', callId, rating }).catch(() => undefined),
  });
  const realtime = connect(basis, options, {
    softphone,
    applyToLists: (event) => features.forEach(({ onEvent }) => onEvent?.(basis.queries, event)),
    onWatched: (values) => features.forEach(({ onValues }) => onValues?.(basis.queries, values)),
    onOnline: () => use.connected(),
  });
  const { command } = realtime;
  const watching = createWatching({
    clock,
    watch(people: readonly UserId[]) {
      store.update((state) => keepWatched(state, people));
      realtime.watch(people);
    },
  });
  const watchingContacts = createWatching({ clock, watch: realtime.watchContacts });
  const watchingGroups = createWatching({ clock, watch: realtime.watchGroups });
  const watchingWallboards = createWatching({ clock, watch: realtime.watchWallboards });
  const watchingAnswerGroups = createWatching({ clock, watch: realtime.watchAnswerGroups });
  const calls = createCalls({
    store,
    softphone,
    ringer,
    realtime,
    newCallId,
    warmMicrophone: openFor,
    onNotice: notify,
    onError,
  });
  const { cards } = createCallWatch({
    store,
    softphone,
    ringer,
    clock,
    dismiss: calls.dismiss,
    onMoveFailed: calls.moveFailed,
  });
  const use = watchWindowUse({ window, clock, used: realtime.used });
  const wake = (): void => {
    refreshZone();
    basis.parts.retryNow();
    realtime.wake();
    softphone.reconnect();
  };
  host.onResume(wake);
  onPageResume(window, wake);
  if (here) guardUnload(window, softphone);
  const channel = new BroadcastChannel('vaxel.own-window');
  const ownWindow = createOwnWindow({ window, here, host, store, softphone, clock, notify, command, channel });
  const onOver = (): void => notify({ intent: 'info', key: 'returnToCall.over' });
  const returnToCall = createReturnToCall({ store, softphone, command, onOver, onError });
  followLinks(basis, returnToCall.asked);
  const startPhone = once(() => void softphone.start());
  const returning = wasInCall(window.sessionStorage);
  if (returning) comeBack(startPhone, openFor);
  rememberCalls(window.sessionStorage, store);
  const leave = (): Promise<void> => signOut({ ...basis, softphone, realtime });
  return {
    ...own,
    realtime,
    watching,
    watchingContacts,
    watchingGroups,
    watchingAnswerGroups,
    watchingWallboards,
    softphone,
    cards,
    calls,
    ownWindow,
    startPhone: () => void basis.firstView.then(startPhone),
    soundFirst: createSoundFirst({ returning, store, clock }),
    signOut: leave,
  };
}

function connect(
  basis: Basis,
  { windowId, host }: CreateServicesOptions,
  parts: Pick<ConnectionParts, 'applyToLists' | 'onWatched' | 'onOnline'> & { readonly softphone: Softphone },
): RealtimeClient {
  return createRealtimeClient({
    openSocket: webSocketOpener(`${window.location.origin.replace(/^http/, 'ws')}/realtime`),
    network: browserNetwork,
    clock: basis.clock,
    random: Math.random,
    windowId,
    getToken: host.getToken,
    timeZone: computerTimeZone,
    version: __VAXEL_VERSION__,
    ...followServer({ ...basis, ...parts, log: basis.log.add }),
    log: basis.log.add,
  });
}

function followLinks(
  { host, navigation }: Pick<Basis, 'host' | 'navigation'>,
  onReturn: Parameters<Basis['navigation']['onReturn']>[0],
): void {
  navigation.onReturn(onReturn);
  host.onSubPage(navigation.openSubPage);
  navigation.followAddress();
  if (host.subPageId !== null) navigation.openSubPage(host.subPageId);
}

type OpenMicrophone = (isAwaited: WarmMicrophoneOptions['isAwaited']) => void;

function microphoneOpener({ audioSettings, ...basis }: Basis): OpenMicrophone {
  return (isAwaited) => void warmMicrophone({ ...basis, settings: audioSettings.get, isAwaited });
}

/** A call waits for this window: it has to be a phone before anything is drawn. */
function comeBack(startPhone: () => void, openMicrophone: OpenMicrophone): void {
  startPhone();
  openMicrophone(isCallBackAwaited);
}
