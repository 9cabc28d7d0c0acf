import { Checkbox, Field, Input, Label, Select, Text, Textarea } from '@fluentui/react-components';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  callerFields,
  diversionFields,
  fromShows,
  longestTrunkName,
  numberFormats,
  soundEncryptions,
  trunkCodecs,
  trunkTransports,
} from '../../../../src/contract/trunks/choices';
import type { Problems, Written } from './draft';
import { usePartStyles } from './part-styles';

export interface TrunkFieldsProps {
  readonly written: Written;
  readonly problems: Problems;
  readonly hasPassword: boolean;
  readonly onChange: (part: Partial<Written>) => void;
}

/** What the operator has said: what every trunk needs first, then what few do. */
export function TrunkFields(props: TrunkFieldsProps): ReactNode {
  return (
    <>
      <Operator {...props} />
      <Account {...props} />
      <Limits {...props} />
      <NumberFormats {...props} />
      <Caller {...props} />
      <Sound {...props} />
      <More {...props} />
    </>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  const styles = usePartStyles();
  const titleId = useId();
  return (
    <section className={styles.part} aria-labelledby={titleId}>
      <h3 id={titleId} className={styles.heading}>
        {title}
      </h3>
      {children}
    </section>
  );
}

type TextName = { [Name in keyof Written]: Written[Name] extends string ? Name : never }[keyof Written];
interface TextFieldProps extends TrunkFieldsProps {
  readonly name: Extract<
    TextName,
    'name' | 'host' | 'port' | 'account' | 'loginName' | 'domain' | 'proxy' | 'mainNumber' | 'callsAtOnce'
  >;
  readonly hintKey?: string;
  readonly required?: boolean;
  readonly numeric?: boolean;
  readonly longest?: number;
}

function TextField({
  name,
  hintKey,
  required,
  numeric,
  longest,
  written,
  problems,
  onChange,
}: TextFieldProps): ReactNode {
  const { t } = useTranslation();
  const problem = problems[name];
  return (
    <Field
      label={t(`trunks.${name}`)}
      required={required === true}
      {...(hintKey === undefined ? {} : { hint: t(`trunks.${hintKey}`) })}
      {...(problem === undefined ? {} : { validationMessage: t(`trunks.${problem}`) })}
    >
      <Input
        value={written[name]}
        autoComplete="off"
        spellCheck={false}
        maxLength={longest ?? 253}
        {...(numeric === true ? { inputMode: 'numeric' as const } : {})}
        onChange={(_, { value }) => onChange({ [name]: value })}
      />
    </Field>
  );
}

function Lines({
  name,
  hintKey,
  written,
  problems,
  onChange,
}: TrunkFieldsProps & { readonly name: 'sources' | 'prefixes'; readonly hintKey: string }): ReactNode {
  const { t } = useTranslation();
  const problem = problems[name];
  return (
    <Field
      label={t(`trunks.${name}`)}
      hint={t(`trunks.${hintKey}`)}
      {...(problem === undefined ? {} : { validationMessage: t(`trunks.${problem}`) })}
    >
      <Textarea
        value={written[name]}
        rows={3}
        maxLength={5_000}
        onChange={(_, { value }) => onChange({ [name]: value })}
      />
    </Field>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly options: readonly Value[];
  readonly textOf: (value: Value) => string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

function Choice<Value extends string>({ label, options, textOf, value, onChange }: ChoiceProps<Value>): ReactNode {
  return (
    <Field label={label}>
      <Select
        value={value}
        onChange={(_, { value: chosen }) => onChange(options.find((each) => each === chosen) ?? value)}
      >
        {options.map((each) => (
          <option key={each} value={each}>
            {textOf(each)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function Operator(props: TrunkFieldsProps): ReactNode {
  const { t } = useTranslation();
  const { written, onChange } = props;
  return (
    <Part title={t('trunks.operator')}>
      <TextField {...props} name="name" required longest={longestTrunkName} />
      <Checkbox
        label={t('trunks.enabled')}
        checked={written.enabled}
        onChange={(_, { checked }) => onChange({ enabled: checked === true })}
      />
      <TextField {...props} name="host" hintKey="hostHint" required />
      <Choice
        label={t('trunks.transport')}
        options={trunkTransports}
        textOf={(each) => each.toUpperCase()}
        value={written.transport}
        onChange={(transport) => onChange({ transport })}
      />
      <TextField {...props} name="port" hintKey="portHint" numeric longest={5} />
    </Part>
  );
}

function Account(props: TrunkFieldsProps): ReactNode {
  const { t } = useTranslation();
  const { written, hasPassword, onChange } = props;
  const { registers } = written;
  const missing = registers && written.account.trim() === '' ? { account: 'needsAccount' } : {};
  return (
    <Part title={t('trunks.account')}>
      <Choice
        label={t('trunks.knownBy')}
        options={['account', 'address']}
        textOf={(each) => t(`trunks.known.${each}`)}
        value={registers ? 'account' : 'address'}
        onChange={(known) => onChange({ registers: known === 'account' })}
      />
      <TextField
        {...props}
        problems={written.name === '' ? props.problems : { ...missing, ...props.problems }}
        name="account"
        required={registers}
        longest={100}
      />
      <Field label={t('trunks.password')} {...(hasPassword ? { hint: t('trunks.passwordKept') } : {})}>
        <Input
          type="password"
          autoComplete="new-password"
          maxLength={200}
          value={written.password}
          onChange={(_, { value }) => onChange({ password: value })}
        />
      </Field>
      <TextField {...props} name="mainNumber" hintKey="mainNumberHint" longest={20} />
    </Part>
  );
}

function Limits(props: TrunkFieldsProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Part title={t('trunks.limits')}>
      <TextField {...props} name="callsAtOnce" hintKey="callsHint" numeric longest={5} />
      <Lines {...props} name="prefixes" hintKey="prefixesHint" />
    </Part>
  );
}

function NumberFormats({ written, onChange }: TrunkFieldsProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Part title={t('trunks.numbers')}>
      {(['calledFormat', 'callerFormat', 'comingFormat'] as const).map((name) => (
        <Choice
          key={name}
          label={t(`trunks.${name}`)}
          options={numberFormats}
          textOf={(each) => t(`trunks.format.${each}`)}
          value={written[name]}
          onChange={(format) => onChange({ [name]: format })}
        />
      ))}
    </Part>
  );
}

function Caller({ written, onChange }: TrunkFieldsProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Part title={t('trunks.caller')}>
      <Choice
        label={t('trunks.fromShows')}
        options={fromShows}
        textOf={(each) => t(`trunks.from.${each}`)}
        value={written.fromShows}
        onChange={(shows) => onChange({ fromShows: shows })}
      />
      <Choice
        label={t('trunks.callerField')}
        options={callerFields}
        textOf={(each) => t(`trunks.fields.${each}`)}
        value={written.callerField}
        onChange={(callerField) => onChange({ callerField })}
      />
      <Choice
        label={t('trunks.diversionField')}
        options={diversionFields}
        textOf={(each) => t(`trunks.diversion.${each}`)}
        value={written.diversionField}
        onChange={(diversionField) => onChange({ diversionField })}
      />
    </Part>
  );
}

const codecNames: Readonly<Record<(typeof trunkCodecs)[number], string>> = {
  alaw: 'G.711 A-law',
  ulaw: 'G.711 µ-law',
  g722: 'G.722',
  opus: 'Opus',
};

function Sound(props: TrunkFieldsProps): ReactNode {
  const { t } = useTranslation();
  const { written, onChange } = props;
  return (
    <Part title={t('trunks.sound')}>
      <Codecs {...props} />
      <Choice
        label={t('trunks.encryption')}
        options={soundEncryptions}
        textOf={(each) => t(`trunks.encryptions.${each}`)}
        value={written.encryption}
        onChange={(encryption) => onChange({ encryption })}
      />
    </Part>
  );
}

/** Each chosen one says at which place it is offered. No Field: it would name the first box of the group. */
function Codecs({ written: { codecs }, problems, onChange }: TrunkFieldsProps): ReactNode {
  const styles = usePartStyles();
  const { t } = useTranslation();
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} aria-describedby={`${id}-hint`}>
      <Label id={id}>{t('trunks.codecs')}</Label>
      <div className={styles.boxes}>
        {trunkCodecs.map((codec) => (
          <Checkbox
            key={codec}
            label={codecs.includes(codec) ? `${codecNames[codec]} (${codecs.indexOf(codec) + 1})` : codecNames[codec]}
            checked={codecs.includes(codec)}
            onChange={(_, { checked }) =>
              onChange({ codecs: checked === true ? [...codecs, codec] : codecs.filter((each) => each !== codec) })
            }
          />
        ))}
      </div>
      {problems.codecs !== undefined && (
        <Text role="alert" size={200} block className={styles.problem}>
          {t(`trunks.${problems.codecs}`)}
        </Text>
      )}
      <Text id={`${id}-hint`} size={200} block className={styles.hint}>
        {t('trunks.codecsHint')}
      </Text>
    </div>
  );
}

function More(props: TrunkFieldsProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Part title={t('trunks.more')}>
      <TextField {...props} name="loginName" hintKey="loginHint" longest={100} />
      <TextField {...props} name="domain" hintKey="domainHint" />
      <TextField {...props} name="proxy" hintKey="proxyHint" />
      <Lines {...props} name="sources" hintKey="sourcesHint" />
    </Part>
  );
}
