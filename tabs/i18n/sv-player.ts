import type { LaterTexts } from './en-later';

export const player: LaterTexts['player'] = {
  play: 'Spela',
  pause: 'Pausa',
  position: 'Position',
  positionOf: '{{at}} av {{length}}',
  length: 'Längd',
  speedOf: 'Hastighet: {{speed}}',
  download: 'Ladda ned',
};
