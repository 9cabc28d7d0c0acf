import type { ClientErrorCode } from '../api/client-error';

/**
 * State of the connection as the user sees it.
 *
 *     connecting ──► online ──► waiting ──► connecting
 *          └────────────┴─────────► refused ──retry──► connecting
 */
export type ConnectionStatus =
  | { readonly state: 'connecting' }
  | { readonly state: 'online' }
  /** The server is gone; the next try comes by itself. `retryAtMs` null = when the network is back. */
  | { readonly state: 'waiting'; readonly retryAtMs: number | null }
  /** The server does not let this person in; trying again by itself is no use. */
  | { readonly state: 'refused'; readonly code: ClientErrorCode };
