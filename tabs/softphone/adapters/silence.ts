let shared: MediaStreamTrack | null = null;

/**
 * A track of silence that is sent as packets like any sound. A destination without a source would send none, so a
 * source of zeros feeds it. One for the window, made when first needed; it costs nothing while no sender uses it.
 */
export function silentTrack(): MediaStreamTrack | null {
  if (shared !== null && shared.readyState === 'live') return shared;
  const context = new AudioContext();
  const zeros = new ConstantSourceNode(context, { offset: 0 });
  const destination = context.createMediaStreamDestination();
  zeros.connect(destination);
  zeros.start();
  shared = destination.stream.getAudioTracks()[0] ?? null;
  return shared;
}
