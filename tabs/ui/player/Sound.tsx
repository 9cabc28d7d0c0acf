import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { Player } from './player';

/** The one element that plays, whichever sound. */
export function Sound({ player }: { player: Player }): ReactNode {
  const element = useRef<HTMLAudioElement>(null);
  useEffect(() => (element.current === null ? undefined : player.attach(element.current)), [player]);
  // oxlint-disable-next-line jsx-a11y/media-has-caption -- nobody has written down what was said
  return <audio ref={element} />;
}
