import { createElement } from 'react';
import type { ComponentType, ReactNode } from 'react';
import { useServices } from './services';
import { useStore } from './use-store';

type PropsOf<Component> = Component extends (...given: infer Given) => unknown
  ? Given extends [infer Props, ...unknown[]]
    ? Props
    : object
  : never;

/**
 * Places of a feature for what nobody sees in the first view: popups, cards, details. They are filled by the
 * feature's `later.ts`, of which `Parts` is the type, as soon as the first view is drawn, so that it is there when it
 * is needed, also when the server has gone away since. Not React.lazy: that would hold the first card of a ringing
 * call back for 300 ms, the pause it keeps between a fallback and its content.
 */
export function slotsOf<Parts>() {
  return function slot<Name extends keyof Parts & string>(
    name: Name,
    fallback: ReactNode = null,
  ): ComponentType<PropsOf<Parts[Name]>> {
    return function Slot(props: object): ReactNode {
      const part = useStore(useServices().later, (parts) => parts?.[name]);
      return part === undefined ? fallback : createElement(part as ComponentType<object>, props);
    };
  };
}
