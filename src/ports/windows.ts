import type { Principal } from './principal';

/** What is heard of people's windows besides their commands. */
export interface WindowListener {
  /** The person opened the window's page, looks at it or touches it. */
  used?(principal: Principal, windowId: string): void;
  /** IANA name of the zone of the computer at which the person is. */
  timeZone?(principal: Principal, timeZone: string): void;
}
