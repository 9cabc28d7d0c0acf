/** What plays messages and recordings. */
export const player = {
  play: 'Play',
  pause: 'Pause',
  position: 'Position',
  positionOf: '{{at}} of {{length}}',
  length: 'Length',
  speedOf: 'Speed: {{speed}}',
  download: 'Download',
};
