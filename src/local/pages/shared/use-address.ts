import { useCallback, useState } from 'react';

/**
 * One value of the address's query, kept there when it changes, so that a reload and a copied address show the same.
 */
export function useAddressValue<T extends string>(
  name: string,
  parse: (text: string | null) => T,
): readonly [T, (value: T) => void] {
  const [value, setValue] = useState(() => parse(new URLSearchParams(location.search).get(name)));
  const change = useCallback(
    (next: T) => {
      const address = new URL(location.href);
      address.searchParams.set(name, next);
      history.replaceState(null, '', address);
      setValue(next);
    },
    [name],
  );
  return [value, change];
}
