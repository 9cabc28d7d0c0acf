import type { Session } from 'sip.js/lib/core/index.js';
import type { EndReason } from '../../contract/calls/end-reason';
import { createDialog, type Dialog } from './dialog';
import type { Endpoint } from './endpoint';
import type { LegCore, LegDeps } from './leg';
import type { MediaLine } from './media-line';

/** What a leg has agreed on with its device. */
export interface LegSession {
  readonly session: Session;
  readonly media: MediaLine;
  readonly endpoint: Endpoint;
  /** The device has ended it. */
  readonly onEnded: (reason: EndReason) => void;
}

/** The dialog of a leg, which tells its events as that leg's. */
export const dialogOfLeg = (
  { listening, logger, dialogs, sessionTimer, emit }: LegDeps,
  core: LegCore,
  { session, media, endpoint, onEnded }: LegSession,
): Dialog =>
  createDialog({
    listening,
    logger,
    session,
    media,
    contact: endpoint.contact,
    device: endpoint.device,
    dialogs,
    limits: sessionTimer,
    onEnded,
    onLost: () => core.finish('lost'),
    onHeld: (held) => core.held(held),
    onDigit: (digit) => core.audio.key(digit),
    onTransferAsked: (to) => emit({ type: 'transferAsked', leg: core.id, to }),
  });
