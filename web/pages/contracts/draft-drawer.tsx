// Drafting a contract, and changing a draft: each clause the programme demands has its own field,
// with the clause of the notice that says so.

import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../../../src/contracts/call.ts';
import { amendContract, draftContract } from '../../../src/contracts/works-contracts.ts';
import { payers } from '../../../src/enterprises/model.ts';
import { works as worksNames, type Works } from '../../../src/households/model.ts';
import { useRefresh } from '../../api/act.ts';
import type { ContractFile } from '../../api/contracts.ts';
import { useEnterprises } from '../../api/enterprises.ts';
import { useOwnProgramme } from '../../api/programmes.ts';
import { useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import type { Fields, Values } from '../../ui/action-form-fields.ts';
import { ActionDrawer } from '../../ui/action-form-drawer.tsx';
import { ClauseChip } from '../../ui/chips.tsx';
import { usePlaceOptions } from '../filter-chips.tsx';
import { useChoices, useDayField, whenOf } from '../form-fields.ts';

const prefix = 'clause:';

/** A field for every clause of the programme, with what stands there already. */
function useClauseFields(
  works: Works | undefined,
  given: Readonly<Record<string, string>>,
): Fields {
  const { t } = useTranslation('contracts');
  const text = useText();
  const clauses = useOwnProgramme()?.data.contracts?.clauses ?? [];
  const asked = clauses.filter((one) => one.works === undefined || !works || one.works === works);
  return Object.fromEntries(
    asked.map(({ id, name, clause, works: only }) => [
      `${prefix}${id}`,
      {
        kind: 'text',
        isLong: true,
        isOptional: true,
        maxLength: 2000,
        label: only && !works ? `${text(name)} (${text(worksNames[only])})` : text(name),
        note: clause ? <ClauseChip clause={clause} /> : t('clause.recalled'),
        initial: given[id] ?? '',
      } as const,
    ]),
  );
}

const clausesOf = (values: Values<Fields>) =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      name.startsWith(prefix) && typeof value === 'string' && value !== ''
        ? [[name.slice(prefix.length), value]]
        : [],
    ),
  );

export function DraftDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('contracts');
  const { t: title } = useTranslation('actions');
  const choices = useChoices();
  const refresh = useRefresh();
  const enterprises = useEnterprises({ limit: 200, state: 'admitted' }).data?.items ?? [];
  const clauses = useClauseFields(undefined, {});
  const warranty = useOwnProgramme()?.data.contracts?.warranty?.value;
  const fields = {
    number: { kind: 'text', label: t('number'), maxLength: 60 },
    enterpriseId: {
      kind: 'choice',
      label: t('enterprise'),
      note: t('enterprise.note'),
      options: enterprises.map((one) => ({ value: one.enterpriseId, label: one.name })),
    },
    works: { kind: 'choice', label: t('works'), options: choices(worksNames) },
    placeKey: {
      kind: 'choice',
      label: t('place'),
      note: t('place.note'),
      options: usePlaceOptions(),
    },
    paidBy: { kind: 'choice', label: t('paidBy'), initial: 'programme', options: choices(payers) },
    warrantyYears: {
      kind: 'number',
      label: t('warranty'),
      unit: t('years'),
      initial: warranty === undefined ? '' : String(warranty),
      min: 0,
      max: 50,
    },
    doneBy: { kind: 'day', label: t('doneBy'), isOptional: true },
    designApproval: { kind: 'text', label: t('design'), isOptional: true, maxLength: 100 },
    occurredOn: useDayField(),
  } as const;
  return (
    <ActionDrawer
      isOpen
      onClose={onClose}
      title={title('works-contract.draft')}
      submitLabel={t('draft.do')}
      intro={t('draft.intro')}
      onDone={refresh}
      fields={{ ...fields, ...clauses } as typeof fields}
      act={(values, { key }) => {
        const { occurredOn, doneBy = null, designApproval = null } = values;
        const { number, enterpriseId, works, placeKey, paidBy, warrantyYears } = values;
        const terms = { number, enterpriseId, works, placeKey, paidBy, warrantyYears };
        const given = clausesOf(values as unknown as Values<Fields>);
        const body = { ...terms, doneBy, designApproval, clauses: given, ...whenOf(occurredOn) };
        return call(draftContract, { params: {}, body }, { key });
      }}
      done={({ contractId }) => (
        <p>
          {t('draft.done')} <Link to={paths.worksContract(contractId)}>{t('draft.open')}</Link>
        </p>
      )}
    />
  );
}

export function AmendDrawer({ file, onClose }: { file: ContractFile; onClose: () => void }) {
  const { t } = useTranslation('contracts');
  const { t: title } = useTranslation('actions');
  const refresh = useRefresh();
  const clauses = useClauseFields(file.works, file.clauses);
  const fields = {
    number: { kind: 'text', label: t('number'), maxLength: 60, initial: file.number },
    warrantyYears: {
      kind: 'number',
      label: t('warranty'),
      unit: t('years'),
      initial: String(file.warrantyYears),
      min: 0,
      max: 50,
    },
    doneBy: { kind: 'day', label: t('doneBy'), isOptional: true, initial: file.doneBy ?? '' },
    occurredOn: useDayField(),
  } as const;
  return (
    <ActionDrawer
      isOpen
      onClose={onClose}
      title={title('works-contract.amend')}
      submitLabel={title('works-contract.amend')}
      version={file.version}
      onStale={refresh}
      onDone={refresh}
      fields={{ ...fields, ...clauses } as typeof fields}
      act={(values, { key, expectedVersion }) => {
        const { number, warrantyYears, doneBy = null, occurredOn } = values;
        const given = clausesOf(values as unknown as Values<Fields>);
        const changes = { number, warrantyYears, doneBy, clauses: given };
        const body = { changes, ...whenOf(occurredOn, expectedVersion) };
        return call(amendContract, { params: { contractId: file.contractId }, body }, { key });
      }}
    />
  );
}
