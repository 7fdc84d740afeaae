// The page overview; being written.

import { useProgramme } from '../../api/programmes.ts';
import { useText } from '../../i18n/i18n.ts';
import { PageHead, Sheet } from '../../ui/sheet.tsx';

export function OverviewPage() {
  const text = useText();
  const { data } = useProgramme();
  return (
    <Sheet>
      <PageHead title="overview" subtitle={text(data.programme.name)} />
    </Sheet>
  );
}
