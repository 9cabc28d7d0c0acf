import { suiteOnAsterisk } from '../../../tests/fakes/asterisk-switch';
import { switchSuite } from '../../../tests/suites/switch.suite';

switchSuite('asterisk', 'what is recorded', suiteOnAsterisk);
