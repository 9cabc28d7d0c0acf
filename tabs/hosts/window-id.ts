const key = 'vaxel.windowId';

export interface WindowIdOptions {
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly locks: Pick<LockManager, 'request'> | undefined;
  readonly newId: () => string;
}

/**
 * The id of this window, which a reload keeps, so that the same device returns. Duplicating a browser tab copies its
 * session storage: a lock held for the life of the page tells that another window is already using the id.
 */
export async function claimWindowId({ storage, locks, newId }: WindowIdOptions): Promise<string> {
  const kept = storage.getItem(key);
  const id = kept !== null && (await claim(locks, kept)) ? kept : newId();
  if (id !== kept) await claim(locks, id);
  storage.setItem(key, id);
  return id;
}

function claim(locks: WindowIdOptions['locks'], id: string): Promise<boolean> {
  if (!locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    void locks.request(`vaxel.window.${id}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      // Held until the page goes away.
      return lock === null ? undefined : new Promise<void>(() => undefined);
    });
  });
}
