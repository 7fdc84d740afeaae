// The leading group and its office, by office held, never by name.

import { useTranslation } from 'react-i18next';
import type { ProgrammeView } from '../../../src/rules/types.ts';
import { useText } from '../../i18n/i18n.ts';
import { ClauseChip } from '../../ui/chips.tsx';
import { SheetSection } from '../../ui/sheet.tsx';
import css from './duties-page.module.css';

type Group = NonNullable<ProgrammeView['data']['units']['leadingGroup']>;

export function LeadingGroup({ group }: { group: Group }) {
  const { t } = useTranslation('duties');
  const text = useText();
  const roles = [
    { role: 'head', name: t('head') },
    { role: 'deputy', name: t('deputy') },
    { role: 'member', name: t('member') },
  ] as const;
  const staffRoles = [
    { role: 'director', name: t('director') },
    { role: 'deputy', name: t('officeDeputy') },
    { role: 'staff', name: t('staff') },
  ] as const;
  return (
    <SheetSection
      title={text(group.name)}
      aside={
        <>
          {t('memberCount', { count: group.members.length })} <ClauseChip clause={group.clause} />
        </>
      }
    >
      <dl className={css['group']}>
        {roles.map(({ role, name }) => (
          <Offices
            key={role}
            name={name}
            offices={group.members
              .filter((member) => member.role === role)
              .map((member) => ({ id: member.id, office: text(member.office) }))}
          />
        ))}
      </dl>
      {group.office && (
        <>
          <h3 className={css['officeTitle']}>{text(group.office.name)}</h3>
          <dl className={css['group']}>
            {staffRoles.map(({ role, name }) => (
              <Offices
                key={role}
                name={name}
                offices={(group.office?.staff ?? [])
                  .filter((one) => one.role === role)
                  .map((one) => ({ id: one.id, office: text(one.office) }))}
              />
            ))}
          </dl>
        </>
      )}
      <p className="note">{t('noNames')}</p>
    </SheetSection>
  );
}

type OfficesProps = {
  readonly name: string;
  readonly offices: ReadonlyArray<{ readonly id: string; readonly office: string }>;
};

function Offices({ name, offices }: OfficesProps) {
  if (offices.length === 0) return null;
  return (
    <>
      <dt>
        {name} <span>{offices.length}</span>
      </dt>
      <dd>
        <ul>
          {offices.map((one) => (
            <li key={one.id}>{one.office}</li>
          ))}
        </ul>
      </dd>
    </>
  );
}
