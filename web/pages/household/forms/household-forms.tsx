// What is done to a household as a whole: more works, another group, merging a duplicate, looking
// at its numbers in full, and deciding what others have asked for.

import { useTranslation } from 'react-i18next';
import { call } from '../../../../src/contracts/call.ts';
import { approveCaseChange, rejectCaseChange } from '../../../../src/contracts/case-changes.ts';
import {
  addWorks,
  approveChange,
  mergeDuplicate,
  moveGroup,
  privateFields,
  rejectChange,
  unmaskHousehold,
} from '../../../../src/contracts/households.ts';
import { works, type Works } from '../../../../src/households/model.ts';
import { useGroups } from '../../../api/households.ts';
import { useCases } from '../../../api/ledger.ts';
import type { Fields } from '../../../ui/action-form-fields.ts';
import { useMethodOptions, useProjectOptions, useYearOptions } from '../../programme-words.ts';
import styles from '../household.module.css';
import { FileForm, type FormProps } from './file-form.tsx';
import { useOptions } from './works-forms.tsx';

const ofHousehold = ({ file }: FormProps) => ({ householdId: file.householdId });
const long = { kind: 'text', isLong: true, maxLength: 500 } as const;

/** The fields of a new case. */
export function useCaseFields(kinds: readonly Works[]) {
  const { t } = useTranslation('household');
  const options = useOptions<Works>(works).filter(({ value }) => kinds.includes(value));
  return {
    works: { kind: 'choice', label: t('form.works'), options, initial: kinds[0] ?? '' },
    project: { kind: 'choice', label: t('project'), options: useProjectOptions() },
    year: { kind: 'choice', label: t('year'), options: useYearOptions() },
    wishedMethod: {
      kind: 'choice',
      label: t('wished'),
      isOptional: true,
      options: useMethodOptions(),
    },
  } as const satisfies Fields;
}

export function AddWorksForm(props: FormProps) {
  const taken = new Set(
    props.file.cases.filter(({ state }) => state !== 'withdrawn').map((one) => one.works),
  );
  const kinds = (Object.keys(works) as Works[]).filter((kind) => !taken.has(kind));
  return (
    <FileForm
      {...props}
      fields={useCaseFields(kinds)}
      send={({ year, wishedMethod, ...values }, { when, options }) => {
        const wish = { wishedMethod: wishedMethod ?? null };
        const body = { case: { ...values, year: Number(year), ...wish }, ...when };
        return call(addWorks, { params: ofHousehold(props), body }, options);
      }}
    />
  );
}

export function MoveGroupForm(props: FormProps) {
  const { t } = useTranslation('household');
  const { file } = props;
  const groups = useGroups(file.villageKey).data ?? [];
  return (
    <FileForm
      {...props}
      fields={{
        groupId: {
          kind: 'choice',
          label: t('form.group'),
          options: groups
            .filter(({ groupId }) => groupId !== file.groupId)
            .map(({ groupId, name }) => ({ value: groupId, label: name })),
        },
        reason: { ...long, label: t('form.reason') },
      }}
      send={(values, { when, options }) =>
        call(moveGroup, { params: ofHousehold(props), body: { ...values, ...when } }, options)
      }
    />
  );
}

/** The household to merge into is one of the same name in the same town. */
export function MergeForm(props: FormProps) {
  const { t } = useTranslation('household');
  const { file } = props;
  const query = { works: 'heating', under: file.townKey, search: file.headName } as const;
  const others = (useCases({ ...query, limit: 50 }).data?.items ?? []).filter(
    ({ householdId }) => householdId !== file.householdId,
  );
  return (
    <FileForm
      {...props}
      isDanger
      intro={t('form.merge')}
      fields={{
        intoId: {
          kind: 'choice',
          label: t('form.merge.into'),
          options: others.map((one) => ({
            value: one.householdId,
            label: [one.headName, one.idMasked, one.villageName, one.groupName].join(' '),
          })),
        },
        reason: { ...long, label: t('form.reason') },
      }}
      send={(values, { when, options }) =>
        call(mergeDuplicate, { params: ofHousehold(props), body: { ...values, ...when } }, options)
      }
    />
  );
}

export function UnmaskForm(props: FormProps) {
  const { t } = useTranslation('household');
  return (
    <FileForm
      {...props}
      isUndated
      version={null}
      intro={t('form.unmask')}
      fields={{
        fields: {
          kind: 'several',
          label: t('form.unmask.what'),
          options: privateFields.map((value) => ({ value, label: t(`private.${value}`) })),
          initial: ['idNumber'],
        },
        purpose: { ...long, label: t('form.purpose') },
      }}
      send={(values, { options }) =>
        call(unmaskHousehold, { params: ofHousehold(props), body: values }, options)
      }
      done={(shown) => (
        <dl className={styles.unmasked}>
          {privateFields.map((name) =>
            shown[name] === undefined ? null : (
              <div key={name}>
                <dt>{t(`private.${name}`)}</dt>
                <dd>{shown[name] ?? t('form.unmask.none')}</dd>
              </div>
            ),
          )}
        </dl>
      )}
    />
  );
}

type Decided = { readonly changeId: string; readonly version: number };

/** Approving or rejecting what somebody else has asked for. */
export function DecideChangeForm(props: FormProps & { change: Decided; isOfCase: boolean }) {
  const { t } = useTranslation('household');
  const { change, isOfCase, ...form } = props;
  const isApproval = form.action.endsWith('.approve');
  const ofCase = isApproval ? approveCaseChange : rejectCaseChange;
  const ofFacts = isApproval ? approveChange : rejectChange;
  return (
    <FileForm
      {...form}
      version={change.version}
      fields={{ note: { ...long, label: t('form.opinion') } }}
      send={(values, { when, options }) => {
        const given = { params: { changeId: change.changeId }, body: { ...values, ...when } };
        return isOfCase ? call(ofCase, given, options) : call(ofFacts, given, options);
      }}
    />
  );
}
