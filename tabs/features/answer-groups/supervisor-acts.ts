import { CallAddRegular } from '@fluentui/react-icons/svg/call-add';
import { CallForwardRegular } from '@fluentui/react-icons/svg/call-forward';
import { HeadphonesRegular } from '@fluentui/react-icons/svg/headphones';
import { PersonVoiceRegular } from '@fluentui/react-icons/svg/person-voice';

/** What a supervisor can do in the call of an agent, in the order in which it goes further. */
export const supervisorActs = [
  { name: 'answerGroup.listen', key: 'answerGroups.listen', mode: 'listen', Icon: HeadphonesRegular },
  { name: 'answerGroup.whisper', key: 'answerGroups.whisper', mode: 'whisper', Icon: PersonVoiceRegular },
  { name: 'answerGroup.join', key: 'answerGroups.join', mode: 'talk', Icon: CallAddRegular },
  { name: 'answerGroup.takeOver', key: 'answerGroups.takeOver', mode: null, Icon: CallForwardRegular },
] as const;
