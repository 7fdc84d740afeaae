// The start page of a programme: what is to be reached, with whose money, what the notice leaves
// open, and by when. Every number comes from the programme and leads to its clause.

import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useProgramme, useProgrammeId } from '../../api/programmes.ts';
import { useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { Columns, PageHead, Sheet } from '../../ui/sheet.tsx';
import { OverviewDates } from './overview/dates.tsx';
import { OverviewLead } from './overview/lead.tsx';
import { OverviewMoney } from './overview/money.tsx';
import { OverviewOpenPoints } from './overview/open-points.tsx';
import { OverviewRates } from './overview/rates.tsx';
import { OverviewTargets } from './overview/targets.tsx';

export function OverviewPage() {
  const { t } = useTranslation('overview');
  const text = useText();
  const programmeId = useProgrammeId();
  const { data } = useProgramme();
  const { document } = data.programme;
  const hasRates = data.targets.targets.some(({ measure }) => measure === 'rate');
  return (
    <Sheet>
      <PageHead
        title={t('title')}
        subtitle={`${text(data.programme.name)} ${document.number}`}
        actions={<Link to={paths.programme(programmeId, 'notice')}>{t('readNotice')}</Link>}
      />
      <OverviewLead />
      {hasRates ? (
        <Columns>
          <OverviewTargets />
          <OverviewRates />
        </Columns>
      ) : (
        <OverviewTargets />
      )}
      <OverviewMoney />
      <Columns>
        <OverviewOpenPoints />
        <OverviewDates />
      </Columns>
    </Sheet>
  );
}
