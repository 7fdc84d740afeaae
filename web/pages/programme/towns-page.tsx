// The towns and farms: what the notice itself gives each, the villages it names, who leads there.
// Tasks that stand in a missing annex are shown as not issued, never guessed.

import { useTranslation } from 'react-i18next';
import { toNumber } from '../../../src/core/rational.ts';
import type { ProgrammeData } from '../../../src/rules/types.ts';
import { useProgramme } from '../../api/programmes.ts';
import { useFigureName } from '../../i18n/figure-name.ts';
import { useText } from '../../i18n/i18n.ts';
import { ClauseChip, DecisionChip } from '../../ui/chips.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { Amount } from '../../ui/figure.tsx';
import { exactly } from '../../ui/quantity.ts';
import { Lead, PageHead, Sheet, SheetSection } from '../../ui/sheet.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { unitNames } from './projects/read.ts';
import { figureIds, leadsIn, type Town } from './towns/read.ts';
import styles from './towns/towns.module.css';

export function TownsPage() {
  const { t } = useTranslation('towns');
  const text = useText();
  const { data } = useProgramme();
  const { towns } = data.towns;
  const named = towns.reduce((sum, town) => sum + town.villages.length, 0);
  const given = towns.filter((town) => Object.keys(town.figures).length > 0).length;
  const missing = data.annexes.annexes.filter((annex) => annex.file === undefined);
  const head = <PageHead title={t('title')} subtitle={text(data.programme.district.name)} />;
  if (towns.length === 0) {
    return (
      <Sheet>
        {head}
        <EmptyState title={t('none')} />
      </Sheet>
    );
  }
  return (
    <Sheet>
      {head}
      <Lead
        sentence={[
          t('lead', { count: towns.length, given }),
          named > 0 && t('lead.named', { count: named }),
        ]
          .filter(Boolean)
          .join('')}
      />
      <SheetSection title={t('all')}>
        <TownTable data={data} />
        {missing.length > 0 && <MissingAnnexes annexes={missing} />}
      </SheetSection>
    </Sheet>
  );
}

function MissingAnnexes({ annexes }: { annexes: ProgrammeData['annexes']['annexes'] }) {
  const { t } = useTranslation('towns');
  const text = useText();
  return (
    <div className={styles.missing}>
      <p>{t('missing', { count: annexes.length })}</p>
      <ul>
        {annexes.map((annex) => (
          <li key={annex.id}>
            {text(annex.name)} <ClauseChip clause={annex.clause} />{' '}
            <DecisionChip decision={annex.decision} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function TownTable({ data }: { data: ProgrammeData }) {
  const { t } = useTranslation('towns');
  const text = useText();
  const figureName = useFigureName();
  // The annexes that are missing hold the homes of each town; nothing says they hold more.
  const isIssued = data.annexes.annexes.every((annex) => annex.file !== undefined);
  const amounts = figureIds(data).map((id): Column<Town> => ({
    key: id,
    title: figureName(id),
    isNumber: true,
    cell: ({ figures }) =>
      figures[id] ? (
        <Amount of={figures[id]} withClause={false} />
      ) : (
        <span className={styles.none}>
          {isIssued || id !== 'households' ? '–' : t('notIssued')}
        </span>
      ),
    sortBy: ({ figures }) => toNumber(exactly(figures[id]?.value ?? -1)),
  }));
  const placesColumn: Column<Town> = {
    key: 'villages',
    title: t('villages'),
    cell: ({ villages, statements }) => (
      <span>
        <span lang="zh-CN">{villages.map(({ name }) => name).join(t('comma'))}</span>
        {statements.map((statement) => (
          <span key={statement.quote} className={styles.statement}>
            {text(statement.text)} <ClauseChip clause={statement.clause} />
          </span>
        ))}
      </span>
    ),
  };
  const leadsColumn: Column<Town> = {
    key: 'leads',
    title: t('leads'),
    cell: (town) => <Leads data={data} town={town} />,
  };
  const { towns } = data.towns;
  const hasPlaces = towns.some((town) => town.villages.length + town.statements.length > 0);
  const hasLeads = towns.some((town) => leadsIn(data, town).length > 0);
  const columns: Column<Town>[] = [
    {
      key: 'name',
      title: t('name'),
      isNarrow: true,
      cell: (town) => <strong>{text(town.name)}</strong>,
    },
    ...amounts,
    ...(hasPlaces ? [placesColumn] : []),
    ...(hasLeads ? [leadsColumn] : []),
    {
      key: 'clause',
      title: t('clause'),
      cell: ({ clause }) => <ClauseChip clause={clause} />,
    },
  ];
  return <DataTable caption={t('title')} columns={columns} rows={towns} rowKey={({ id }) => id} />;
}

function Leads({ data, town }: { data: ProgrammeData; town: Town }) {
  const { t } = useTranslation('towns');
  const text = useText();
  return (
    <span>
      {leadsIn(data, town).map(({ lead, projects }) => (
        <span key={lead} className={styles.leadLine}>
          {unitNames(data, [lead]).map(text).join('')}
          <span className="note">
            {' '}
            {projects.map((project) => text(project.name)).join(t('comma'))}
          </span>
        </span>
      ))}
    </span>
  );
}
