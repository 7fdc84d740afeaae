// Starts the office app: theme, language, data and addresses. Nothing else belongs here.

import { RouterProvider } from '@tanstack/react-router';
import { QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import enUS from 'antd/es/locale/en_US';
import zhCN from 'antd/es/locale/zh_CN';
import { StrictMode, useLayoutEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { CallError } from '../src/contracts/call.ts';
import { invariant } from '../src/core/invariant.ts';
import { queryClient } from './api/query-client.ts';
import { startLanguage, useLanguage } from './i18n/i18n.ts';
import { DemoBanner } from './pages/frame/demo-banner.tsx';
import { router } from './router.tsx';
import { schemeNow, useScheme } from './theme/settings.ts';
import { antdThemeOf, applyScheme } from './theme/tokens.ts';
import './theme/global.css';

function App() {
  const scheme = useScheme();
  const language = useLanguage();
  useLayoutEffect(() => applyScheme(scheme), [scheme]);
  return (
    <ConfigProvider
      theme={antdThemeOf(scheme)}
      locale={language === 'zh' ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
    >
      <QueryClientProvider client={queryClient}>
        <DemoBanner />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ConfigProvider>
  );
}

applyScheme(schemeNow());
startLanguage();
const root = document.getElementById('root');
invariant(root, 'index.html has no element called root');
// A refusal of the server is shown on the page; only a fault of ours is worth the console.
const onCaughtError = (error: unknown) => {
  if (!(error instanceof CallError)) reportError(error);
};
createRoot(root, { onCaughtError }).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
