/** The part of node-turn that tests use; it ships no types. */
declare module 'node-turn' {
  interface TurnOptions {
    readonly listeningPort: number;
    readonly listeningIps: readonly string[];
    readonly relayIps: readonly string[];
    readonly authMech: 'long-term';
    readonly realm: string;
    /** Passwords by user name; looked up by property. */
    readonly credentials: Readonly<Record<string, string>>;
    readonly log: (line: string) => void;
  }
  /** What of an allocation outlives its server. */
  interface Allocation {
    readonly sockets: readonly { close(): void }[];
    readonly timer: NodeJS.Timeout;
  }
  interface TurnServer {
    start(): void;
    stop(): void;
    /** By the five-tuple of the client. */
    allocations: Record<string, Allocation>;
    readonly authentification: { readonly nonces: Record<string, { ttl: number }>; generateNonce(): string };
  }
  const Server: new (options: TurnOptions) => TurnServer;
  export type { Allocation };
  export default Server;
}
