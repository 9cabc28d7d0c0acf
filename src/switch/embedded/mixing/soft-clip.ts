const top = 32_767;
/** From here on, a quarter below the top, loudness is pressed together. */
const knee = 24_576;
const room = top - knee;

/**
 * A sum of voices as 16 bits can hold it. Several who speak loudly at once are bent towards the top instead of being
 * cut there; what one voice alone reaches below the knee stays as it is.
 */
export function softClip(sum: number): number {
  const over = Math.abs(sum) - knee;
  if (over <= 0) return sum;
  const bent = knee + (over * room) / (over + room);
  return sum < 0 ? -Math.floor(bent) : Math.floor(bent);
}
