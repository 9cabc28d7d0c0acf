import { startAsteriskSwitch } from '../../../tests/fakes/asterisk-switch';
import { switchSuite, type CreateHarness } from '../../../tests/suites/switch.suite';

const harness: CreateHarness = async (options) => {
  const { stop, url, ...running } = await startAsteriskSwitch(options);
  return { switch: running.switch, url, phones: { offersCandidates: true, keepsAssociation: true }, stop };
};

switchSuite('asterisk', harness);
