import { useEffect, useState } from 'react';
import type { DemoDirectory } from '../../page-routes';
import { fetchDirectory } from './directory';

export type DirectoryState =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly directory: DemoDirectory }
  | { readonly state: 'failed' };

/** The demo people, asked for once. */
export function useDirectory(): DirectoryState {
  const [state, setState] = useState<DirectoryState>({ state: 'loading' });
  useEffect(() => {
    let wanted = true;
    fetchDirectory().then(
      (directory) => wanted && setState({ state: 'ready', directory }),
      () => wanted && setState({ state: 'failed' }),
    );
    return () => {
      wanted = false;
    };
  }, []);
  return state;
}
