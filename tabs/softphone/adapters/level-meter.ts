const silenceDb = -60;

/** Tells every `everyMs` how loud a track is, 0 (-60 dBFS) to 1 (full scale), until the returned function is called. */
export function meterLevel(track: MediaStreamTrack, onLevel: (level: number) => void, everyMs = 33): () => void {
  const audio = new AudioContext();
  const source = audio.createMediaStreamSource(new MediaStream([track]));
  const analyser = audio.createAnalyser();
  analyser.fftSize = 1024;
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    onLevel(levelOf(power));
  }, everyMs);
  return () => {
    clearInterval(timer);
    source.disconnect();
    void audio.close();
  };
}

/** Mean square of samples (full scale 1) on a scale that looks as loud as it sounds. */
export function levelOf(power: number): number {
  if (power <= 0) return 0;
  return Math.min(1, Math.max(0, 1 - (10 * Math.log10(power)) / silenceDb));
}
