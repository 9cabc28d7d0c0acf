import { Worker } from 'node:worker_threads';

/** @param file the built worker (worker.ts) */
export const createStartMixer = (file: string) => (): Worker => new Worker(file, { name: 'mixer', execArgv: [] });
