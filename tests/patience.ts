/**
 * Longest wait of a test for something that happens, in milliseconds: far beyond what any of it takes, since machines
 * are busy with other things. How long it takes is the bench's business.
 */
export const patienceMs = 60_000;
