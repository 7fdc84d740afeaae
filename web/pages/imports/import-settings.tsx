// What neither the file nor the programme says: the meaning of strange headings, the year, the
// project. Telling it checks the file again.

import { useTranslation } from 'react-i18next';
import { call } from '../../../src/contracts/call.ts';
import { columnKeys, settleImport } from '../../../src/contracts/imports.ts';
import { useReadAgain, type Import } from '../../api/imports.ts';
import { ActionForm } from '../../ui/action-form.tsx';
import type { Fields } from '../../ui/action-form-fields.ts';
import { SheetSection } from '../../ui/sheet.tsx';
import { useProjectName, useYearOptions } from '../programme-words.ts';
import styles from './imports.module.css';

type Choice = NonNullable<Import['summary']>['openChoices'][number];

export function SettingsPart(props: {
  one: Import;
  headings: readonly string[];
  choices: readonly Choice[];
}) {
  const { t } = useTranslation('imports');
  const { one, headings, choices } = props;
  const readAgain = useReadAgain();
  const fields = { ...useChoiceFields(choices), ...useHeadingFields(headings) };
  return (
    <SheetSection title={t('settings')} aside={t('settings.note')}>
      <div className={styles.settings}>
        <ActionForm
          key={one.version}
          fields={fields}
          submitLabel={t('settings.send')}
          isQuiet
          act={(values, { key }) => {
            const params = { importId: one.importId };
            return call(settleImport, { params, body: bodyOf(values, headings) }, { key });
          }}
          onDone={readAgain}
        />
      </div>
    </SheetSection>
  );
}

function useChoiceFields(choices: readonly Choice[]): Fields {
  const { t } = useTranslation('imports');
  const years = useYearOptions();
  const project = useProjectName();
  return Object.fromEntries(
    choices.map(({ what, among, households }) => {
      const options =
        what === 'year' && among.length === 0
          ? years
          : among.map((value) => ({ value, label: what === 'year' ? value : project(value) }));
      const note = t('settings.households', { count: households });
      return [what, { kind: 'choice', label: t(`choice.${what}`), options, note }];
    }),
  ) as Fields;
}

function useHeadingFields(headings: readonly string[]): Fields {
  const { t } = useTranslation('imports');
  const options = columnKeys.map((key) => ({ value: key, label: t(`column.${key}`) }));
  return Object.fromEntries(
    headings.map((heading, at) => [
      `heading${at}`,
      {
        kind: 'choice',
        label: t('settings.heading', { heading }),
        options,
        isOptional: true,
        note: t('settings.heading.note'),
      },
    ]),
  ) as Fields;
}

type Given = Readonly<Record<string, unknown>>;

function bodyOf(values: Given, headings: readonly string[]) {
  const meant = headings.flatMap((heading, at) => {
    const key = columnKeys.find((one) => one === values[`heading${at}`]);
    return key ? [[heading, key] as const] : [];
  });
  const { year, heating, insulation } = values;
  const projects = {
    ...(typeof heating === 'string' && { heating }),
    ...(typeof insulation === 'string' && { insulation }),
  };
  return {
    headings: Object.fromEntries(meant),
    ...(typeof year === 'string' && { year: Number(year) }),
    ...(Object.keys(projects).length > 0 && { projects }),
  };
}
