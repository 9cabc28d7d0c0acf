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
  interface TurnServer {
    start(): void;
    stop(): void;
    /** By the five-tuple of the client. */
    readonly allocations: Readonly<Record<string, unknown>>;
  }
  const Server: new (options: TurnOptions) => TurnServer;
  export default Server;
}
