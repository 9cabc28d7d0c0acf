/** Time as a port: the engine and every timer of the server get it from here, so tests run on virtual time. */
export interface Clock {
  nowMs(): number;
  /** Calls back once after `delayMs`; the returned function cancels it. */
  after(delayMs: number, callback: () => void): () => void;
}
