import type { Frame } from 'playwright';

/**
 * Listens to a page's newest audio connection until `stop`, and tells the longest time in which nothing was heard
 * (level below −55 dBFS in windows of 10 ms): silence as a person would notice it, whatever was heard before and after.
 */
export async function watchSilence(where: Frame): Promise<() => Promise<number>> {
  await where.evaluate(() => {
    const connections = (window as unknown as { vaxelBench: { connections: RTCPeerConnection[] } }).vaxelBench
      .connections;
    const context = new AudioContext();
    const analyser = new AnalyserNode(context, { fftSize: 512 });
    const samples = new Float32Array(analyser.fftSize);
    const track = connections.findLast((each) => each.connectionState !== 'closed')?.getReceivers()[0]?.track;
    if (!track) throw new Error('no audio to listen to');
    const mediaStream = new MediaStream([track]);
    const player = new Audio();
    player.srcObject = mediaStream;
    player.muted = true;
    void player.play();
    new MediaStreamAudioSourceNode(context, { mediaStream }).connect(analyser);
    let longest = 0;
    let lastHeardMs = performance.now();
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const level = Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
      const nowMs = performance.now();
      if (level > 0.0018) lastHeardMs = nowMs;
      else longest = Math.max(longest, nowMs - lastHeardMs);
    }, 5);
    Object.assign(window, {
      vaxelGap: () => {
        clearInterval(timer);
        void context.close();
        return longest;
      },
    });
  });
  return () => where.evaluate(() => (window as unknown as { vaxelGap: () => number }).vaxelGap());
}
